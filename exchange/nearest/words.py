"""The words of a Dutch text that say what it is about."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from search.dutch import singular
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
