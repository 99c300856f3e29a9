"""Whether a text holds the words of a reader, without asking the index.

For a text that is not in the index, such as a draft, and for one text against thousands of
questions. The rule is that of `search.backends.words`: every word by its beginning without a
plural ending, short words as they are, what stands between quotes as a phrase.
"""

import re
from collections.abc import Iterable

from search.backends.words import MAX_TERMS, MIN_PREFIX, singular, terms
from search.text import fold

_TOKEN = re.compile(r"[^\W_]+")


def haystack(texts: Iterable[str]) -> str:
    """Texts in the form in which needles are looked for: folded words with one space between."""
    return "\n".join(f" {' '.join(_TOKEN.findall(fold(text)))} " for text in texts)


def needles(text: str) -> list[str]:
    """What a haystack must hold for this question; empty when there is no word in it."""
    found: list[str] = []
    parts = text.replace("“", '"').replace("”", '"').split('"')
    for number, part in enumerate(parts):
        if number % 2 == 1 and number < len(parts) - 1:
            found.append(_needle(part, whole=True))
        else:
            for term in terms(part):
                bare = singular(term)
                found.append(_needle(bare, whole=len(bare) < MIN_PREFIX))
    return [needle for needle in found if needle.strip()][:MAX_TERMS]


def _needle(text: str, *, whole: bool) -> str:
    words = " ".join(_TOKEN.findall(fold(text)))
    return f" {words} " if whole else f" {words}"


def key_of(words: str) -> str:
    """The beginning of a needle's first word, by which questions are sorted: what a needle finds
    begins alike.
    """
    return (words.split() or [""])[0][:3]
