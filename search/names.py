"""Names that begin as a reader types: bodies, topics, buildings and titles of posts."""

import weakref
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

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
_kept: "weakref.WeakKeyDictionary[Columns, dict[Any, Lines]]" = weakref.WeakKeyDictionary()


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


class Lines:
    """Names, each a line of one text: searched as fast as memory is read."""

    def __init__(self, rows: Ints, names: list[str]) -> None:
        """`rows` says what each name stands for."""
        self.rows = rows
        self.text = "".join(f"\n {name}" for name in names) + "\n"
        lengths = np.fromiter(map(len, names), np.int64, len(names)) + 2
        self.starts: Ints = np.cumsum(lengths) - lengths

    def beginning(self, words: tuple[str, ...]) -> Iterator[int]:
        """The rows of the names in which each word is the beginning of a word."""
        rarest = f" {max(words, key=len)}"
        position = self.text.find(rarest)
        while position >= 0:
            stop = self.text.index("\n", position)
            number = int(np.searchsorted(self.starts, position, side="right")) - 1
            if begins(words, self.text[int(self.starts[number]) + 2 : stop]):
                yield int(self.rows[number])
            position = self.text.find(rarest, stop)


def _titles(columns: Columns) -> Lines:
    """Those of all posts and projects, the newest first; rows of the entries."""
    entries = columns.entries
    is_post = columns.names.types.marks(WRITTEN)[entries.types]
    rows: Ints = columns.newest[is_post[columns.newest]]
    return Lines(rows, entries.titles[rows].tolist())


def _topics(columns: Columns) -> Lines:
    """Those of all topics, with their synonyms; their places in the list of topics."""
    named = [
        (number, " ".join(words_of(name)))
        for number, topic in enumerate(columns.topic_list.values())
        for name in (topic.name, *topic.synonyms.splitlines())
    ]
    rows = np.array([number for number, _name in named], dtype=np.int64)
    return Lines(rows, [name for _number, name in named])


def _buildings(columns: Columns) -> Lines:
    """Those of all buildings; their codes."""
    names = [key.replace("-", " ") for key in columns.names.buildings.values]
    return Lines(np.arange(len(names)), names)


def _lines(columns: Columns, made: Callable[[Columns], Lines]) -> Lines:
    """The names, made once for these columns."""
    kept = _kept.setdefault(columns, {})
    if made not in kept:
        kept[made] = made(columns)
    return kept[made]


def topics_named(columns: Columns, words: tuple[str, ...], most: int) -> list[Topic]:
    """Topics by their name or by a synonym."""
    topics = list(columns.topic_list.values())
    found = dict.fromkeys(_lines(columns, _topics).beginning(words))
    return [topics[row] for row in islice(found, most)]


def buildings_named(columns: Columns, words: tuple[str, ...], most: int) -> list[tuple[str, str]]:
    """Buildings by their address: the name and the address of the page."""
    codes = columns.names.buildings
    seen = columns.places.buildings[columns.visible[columns.place_entries]]
    in_use = np.bincount(seen, minlength=len(codes)) > 0
    found = (code for code in _lines(columns, _buildings).beginning(words) if in_use[code])
    keys = [codes.values[code] for code in islice(found, most)]
    return [(key.replace("-", " ").title(), reverse("building", args=[key])) for key in keys]


def posts_named(columns: Columns, words: tuple[str, ...], most: int) -> list[tuple[int, str]]:
    """The page ids of the newest posts and projects with these words in their title, and which it is."""
    visible, ids = columns.visible, columns.entries.entries
    types, names = columns.entries.types, columns.names.types.values
    found = (row for row in _lines(columns, _titles).beginning(words) if visible[row])
    return [(int(ids[row]), names[types[row]]) for row in islice(found, most)]


def topic_name(topic: Topic) -> str:
    """The name of a topic with a capital."""
    return str(capfirst(topic.name))
