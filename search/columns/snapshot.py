"""All that the filter counts and orders by, as it was at one moment."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from organisations.models import Topic
from search.asking import Synonyms
from search.columns.arrays import Flags, Floats, Ints, Table, member_rows
from search.columns.bodies import Body, read_bodies
from search.columns.synonyms import read_pins, read_synonyms
from search.columns.tables import EntryTable, Names, PlaceTable, TopicTable
from search.models import EntryType


@dataclass(frozen=True, eq=False)
class Columns:
    """The tables of one moment; whoever holds it sees nothing change.

    Rows of topics and places always belong to an entry that is there.
    """

    names: Names
    entries: EntryTable
    topics: TopicTable
    places: PlaceTable
    topic_entries: Ints
    """For each row of topics the row of its entry."""
    place_entries: Ints
    """For each row of places the row of its entry."""
    bodies: dict[int, Body]
    """Ministries and organisations by page id, in the order of their names."""
    topic_list: dict[str, Topic]
    """All topics by slug, in the order of their names."""
    synonyms: Synonyms
    """What means the same: as the editors say, and the abbreviations of bodies."""
    pins: dict[tuple[str, ...], list[int]]
    """The pages that editors put first, by folded words."""

    @classmethod
    def read(cls) -> Self:
        """Read everything: five queries."""
        names = Names()
        return cls._joined(
            names,
            EntryTable.read(names),
            TopicTable.read(names),
            PlaceTable.read(names),
            read_bodies(),
        )

    def renewed(self, ids: Iterable[int]) -> Self:
        """The same with these entries (a few hundred) read again: five queries."""
        changed = np.array(sorted(set(ids)), dtype=np.int64)
        asked: list[int] = changed.tolist()
        bodies = {pk: body for pk, body in self.bodies.items() if pk not in set(asked)}
        fresh = read_bodies(asked)
        if fresh:
            bodies = dict(sorted({**bodies, **fresh}.items(), key=lambda item: item[1].key))
        return self._joined(
            self.names,
            self.entries.renewed(changed, EntryTable.read(self.names, asked)),
            self.topics.renewed(changed, TopicTable.read(self.names, asked)),
            self.places.renewed(changed, PlaceTable.read(self.names, asked)),
            bodies,
        )

    @classmethod
    def _joined(
        cls,
        names: Names,
        entries: EntryTable,
        topics: TopicTable,
        places: PlaceTable,
        bodies: dict[int, Body],
    ) -> Self:
        """Put the tables together; what belongs to no entry is left out."""
        topic_entries, has_entry = member_rows(entries.entries, topics.entries)
        if not has_entry.all():
            topics, topic_entries = topics.picked(has_entry), topic_entries[has_entry]
        place_entries, has_entry = member_rows(entries.entries, places.entries)
        if not has_entry.all():
            places, place_entries = places.picked(has_entry), place_entries[has_entry]
        topic_list = {
            topic.slug: topic
            for topic in Topic.objects.only("name", "slug", "parent_id", "synonyms").order_by(
                "name"
            )
        }
        return cls(
            names,
            entries,
            topics,
            places,
            topic_entries,
            place_entries,
            bodies,
            topic_list,
            read_synonyms(bodies),
            read_pins(),
        )

    @property
    def visible(self) -> Flags:
        """Which entries a reader may see now: an end may have passed since they were written."""
        seen: Flags = self.entries.expires > time.time()
        return seen

    def visible_bodies(self) -> dict[int, Body]:
        """The ministries and organisations that a reader may see now, by page id and by name."""
        gone = set(self.entries.entries[~self.visible].tolist())
        return {pk: body for pk, body in self.bodies.items() if pk not in gone}

    @cached_property
    def newest(self) -> Ints:
        """All rows of entries, the newest first; of the same moment the last made first."""
        return np.lexsort((-self.entries.entries, -self.entries.dates))

    @cached_property
    def newest_rank(self) -> Ints:
        """The place of each entry in `newest`."""
        return inverse(self.newest)

    @cached_property
    def by_name(self) -> Ints:
        """All rows of entries by name, then by id."""
        return np.argsort(self.entries.titles, kind="stable")

    def rows_of(self, ids: Ints) -> tuple[Ints, Flags]:
        """The rows of entries by their ids, and whether each is there."""
        return member_rows(self.entries.entries, ids)

    def row_of(self, pk: int) -> int | None:
        """The row of one entry, or None when it has none."""
        rows, is_there = self.rows_of(np.array([pk], dtype=np.int64))
        return int(rows[0]) if is_there[0] else None

    def is_in_project(self, pk: int) -> bool:
        """Whether an entry stands below a change project, and not right below its organisation."""
        row = self.row_of(pk)
        if row is None or not self.entries.projects[row]:
            return False
        return self.names.types.values[self.entries.types[row]] != EntryType.PROJECT

    def cities_of(self, pk: int) -> list[str]:
        """Where one entry sits or happened: each town once, the main location first."""
        first, last = np.searchsorted(self.places.entries, [pk, pk + 1])
        names = self.names.cities.values
        codes = dict.fromkeys(self.places.cities[first:last].tolist())
        return [names[code] for code in codes if code]

    def entries_with(self, places: Flags) -> Flags:
        """The entries that have one of these places."""
        found = np.zeros(len(self.entries), dtype=np.bool_)
        found[self.place_entries[places]] = True
        return found

    def distances(self, latitude: float, longitude: float) -> Floats:
        """How far each place is, in degrees of latitude; on this scale the earth is flat enough."""
        north = self.places.latitudes - latitude
        east = (self.places.longitudes - longitude) * np.cos(np.radians(latitude))
        return np.hypot(north, east)

    @property
    def nbytes(self) -> int:
        """The memory that the arrays take, in bytes, without the titles themselves."""
        tables: list[Table] = [self.entries, self.topics, self.places]
        joints = self.topic_entries.nbytes + self.place_entries.nbytes
        return joints + sum(table.nbytes for table in tables)


def inverse(order: Ints) -> Ints:
    """The place of each row in an order."""
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    return place
