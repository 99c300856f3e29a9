""" "Bedoelde u …": names that are written almost as a reader wrote them."""

import weakref
from collections import Counter

from search.asking import words_of
from search.columns import Columns
from search.filters import Filter

SHORTEST = 4
# A longer word may have two mistakes, a shorter one only one.
LONG = 7
_words: "weakref.WeakKeyDictionary[Columns, Counter[str]]" = weakref.WeakKeyDictionary()


def suggestion(asked: Filter) -> Filter | None:
    """The same question with names spelt right, if that finds something; two queries at most.

    Without the other filters when they leave nothing of it.
    """
    if not asked.words.active:
        return None
    known = name_words(asked.found.columns)
    better = []
    for word in asked.q.split():
        folded = words_of(word)
        is_known = len(folded) != 1 or len(folded[0]) < SHORTEST or folded[0] in known
        better.append(word if is_known else nearest(folded[0], known) or word)
    text = " ".join(better)
    if text == asked.q:
        return None
    corrected = asked.changed("q", [text])
    if not corrected.found.total:
        corrected = Filter({"q": [text]}, asked.vocabulary.columns)
    return corrected if corrected.found.total else None


def name_words(columns: Columns) -> Counter[str]:
    """The words in the names of bodies, topics and places, and how often each stands there."""
    if columns not in _words:
        counter: Counter[str] = Counter()
        for body in columns.visible_bodies().values():
            counter.update(words_of(f"{body.key} {body.short_key}"))
        for topic in columns.topic_list.values():
            counter.update(words_of(f"{topic.name} {topic.synonyms}"))
        for city in columns.names.cities.values:
            counter.update(words_of(city))
        _words[columns] = counter
    return _words[columns]


def nearest(word: str, known: Counter[str]) -> str | None:
    """The word with the fewest mistakes between them, the more common one first."""
    most = 2 if len(word) >= LONG else 1
    near = [
        (mistakes, -number, other)
        for other, number in known.items()
        if len(other) >= SHORTEST
        and abs(len(other) - len(word)) <= most
        and len(set(other) ^ set(word)) <= 2 * most
        and (mistakes := distance(word, other)) <= most
    ]
    return min(near)[2] if near else None


def distance(one: str, other: str) -> int:
    """Letters to add, drop, change or swap to get from one word to another.

    The optimal string alignment distance (Damerau 1964; Boytsov 2011).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted
            row.append(min(cost, earlier[j - 2] + 1) if swapped else cost)
    return row[-1]
