"""Names that begin as a reader types: bodies, topics, buildings and titles of posts."""

import weakref
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from django.urls import reverse
from django.utils.text import capfirst

from organisations.models import Topic
from search.asking import words_of
from search.columns import Columns
from search.columns.arrays import Ints
from search.columns.bodies import Body
from search.models import EntryType

WRITTEN = [EntryType.POST.value, EntryType.PROJECT.value]
_titles: "weakref.WeakKeyDictionary[Columns, Titles]" = weakref.WeakKeyDictionary()


def begins(words: Iterable[str], name: str) -> bool:
    """Whether each word is the beginning of a word of a (folded) name."""
    spaced = f" {name}"
    return all(f" {word}" in spaced for word in words)


def bodies_named(columns: Columns, words: tuple[str, ...], most: int) -> list[Body]:
    """Ministries and organisations: an exact abbreviation first, then what begins with the words.

    What has ended comes after what is there today.
    """
    typed = " ".join(words)
    found = [
        body
        for body in columns.visible_bodies().values()
        if begins(words, f"{body.key} {body.short_key}")
    ]
    found.sort(
        key=lambda body: (
            body.short_key != typed,
            body.ended_on is not None,
            not body.short_key.startswith(typed),
            not body.key.startswith(typed),
        )
    )
    return found[:most]


def topics_named(columns: Columns, words: tuple[str, ...], most: int) -> list[Topic]:
    """Topics by their name or by a synonym."""
    found = (
        topic
        for topic in columns.topic_list.values()
        if any(begins(words, _folded(name)) for name in (topic.name, *topic.synonyms.splitlines()))
    )
    return [topic for topic, _number in zip(found, range(most), strict=False)]


@lru_cache(maxsize=1_000)
def _folded(name: str) -> str:
    # Kept: the same hundred names are asked for at every search and every letter of a suggestion.
    return " ".join(words_of(name))


def buildings_named(columns: Columns, words: tuple[str, ...], most: int) -> list[tuple[str, str]]:
    """Buildings by their address: the name and the address of the page."""
    codes = columns.names.buildings
    seen = columns.places.buildings[columns.visible[columns.place_entries]]
    in_use = np.bincount(seen, minlength=len(codes)) > 0
    found = []
    for code, key in enumerate(codes.values):
        name = key.replace("-", " ")
        if key and in_use[code] and begins(words, name):
            found.append((name.title(), reverse("building", args=[key])))
            if len(found) == most:
                break
    return found


class Titles:
    """The titles of all posts and projects in one text, the newest first: searched as fast as memory is read."""

    def __init__(self, columns: Columns) -> None:
        entries = columns.entries
        is_post = columns.names.types.marks(WRITTEN)[entries.types]
        self.rows: Ints = columns.newest[is_post[columns.newest]]
        titles = entries.titles[self.rows].tolist()
        self.text = "".join(f"\n {title}" for title in titles) + "\n"
        lengths = np.fromiter(map(len, titles), np.int64, len(titles)) + 2
        self.starts: Ints = np.cumsum(lengths) - lengths

    def beginning(self, words: tuple[str, ...]) -> Iterator[int]:
        """The rows of entries in whose title each word is the beginning of a word."""
        rarest = f" {max(words, key=len)}"
        position = self.text.find(rarest)
        while position >= 0:
            stop = self.text.index("\n", position)
            number = int(np.searchsorted(self.starts, position, side="right")) - 1
            if begins(words, self.text[int(self.starts[number]) + 2 : stop]):
                yield int(self.rows[number])
            position = self.text.find(rarest, stop)


def posts_named(columns: Columns, words: tuple[str, ...], most: int) -> list[tuple[int, str]]:
    """The page ids of the newest posts and projects with these words in their title, and which it is."""
    if columns not in _titles:
        _titles[columns] = Titles(columns)
    visible, ids = columns.visible, columns.entries.entries
    found: list[tuple[int, str]] = []
    for row in _titles[columns].beginning(words):
        if visible[row]:
            kind = columns.names.types.values[columns.entries.types[row]]
            found.append((int(ids[row]), kind))
            if len(found) == most:
                break
    return found


def topic_name(topic: Topic) -> str:
    """The name of a topic with a capital."""
    return str(capfirst(topic.name))
