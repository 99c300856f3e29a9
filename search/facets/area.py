"""`gebied`: a part of the map, as its sides in degrees: west,south,east,north."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.columns import Columns
from search.columns.arrays import Flags
from search.facets.base import Facet
from search.facts import Facts
from search.geometry import Box, ViewError, parse_box
from search.models import Entry, EntryPlace

# Some ten metres: finer sides would only give every reader an address of their own.
DECIMALS = 4


class Area(Facet):
    """What has a place on the part of the map that a reader looked at."""

    parameter = "gebied"
    heading = gettext_lazy("Deel van de kaart")
    position = 77

    def read(self, raw: Iterable[str]) -> None:
        """One part; the last counts. Kept in a fixed form, so that it is one address."""
        super().read(list(raw)[-1:])
        self.values = [written(parse_box(value)) for value in self.values]

    def unknown(self, value: str) -> str:
        """Say what it should be."""
        return _("Het deel van de kaart in dit adres klopt niet; dit filter is weggelaten.")

    def knows(self, value: str) -> bool:
        """Four sides that make a box."""
        try:
            parse_box(value)
        except ViewError:
            return False
        return True

    def label(self, value: str) -> str:
        """Numbers say little to a reader."""
        return _("op dit deel van de kaart")

    def describe(self) -> str:
        """The chip says it all."""
        return self.label(self.values[0]) if self.active else ""

    @property
    def box(self) -> Box | None:
        """The part that was asked for."""
        return parse_box(self.values[0]) if self.active else None

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the places of the entry."""
        box = parse_box(self.values[0])
        inside = EntryPlace.objects.filter(
            latitude__range=(box.south, box.north), longitude__range=(box.west, box.east)
        )
        return entries.filter(pk__in=inside.values("entry"))

    def keep(self, columns: Columns) -> Flags:
        """By the places of the entry."""
        return columns.entries_with(self.keep_places(columns))

    def keep_places(self, columns: Columns) -> Flags:
        """Those in the box, and not the other places of who has one there."""
        box, places = parse_box(self.values[0]), columns.places
        inside: Flags = (
            (places.latitudes >= box.south)
            & (places.latitudes <= box.north)
            & (places.longitudes >= box.west)
            & (places.longitudes <= box.east)
        )
        return inside

    @classmethod
    def admits(cls, kept: list[Any], facts: Facts, asked: Mapping[str, list[Any]]) -> bool:
        """Whether one of the places lies in the box."""
        box = parse_box(str(kept[0]))
        return any(
            box.south <= latitude <= box.north and box.west <= longitude <= box.east
            for latitude, longitude in facts.points
        )


def written(box: Box) -> str:
    """A box as it stands in an address; never smaller than what was asked."""
    step = 10**DECIMALS
    sides = (
        math.floor(box.west * step) / step,
        math.floor(box.south * step) / step,
        math.ceil(box.east * step) / step,
        math.ceil(box.north * step) / step,
    )
    return ",".join(f"{side:.{DECIMALS}f}" for side in sides)
