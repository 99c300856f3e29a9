"""Whether a text holds what a reader asks, without asking the index.

For a text that is not in the index, such as a draft, and for one text against thousands of
questions. The rule is that of `search.backends.words`: every word by the beginning of its forms in
singular and plural, short forms as they are, what stands between quotes as a phrase.
"""

import re
from collections.abc import Iterable

from search.asking import Part, Wanted
from search.backends.words import terms
from search.dutch import MIN_PREFIX, forms_of
from search.text import fold

_TOKEN = re.compile(r"[^\W_]+")


def haystack(texts: Iterable[str]) -> str:
    """Texts in the form in which needles are looked for: folded words with one space between."""
    return "\n".join(f" {' '.join(_TOKEN.findall(fold(text)))} " for text in texts)


def holds(text: str, parts: list[Part]) -> bool:
    """Whether a haystack holds what is asked; what asks for nothing finds nothing."""
    if all(part.is_negated for part in parts):
        return False
    return all(
        any(_has(text, wanted) for wanted in part.alternatives) != part.is_negated for part in parts
    )


def _has(text: str, wanted: Wanted) -> bool:
    needles = needles_of(wanted)
    return bool(needles) and all(any(form in text for form in forms) for forms in needles)


def needles_of(wanted: Wanted) -> list[list[str]]:
    """What a haystack must hold for this: for each word one of its forms."""
    if wanted.is_phrase:
        found = [[_needle(wanted.text, whole=True)]]
    else:
        found = [
            [_needle(form, whole=len(form) < MIN_PREFIX) for form in forms_of(term)]
            for term in terms(wanted.text)
        ]
    words = [[form for form in forms if form.strip()] for forms in found]
    return [forms for forms in words if forms]


def _needle(text: str, *, whole: bool) -> str:
    words = " ".join(_TOKEN.findall(fold(text)))
    return f" {words} " if whole else f" {words}"


def keys_of(parts: list[Part]) -> list[str]:
    """The keys of a question, of which every text that it finds has one: by its longest word."""
    choices = [
        [key_of(form) for wanted in part.alternatives for form in _longest(wanted)]
        for part in sorted(parts, key=lambda part: -min(len(w.text) for w in part.alternatives))
        if not part.is_negated
    ]
    return sorted(set(choices[0])) if choices else [""]


def _longest(wanted: Wanted) -> list[str]:
    """The forms of the longest word."""
    return max(needles_of(wanted), key=lambda forms: len(forms[0]), default=[""])


def key_of(words: str) -> str:
    """The beginning of a needle's first word, by which questions are sorted: what a needle finds
    begins alike.
    """
    return (words.split() or [""])[0][:3]
