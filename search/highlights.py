"""The matching text of a result, with the words that were looked for marked."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.asking import Part, Wanted, words_of
from search.backends.words import terms
from search.dutch import MIN_PREFIX, forms_of
from search.text import fold

LENGTH = 240
BEFORE = 80
# Only this much of a body is looked through: a first match further on is shown by the page itself.
MOST_TEXT = 50_000
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_KEYS_OF_BLOCKS = {"id", "type"}


class _Folding(dict[int, str]):
    """For `str.translate`: one character for each, so that positions stay the same."""

    def __missing__(self, code: int) -> str:
        self[code] = (fold(chr(code)) or chr(code))[0]
        return self[code]


_FOLDING = _Folding()


def _folded(text: str) -> str:
    """A text in which words are looked for, letter for letter as long as the text itself."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def pattern_of(parts: Iterable[Part]) -> re.Pattern[str] | None:
    """What is marked in a folded text; None when there are no words to mark."""
    wanted = [wanted for part in parts if not part.is_negated for wanted in part.alternatives]
    found = sorted({option for each in wanted for option in _options(each)}, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(found)})") if found else None


def _options(wanted: Wanted) -> Iterator[str]:
    if wanted.is_phrase:
        words = words_of(wanted.text)
        if words:
            yield r"[\W_]+".join(words) + r"(?![^\W_])"
        return
    for form in chain.from_iterable(map(forms_of, terms(wanted.text))):
        words = words_of(form)
        if words:
            is_prefix = len(form) >= MIN_PREFIX
            yield r"[\W_]+".join(words) + (r"[^\W_]*" if is_prefix else r"(?![^\W_])")


def mark(
    text: str, pattern: re.Pattern[str], start: int = 0, stop: int | None = None
) -> SafeString:
    """A piece of text as HTML, escaped, with what the pattern finds between `<mark>`."""
    stop = len(text) if stop is None else stop
    pieces = []
    position = start
    for match in pattern.finditer(_folded(text), start, stop):
        pieces.append(f"{escape(text[position : match.start()])}<mark>")
        pieces.append(f"{escape(text[match.start() : match.end()])}</mark>")
        position = match.end()
    pieces.append(escape(text[position:stop]))
    return mark_safe("".join(pieces))  # noqa: S308  every piece of text was escaped


def snippet(text: str, pattern: re.Pattern[str]) -> SafeString | None:
    """The surroundings of the first match, cut between words; None when nothing matches."""
    text = text[:MOST_TEXT]
    match = pattern.search(_folded(text))
    if match is None:
        return None
    if len(text) <= LENGTH:
        return mark(text, pattern)
    start = max(0, match.start() - BEFORE)
    start = text.find(" ", start, match.start()) + 1 if start else 0
    stop = min(len(text), start + LENGTH)
    if stop < len(text):
        stop = max(text.rfind(" ", match.end(), stop), match.end())
    marked = mark(text, pattern, start, stop)
    before, after = "… " if start else "", " …" if stop < len(text) else ""
    return mark_safe(f"{before}{marked}{after}")  # noqa: S308  `mark` escapes


def texts_of(stored: Any) -> Iterator[str]:
    """The running texts in a body as it is stored; addresses and settings hold no space."""
    if isinstance(stored, dict):
        for key, value in stored.items():
            if key not in _KEYS_OF_BLOCKS:
                yield from texts_of(value)
    elif isinstance(stored, list):
        for value in stored:
            yield from texts_of(value)
    elif isinstance(stored, str) and " " in stored:
        yield _SPACE.sub(" ", html.unescape(_TAG.sub(" ", stored))).strip()


def attach_highlights(pages: list[Any], parts: list[Part]) -> None:
    """Set `marked_title` and `marked_text` on pages that `hydrate` gave with their texts.

    The summary or introduction where the words are in there, else the place in the body.
    """
    pattern = pattern_of(parts)
    if pattern is None:
        return
    for page in pages:
        page.marked_title = mark(page.title, pattern)
        lead = getattr(page, "summary", "") or getattr(page, "intro", "")
        page.marked_text = snippet(lead, pattern) or _first(page.stored_body, pattern)


def _first(stored: str, pattern: re.Pattern[str]) -> SafeString | None:
    try:
        texts = texts_of(json.loads(stored or "[]"))
    except ValueError:
        return None
    return next(filter(None, (snippet(text, pattern) for text in texts)), None)
