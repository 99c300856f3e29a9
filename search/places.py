"""The places of the search entries as the map sees them, and what a filter selects of them.

Made of the columns in memory (`search.columns`), which notice every change of entries.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from organisations.models import ASKING_KINDS, Kind, State
from search.columns import Columns
from search.columns import store as columns_store
from search.columns.arrays import Flags, Floats, Ints, Small
from search.columns.snapshot import inverse
from search.filters import Filter
from search.found import Found
from search.models import EntryType

# What a mark stands for; the order in which marks are drawn over one another.
PLACE, NEED, INITIATIVE = 0, 1, 2
LAYERS = (PLACE, NEED, INITIATIVE)

KEPT_SELECTIONS = 32
# An entry may expire without being written, so a selection is made anew after this time.
KEEP_SECONDS = 60


def ranks(names: list[str]) -> Ints:
    """The place of each string when they are sorted."""
    return inverse(np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int64))


@dataclass(frozen=True, eq=False)
class Places:
    """Every place of every entry, one row each."""

    entries: Ints
    locations: Ints
    layers: Ints
    is_post: Flags
    """Whether the entry is a post or change project, which stands at a place of its organisation."""
    is_project: Flags
    x: Floats
    y: Floats
    approximate: Flags
    buildings: Small
    cities: Small
    provinces: Small
    names: tuple[list[str], list[str], list[str]]  # of buildings, cities and provinces

    @classmethod
    def of(cls, columns: Columns) -> Self:
        """The places with what the map must know of their entries."""
        names, places, entries = columns.names, columns.places, columns.entries
        rows = columns.place_entries
        is_project = names.types.marks([EntryType.PROJECT.value])[entries.types]
        is_post = names.types.marks([EntryType.POST.value])[entries.types] | is_project
        asking = names.kinds.marks([kind.value for kind in ASKING_KINDS])[entries.kinds]
        is_open = names.states.marks([State.OPEN.value])[entries.states]
        initiative = names.kinds.marks([Kind.INITIATIVE.value])[entries.kinds]
        layers = np.where(
            is_post & asking & is_open, NEED, np.where(is_post & initiative, INITIATIVE, PLACE)
        )
        return cls(
            entries=places.entries,
            locations=places.locations,
            layers=layers[rows],
            is_post=is_post[rows],
            is_project=is_project[rows],
            x=places.x,
            y=places.y,
            approximate=places.approximate,
            buildings=places.buildings,
            cities=places.cities,
            provinces=places.provinces,
            names=(names.buildings.values, names.cities.values, names.provinces.values),
        )

    @cached_property
    def areas(self) -> Ints:
        """The place of each row in the order of province, city and address."""
        of_building, of_city, of_province = map(ranks, self.names)
        order = np.lexsort(
            (of_building[self.buildings], of_city[self.cities], of_province[self.provinces])
        )
        return inverse(order)


@dataclass(frozen=True, eq=False)
class Selection:
    """What a filter selects, as units: one for each location and layer.

    A location with its organisation and forty messages is one place on the map; its open
    questions are a second unit, its initiatives a third. `sizes` is how many entries a unit
    holds, `counts` what it adds to a number on the map: a place counts once, questions and
    initiatives each by themselves.
    """

    columns: Places
    rows: Ints  # places of the filter, the rows of a unit beside one another
    starts: Ints  # where each unit starts in `rows`
    sizes: Ints

    @classmethod
    def of(cls, columns: Places, rows: Ints) -> Self:
        """Gather rows into units; organisations come before the posts of their unit."""
        key = columns.locations[rows] * len(LAYERS) + columns.layers[rows]
        order = np.lexsort((columns.entries[rows], columns.is_post[rows], key))
        key = key[order]
        first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if key.size else key
        return cls(
            columns=columns,
            rows=rows[order],
            starts=first,
            sizes=np.diff(np.r_[first, key.size]),
        )

    def __len__(self) -> int:
        return int(self.starts.size)

    @cached_property
    def first(self) -> Ints:
        """The row that stands for each unit: its organisation where that is among them."""
        return self.rows[self.starts]

    @cached_property
    def layers(self) -> Ints:
        """The layer of each unit."""
        return self.columns.layers[self.first]

    @cached_property
    def counts(self) -> Ints:
        """What each unit adds to the number on a mark."""
        return np.where(self.layers == PLACE, 1, self.sizes)

    @cached_property
    def x(self) -> Floats:
        """West to east, 0 to 1 (Web Mercator)."""
        return self.columns.x[self.first]

    @cached_property
    def y(self) -> Floats:
        """North to south, 0 to 1 (Web Mercator)."""
        return self.columns.y[self.first]

    @cached_property
    def buildings(self) -> Small:
        """The number of each unit's building; 0 when its address is not known."""
        return self.columns.buildings[self.first]

    @cached_property
    def locations_by_area(self) -> Ints:
        """Location ids, each once, by province, city and address."""
        locations = self.columns.locations[self.first]
        order = np.lexsort((locations, self.columns.areas[self.first]))
        _, index = np.unique(locations[order], return_index=True)
        ordered: Ints = locations[order][np.sort(index)]
        return ordered

    def locations_of(self, units: Sequence[int]) -> list[int]:
        """The location ids of units."""
        found: list[int] = self.columns.locations[self.first[list(units)]].tolist()
        return found

    def entries_of(self, unit: int, most: int) -> list[int]:
        """Page ids of the entries in a unit, at most `most`."""
        start = int(self.starts[unit])
        rows = self.rows[start : start + min(int(self.sizes[unit]), most)]
        return [int(entry) for entry in self.columns.entries[rows]]

    def are_projects(self, units: Sequence[int]) -> tuple[bool, bool]:
        """Whether there is a change project among the entries of units, and nothing but those."""
        flags = np.concatenate(
            [
                self.columns.is_project[self.rows[start : start + size]]
                for start, size in zip(
                    self.starts[list(units)], self.sizes[list(units)], strict=True
                )
            ]
        )
        return bool(flags.any()), bool(flags.all())

    def entries_at(self, locations: Iterable[int], most: int) -> dict[int, tuple[list[int], int]]:
        """By location: page ids, at most `most`, organisations first, and how many there are."""
        wanted = np.isin(self.columns.locations[self.first], np.array(list(locations), np.int64))
        found: dict[int, tuple[list[int], int]] = {}
        for unit in np.flatnonzero(wanted):
            location = int(self.columns.locations[self.first[unit]])
            entries, number = found.get(location, ([], 0))
            more = self.entries_of(int(unit), most - len(entries)) if len(entries) < most else []
            found[location] = ([*entries, *more], number + int(self.sizes[unit]))
        return found

    def totals(self) -> list[tuple[int, int]]:
        """How many places, open questions and initiatives there are: layer and number."""
        return [(layer, int(self.counts[self.layers == layer].sum())) for layer in LAYERS]


class Store:
    """The places of this process, and the selections that were asked for last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._columns: Columns | None = None
        self._places: Places | None = None
        self._selections: OrderedDict[tuple[str, int], Selection] = OrderedDict()

    def select(self, chosen: Filter) -> Selection:
        """The units that a filter selects, from memory where nothing has changed since."""
        columns = columns_store.current()
        key = (chosen.query_string(pagina=None, sorteer=None), int(time.time() // KEEP_SECONDS))
        with self._lock:
            if self._places is None or columns is not self._columns:
                self._columns, self._places = columns, Places.of(columns)
                self._selections.clear()
            places = self._places
            if key in self._selections:
                self._selections.move_to_end(key)
                return self._selections[key]
        selection = Selection.of(places, Found(chosen, columns).place_rows)
        with self._lock:
            if self._columns is columns:
                self._selections[key] = selection
                while len(self._selections) > KEPT_SELECTIONS:
                    self._selections.popitem(last=False)
        return selection


store = Store()
