"""The words of a Dutch text that say what it is about, and the other forms in which they stand."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from search.asking import Part, Wanted
from search.backends.words import singular
from search.text import fold

MOST_WORDS = 12
SHORTEST = 4
# A longer word says more, and Dutch writes its compounds in one: up to this length.
LONGEST_COUNTED = 12
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# By folded form. Beside the small words: what every need, question and initiative says.
_STOP_WORDS = frozenset(
    (Path(__file__).parent / "stop_words.txt").read_text(encoding="utf-8").split()
)
_LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)([bdfgklmnprstvz])$")
_SHORT_VOWEL = re.compile(r"(?<![aeiou])([aeou])([dfgklmnprstvz])$")
_DOUBLE = re.compile(r"([bdfgklmnprst])\1$")
_VOICED = {"v": "f", "z": "s"}


def telling_words(title: str, summary: str = "", text: str = "") -> list[str]:
    """At most MOST_WORDS folded words, the most telling first.

    A word of the title counts three times, of the summary twice; small words not at all.
    """
    numbers: Counter[str] = Counter()
    for part, weight in ((title, 3), (summary, 2), (text, 1)):
        for word in plain_words(part):
            numbers[word] += weight
    forms: dict[str, str] = {}
    weights: Counter[str] = Counter()
    for word, number in numbers.items():
        # "bureau" and "bureaus" are one word; the form that came first is shown.
        shown = forms.setdefault(singular(word), word)
        weights[shown] += number * min(len(word), LONGEST_COUNTED)
    return [word for word, _weight in weights.most_common(MOST_WORDS)]


def plain_words(text: str) -> Iterable[str]:
    """The folded words of a text without those that say nothing."""
    for word in _WORD.findall(fold(text)):
        if len(word) >= SHORTEST and word not in _STOP_WORDS:
            yield word


def forms_of(word: str) -> list[str]:
    """A word and the other forms of the same: "werkplekken" and "werkplek", "zalen" and "zaal".

    By the rules of Dutch spelling, without a list: too many forms find nothing, which is no harm.
    """
    bare = singular(word)
    forms = [bare]
    if _DOUBLE.search(bare):
        forms.append(bare[:-1])
    elif bare != word and (short := _SHORT_VOWEL.search(bare)):
        forms.append(f"{bare[: short.start()]}{short[1] * 2}{_unvoiced(short[2])}")
    elif long := _LONG_VOWEL.search(bare):
        forms.append(f"{bare[: long.start()]}{long[1][0]}{long[2]}")
    if bare != word and bare[-1] in _VOICED:
        forms.append(bare[:-1] + _VOICED[bare[-1]])
    return list(dict.fromkeys(forms))


def part_of(word: str) -> Part:
    """What the text index has to hold for a word: one of its forms."""
    return Part(tuple(Wanted(form) for form in forms_of(word)))


def _unvoiced(letter: str) -> str:
    return _VOICED.get(letter, letter)
