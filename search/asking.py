"""What a reader typed, taken apart: words, "exact phrases", -words that must not be there.

Everybody who looks for words reads them here: the text index, the highlights, and whoever holds
a kept question against a page that is not in the index.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from search.backends.words import MAX_TERMS, terms
from search.text import fold

_TOKEN = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
MOST_SYNONYMS = 6


@dataclass(frozen=True)
class Wanted:
    """A word, some words that must all be there, or a phrase in exactly this order."""

    text: str
    is_phrase: bool = False


@dataclass(frozen=True)
class Part:
    """One of these must be there; negated: none of them may."""

    alternatives: tuple[Wanted, ...]
    is_negated: bool = False


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(_WORD.findall(fold(text)))


class Synonyms:
    """Groups of names that mean the same, each of one or more words."""

    def __init__(self, groups: Iterable[Iterable[str]] = ()) -> None:
        self._others: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        for group in groups:
            names = [name for name in group if words_of(name)]
            for name in names:
                key = words_of(name)
                others = (other for other in names if words_of(other) != key)
                self._others[key].update(dict.fromkeys(others))
        self._longest = max(map(len, self._others), default=0)

    def of(self, words: tuple[str, ...]) -> list[str]:
        """What means the same as these words."""
        return list(self._others.get(words, ()))[:MOST_SYNONYMS]

    def expand(self, plain: list[str]) -> list[Part]:
        """Words that stand beside one another, with what means the same as one or some of them."""
        parts: list[Part] = []
        position = 0
        while position < len(plain):
            most = min(self._longest, len(plain) - position)
            for length in range(most, 0, -1):
                run = " ".join(plain[position : position + length])
                if others := self.of(words_of(run)):
                    same = [Wanted(other, is_phrase=len(words_of(other)) > 1) for other in others]
                    parts.append(Part((Wanted(run), *same)))
                    position += length
                    break
            else:
                parts.append(Part((Wanted(plain[position]),)))
                position += 1
        return parts


def parts_of(text: str, synonyms: Synonyms) -> list[Part]:
    """All parts of a question; what holds no letter or digit is left out."""
    parts: list[Part] = []
    plain: list[str] = []
    for token in _TOKEN.finditer(text.replace("“", '"').replace("”", '"')):
        phrase, word = token["phrase"], token["word"]
        if phrase is None and not (word.startswith("-") and terms(word[1:])):
            plain += terms(word)
            continue
        wanted = Wanted(word[1:]) if phrase is None else Wanted(phrase, is_phrase=True)
        parts += synonyms.expand(plain)
        plain = []
        if terms(wanted.text):
            parts.append(Part((wanted,), is_negated=phrase is None or bool(token["minus"])))
    return [*parts, *synonyms.expand(plain)][:MAX_TERMS]
