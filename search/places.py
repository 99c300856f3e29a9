"""All places of the search entries as columns in memory, and what a filter selects of them.

Grouping 100,000 places in the database takes 0.2 to 0.3 s; over these columns a few milliseconds.
The columns are read again as soon as `search.versions` says that an entry has changed, so every
worker on every machine notices. They hold what the entries hold: published things only.
"""

import datetime
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, Self

import numpy as np
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from numpy.typing import NDArray

from organisations.models import ASKING_KINDS, Kind, Precision, State
from search import versions
from search.models import EntryPlace, EntryType

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# What a mark stands for; the order in which marks are drawn over one another.
PLACE, NEED, INITIATIVE = 0, 1, 2
LAYERS = (PLACE, NEED, INITIATIVE)

KEPT_SELECTIONS = 32
# An entry may expire without being written, so a selection is made anew after this time.
KEEP_SECONDS = 60


class PlaceFilter(Protocol):
    """What the map asks of a filter."""

    def places(self) -> QuerySet[EntryPlace]:
        """The places that the filter finds."""
        ...

    def query_string(self, **changes: Any) -> str:
        """The filter in its one canonical form."""
        ...

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        ...


def layer_of(entry_type: str, kind: str, state: str) -> int:
    """The layer of an entry: an open need or question, an initiative, or a plain place."""
    if entry_type == EntryType.POST:
        if kind in ASKING_KINDS and state == State.OPEN:
            return NEED
        if kind == Kind.INITIATIVE:
            return INITIATIVE
    return PLACE


def codes(values: Sequence[str]) -> tuple[Ints, list[str]]:
    """Number strings: the number of each, and the strings by number. Number 0 is the empty one."""
    names = list(dict.fromkeys(["", *values]))
    numbers = {name: number for number, name in enumerate(names)}
    return np.fromiter(map(numbers.__getitem__, values), np.int64, len(values)), names


def timestamp(end: str | None) -> float:
    """A moment as the database writes it (UTC) in seconds since 1970; without end: infinite."""
    if end is None:
        return math.inf
    moment = datetime.datetime.fromisoformat(end)
    return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).timestamp()


def ranks(names: list[str]) -> Ints:
    """The place of each string when they are sorted."""
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return rank


@dataclass(frozen=True, eq=False)
class Columns:
    """Every place that has a point, one row each, ordered by place id."""

    ids: Ints
    entries: Ints
    locations: Ints
    layers: Ints
    is_post: Flags
    x: Floats
    y: Floats
    approximate: Flags
    buildings: Ints
    cities: Ints
    provinces: Ints
    names: tuple[list[str], list[str], list[str]]  # of buildings, cities and provinces
    expires: Floats  # seconds since 1970; infinite for what does not expire

    @classmethod
    def load(cls) -> Self:
        """Read all places: one query."""
        placed = EntryPlace.objects.filter(x__isnull=False, y__isnull=False).order_by("pk")
        rows = placed.values_list(
            "pk",
            "entry_id",
            "location_id",
            "x",
            "y",
            "precision",
            "building_key",
            "city",
            "province",
            "entry__entry_type",
            "entry__kind",
            "entry__state",
            # As text: most are empty, and turning 100,000 of them into dates takes a while.
            Cast("entry__expires_at", CharField()),
        )
        table: list[Any] = list(zip(*rows, strict=True)) or [()] * 13
        ids, entries, locations, x, y, precisions, keys, city_names, province_names, *rest = table
        *kinds, ends = rest
        buildings, building_keys = codes(keys)
        cities, every_city = codes(city_names)
        provinces, every_province = codes(province_names)
        vague = {Precision.POSTCODE4.value, Precision.POSTCODE6.value}
        layers = {kind: layer_of(*kind) for kind in set(zip(*kinds, strict=True))}
        return cls(
            ids=np.array(ids, dtype=np.int64),
            entries=np.array(entries, dtype=np.int64),
            locations=np.array(locations, dtype=np.int64),
            layers=np.array([layers[kind] for kind in zip(*kinds, strict=True)], dtype=np.int64),
            is_post=np.array([kind == EntryType.POST.value for kind in kinds[0]], dtype=np.bool_),
            x=np.array(x, dtype=np.float64),
            y=np.array(y, dtype=np.float64),
            approximate=np.array([name in vague for name in precisions], dtype=np.bool_),
            buildings=buildings,
            cities=cities,
            provinces=provinces,
            names=(building_keys, every_city, every_province),
            expires=np.array([timestamp(end) for end in ends], dtype=np.float64),
        )

    @cached_property
    def areas(self) -> Ints:
        """The place of each row in the order of province, city and address."""
        of_building, of_city, of_province = map(ranks, self.names)
        order = np.lexsort(
            (of_building[self.buildings], of_city[self.cities], of_province[self.provinces])
        )
        place = np.empty_like(order)
        place[order] = np.arange(order.size)
        return place


@dataclass(frozen=True, eq=False)
class Selection:
    """What a filter selects, as units: one for each location and layer.

    A location with its organisation and forty messages is one place on the map; its open
    questions are a second unit, its initiatives a third. `sizes` is how many entries a unit
    holds, `counts` what it adds to a number on the map: a place counts once, questions and
    initiatives each by themselves.
    """

    columns: Columns
    rows: Ints  # places of the filter, the rows of a unit beside one another
    starts: Ints  # where each unit starts in `rows`
    sizes: Ints

    @classmethod
    def of(cls, columns: Columns, rows: Ints) -> Self:
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
    def buildings(self) -> Ints:
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


def rows_of(columns: Columns, chosen: PlaceFilter) -> Ints:
    """The rows of the places that a filter finds; what asks for everything needs no query."""
    if not chosen:
        return np.flatnonzero(columns.expires > time.time())
    ids = np.fromiter(chosen.places().order_by().values_list("pk", flat=True), dtype=np.int64)
    return np.flatnonzero(np.isin(columns.ids, ids))


class Store:
    """The columns of this process, and the selections that were asked for last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version: versions.Version | None = None
        self._columns: Columns | None = None
        self._selections: OrderedDict[tuple[str, int], Selection] = OrderedDict()

    def select(self, chosen: PlaceFilter) -> Selection:
        """The units that a filter selects, from memory where nothing has changed since."""
        version = versions.current()
        key = (chosen.query_string(pagina=None, sorteer=None), int(time.time() // KEEP_SECONDS))
        with self._lock:
            if self._columns is None or version != self._version:
                self._columns, self._version = Columns.load(), version
                self._selections.clear()
            columns = self._columns
            if key in self._selections:
                self._selections.move_to_end(key)
                return self._selections[key]
        selection = Selection.of(columns, rows_of(columns, chosen))
        with self._lock:
            if self._columns is columns:
                self._selections[key] = selection
                while len(self._selections) > KEPT_SELECTIONS:
                    self._selections.popitem(last=False)
        return selection


store = Store()
