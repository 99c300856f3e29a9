"""The tables in memory: what the database holds of entries, their topics and their places."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from numpy.typing import NDArray

from organisations.models import Kind, Phase, Precision, State
from search.columns.arrays import Codes, Flags, Floats, Ints, Small, Table, columns_of, seconds
from search.models import Entry, EntryPlace, EntryTopic, EntryType

VAGUE = (Precision.POSTCODE4.value, Precision.POSTCODE6.value)
# The longest list of ids in one query; for more, reading everything is hardly more work.
MOST_IDS = 5000


class Names:
    """The codes that the tables share."""

    def __init__(self) -> None:
        self.types, self.kinds, self.states, self.phases = Codes(), Codes(), Codes(), Codes()
        for codes, choices in (
            (self.types, EntryType),
            (self.kinds, Kind),
            (self.states, State),
            (self.phases, Phase),
        ):
            codes.encode(choices.values)
        self.bodies, self.topics, self.projects = Codes(empty=0), Codes(empty=0), Codes(empty=0)
        self.buildings, self.cities = Codes(), Codes()
        self.municipalities, self.provinces = Codes(), Codes()


@dataclass(frozen=True, eq=False)
class EntryTable(Table):
    """One row for each entry."""

    types: Small
    kinds: Small
    states: Small
    phases: Small
    ministries: Small
    organisations: Small
    parents: Small
    projects: Small
    visited: Flags
    dates: Floats
    """Seconds since 1970."""
    expires: Floats
    """Seconds since 1970; infinite for what does not expire."""
    titles: NDArray[np.object_]
    """The folded title: to sort by, and to suggest from."""

    @classmethod
    def read(cls, names: Names, ids: Iterable[int] | None = None) -> Self:
        """Read all entries, or some: one query."""
        rows = some(Entry.objects.order_by("pk"), "pk", ids).values_list(
            "pk",
            "entry_type",
            "kind",
            "state",
            "phase",
            "ministry_id",
            "organisation_id",
            "parent_organisation_id",
            "project_id",
            "visited",
            # As text: turning 100,000 of them into dates takes a while, and most are empty.
            Cast("date", CharField()),
            Cast("expires_at", CharField()),
            "name_key",
        )
        pks, types, kinds, states, phases, *rest = columns_of(rows, 13)
        ministries, organisations, parents, projects, visited, dates, ends, titles = rest
        return cls(
            entries=np.array(pks, dtype=np.int64),
            types=names.types.encode(types),
            kinds=names.kinds.encode(kinds),
            states=names.states.encode(states),
            phases=names.phases.encode(phases),
            ministries=names.bodies.encode(ministries),
            organisations=names.bodies.encode(organisations),
            parents=names.bodies.encode(parents),
            projects=names.projects.encode(projects),
            visited=np.array(visited, dtype=np.bool_),
            dates=np.array([seconds(date) for date in dates], dtype=np.float64),
            expires=np.array([seconds(end) for end in ends], dtype=np.float64),
            titles=np.array(titles, dtype=np.object_),
        )


@dataclass(frozen=True, eq=False)
class TopicTable(Table):
    """One row for each topic of each entry."""

    topics: Small

    @classmethod
    def read(cls, names: Names, ids: Iterable[int] | None = None) -> Self:
        """Read all, or those of some entries: one query."""
        links = some(EntryTopic.objects.order_by("entry_id"), "entry", ids)
        entries, topics = columns_of(links.values_list("entry_id", "topic_id"), 2)
        return cls(entries=np.array(entries, dtype=np.int64), topics=names.topics.encode(topics))


@dataclass(frozen=True, eq=False)
class PlaceTable(Table):
    """One row for each place of each entry; without a point its numbers are NaN."""

    locations: Ints
    x: Floats
    y: Floats
    latitudes: Floats
    longitudes: Floats
    approximate: Flags
    buildings: Small
    cities: Small
    municipalities: Small
    provinces: Small

    @classmethod
    def read(cls, names: Names, ids: Iterable[int] | None = None) -> Self:
        """Read all, or those of some entries: one query."""
        places = some(EntryPlace.objects.order_by("entry_id", "pk"), "entry", ids)
        rows = places.values_list(
            "entry_id",
            "location_id",
            "x",
            "y",
            "latitude",
            "longitude",
            "precision",
            "building_key",
            "city",
            "municipality",
            "province",
        )
        entries, locations, x, y, latitudes, longitudes, *rest = columns_of(rows, 11)
        precisions, buildings, cities, municipalities, provinces = rest
        return cls(
            entries=np.array(entries, dtype=np.int64),
            locations=np.array(locations, dtype=np.int64),
            x=np.array(x, dtype=np.float64),
            y=np.array(y, dtype=np.float64),
            latitudes=np.array(latitudes, dtype=np.float64),
            longitudes=np.array(longitudes, dtype=np.float64),
            approximate=np.array([name in VAGUE for name in precisions], dtype=np.bool_),
            buildings=names.buildings.encode(buildings),
            cities=names.cities.encode(cities),
            municipalities=names.municipalities.encode(municipalities),
            provinces=names.provinces.encode(provinces),
        )


def some(rows: QuerySet[Any], column: str, ids: Iterable[int] | None) -> QuerySet[Any]:
    """All rows, or those of at most MOST_IDS entries."""
    return rows if ids is None else rows.filter(**{f"{column}__in": list(ids)})
