"""`nabij` and `straal`: within so many kilometres of a postcode or city."""

import math
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from django.db.models import ExpressionWrapper, F, FloatField, QuerySet, Value
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.geo.pc4 import find_city, point_of
from organisations.geo.points import Point
from search.columns import Columns
from search.columns.arrays import Flags, Floats
from search.facets.base import Facet, tidy_values
from search.facts import Facts
from search.models import Entry, EntryPlace

KM_PER_DEGREE = 111.32
DEFAULT_KM = 10
MAX_KM = 100


class Radius(Facet):
    """How far away is near, in whole kilometres; narrows nothing by itself."""

    parameter = "straal"
    heading = gettext_lazy("Straal in kilometers")
    position = 76

    def read(self, raw: Iterable[str]) -> None:
        """A whole number of kilometres; too far becomes MAX_KM."""
        for value in [value for value in tidy_values(raw) if value][-1:]:
            if not self.knows(value):
                self.problems.append(
                    _("“%(value)s” is geen straal; wij zoeken binnen %(km)d kilometer.")
                    % {"value": value[:60], "km": DEFAULT_KM}
                )
            elif int(value[:9]) > MAX_KM:
                self.values = [str(MAX_KM)]
                self.problems.append(_("De straal is ten hoogste %d kilometer.") % MAX_KM)
            else:
                self.values = [str(int(value))]

    def knows(self, value: str) -> bool:
        """Ordinary digits, not zero."""
        return value.isascii() and value.isdigit() and int(value[:9]) > 0

    @property
    def km(self) -> int:
        """The radius to use."""
        return int(self.values[0]) if self.values else DEFAULT_KM

    @property
    def active(self) -> bool:
        """Only together with a place."""
        return False

    def to_stored(self) -> list[Any]:
        """Also where it narrows nothing by itself: the place does, with this radius."""
        return list(self.values)

    @classmethod
    def admits(cls, kept: list[Any], facts: Facts, asked: Mapping[str, list[Any]]) -> bool:
        """The place decides."""
        return True

    def chips(self) -> list[tuple[str, list[str]]]:
        """The place says it."""
        return []


class Near(Facet):
    """What has a place near a postcode or city. Precise to the middle of the postcode area."""

    parameter = "nabij"
    heading = gettext_lazy("Bij postcode of plaats")
    position = 75
    km = DEFAULT_KM

    def read(self, raw: Iterable[str]) -> None:
        """One place; the last counts."""
        super().read(list(raw)[-1:])

    def unknown(self, value: str) -> str:
        """Say what can be typed."""
        return (
            _("De plaats of postcode “%s” kennen wij niet; dit filter is weggelaten.")
            % (value[:60])
        )

    def knows(self, value: str) -> bool:
        """A postcode or a city that we can place."""
        return locate(value) is not None

    def link(self, facets: Mapping[str, Facet]) -> None:
        """Take over the radius."""
        radius = facets.get("straal")
        if isinstance(radius, Radius):
            self.km = radius.km

    def label(self, value: str) -> str:
        """The place with the radius."""
        return _("binnen %(km)d km van %(place)s") % {"km": self.km, "place": value}

    def describe(self) -> str:
        """The chip says it all."""
        return self.label(self.values[0]) if self.active else ""

    @classmethod
    def admits(cls, kept: list[Any], facts: Facts, asked: Mapping[str, list[Any]]) -> bool:
        """Whether one of the places lies within the radius."""
        middle = locate(str(kept[0]))
        if middle is None:
            return False
        high = stored_km(asked) / KM_PER_DEGREE
        narrowing = math.cos(math.radians(middle.latitude))
        return any(
            (latitude - middle.latitude) ** 2 + ((longitude - middle.longitude) * narrowing) ** 2
            <= high**2
            for latitude, longitude in facts.points
        )

    @classmethod
    def keys(cls, kept: list[Any], asked: Mapping[str, list[Any]]) -> list[str]:
        """The squares of one degree that the circle may touch."""
        middle = locate(str(kept[0]))
        if middle is None:
            return []
        high = stored_km(asked) / KM_PER_DEGREE
        wide = high / math.cos(math.radians(middle.latitude))
        south, north = math.floor(middle.latitude - high), math.floor(middle.latitude + high)
        west, east = math.floor(middle.longitude - wide), math.floor(middle.longitude + wide)
        return [f"{y},{x}" for y in range(south, north + 1) for x in range(west, east + 1)]

    @classmethod
    def keys_of_facts(cls, facts: Facts) -> list[str]:
        """The squares in which its places lie."""
        return sorted({f"{math.floor(y)},{math.floor(x)}" for y, x in facts.points})

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the places of the entry: those in a box, then those in the circle."""
        middle = self.middle
        narrowing = math.cos(math.radians(middle.latitude))
        high = self.km / KM_PER_DEGREE
        wide = high / narrowing
        north = F("latitude") - middle.latitude
        east = (F("longitude") - middle.longitude) * narrowing
        near = EntryPlace.objects.filter(
            latitude__range=(middle.latitude - high, middle.latitude + high),
            longitude__range=(middle.longitude - wide, middle.longitude + wide),
        ).filter(
            LessThanOrEqual(
                ExpressionWrapper(north * north + east * east, FloatField()), Value(high * high)
            )
        )
        return entries.filter(pk__in=near.values("entry"))

    def keep(self, columns: Columns) -> Flags:
        """By the places of the entry."""
        return columns.entries_with(self.keep_places(columns))

    def keep_places(self, columns: Columns) -> Flags:
        """Those in the circle; a place without a point is nowhere near."""
        near: Flags = self._place_distances(columns) <= self.km / KM_PER_DEGREE
        return near

    def distances(self, columns: Columns) -> Floats:
        """For each entry the distance of its nearest place, in degrees of latitude."""
        nearest = np.full(len(columns.entries), np.inf)
        np.fmin.at(nearest, columns.place_entries, self._place_distances(columns))
        return nearest

    def _place_distances(self, columns: Columns) -> Floats:
        return columns.distances(self.middle.latitude, self.middle.longitude)

    @cached_property
    def middle(self) -> Point:
        """The place itself; only known places come into `values`."""
        middle = locate(self.values[0])
        assert middle is not None  # noqa: S101  tells the type checker
        return middle


def stored_km(asked: Mapping[str, list[Any]]) -> int:
    """The radius of a stored question in kilometres."""
    return int(next(iter(asked.get("straal", [])), DEFAULT_KM))


@lru_cache(maxsize=512)
def locate(text: str) -> Point | None:
    """The middle of a postcode area or city."""
    return point_of(text) or find_city(text)
