"""`provincie`, `gemeente` and `plaats`: what has a place there."""

from functools import cached_property, lru_cache
from typing import ClassVar

import numpy as np
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from search.columns import Columns
from search.columns.arrays import Codes, Flags, Ints, Small
from search.facets.base import Choice, Facet
from search.models import Entry, EntryPlace

SHOWN = 12
# Every search asks for the slugs of all areas; there are some 2,500 places in the country.
_slug = lru_cache(maxsize=5_000)(slugify)


class Region(Facet):
    """A region by the slug of its name. A subclass says which column of the places holds it."""

    column: ClassVar[str]

    def _codes(self, columns: Columns) -> tuple[Codes, Small]:
        """The names that there are, and the one of each place."""
        raise NotImplementedError

    @cached_property
    def areas(self) -> dict[str, int]:
        """The areas of today's places: the code of each by its slug."""
        codes, column = self._codes(self.vocabulary.columns)
        used = np.flatnonzero(np.bincount(column, minlength=len(codes))).tolist()
        return {_slug(codes.values[code]): code for code in used if code}

    def knows(self, value: str) -> bool:
        """An area in which there is something."""
        return value in self.areas

    def label(self, value: str) -> str:
        """Its name."""
        codes, _column = self._codes(self.vocabulary.columns)
        return codes.values[self.areas[value]] if value in self.areas else value

    def _chosen(self) -> list[str]:
        return [self.label(value) for value in self.values]

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the places of the entry."""
        inside = EntryPlace.objects.filter(**{f"{self.column}__in": self._chosen()})
        return entries.filter(pk__in=inside.values("entry"))

    def keep(self, columns: Columns) -> Flags:
        """By the places of the entry."""
        return columns.entries_with(self.keep_places(columns))

    def keep_places(self, columns: Columns) -> Flags:
        """Not the other places of who has one there."""
        codes, column = self._codes(columns)
        return codes.marks(self._chosen())[column]

    def choices(self, columns: Columns, rows: Ints) -> list[Choice]:
        """The areas with the most to find and those that were chosen, by name."""
        codes, column = self._codes(columns)
        wanted = np.zeros(len(columns.entries), dtype=np.bool_)
        wanted[rows] = True
        places = np.flatnonzero(wanted[columns.place_entries])
        # An entry counts once in an area, however many places it has there.
        pairs = np.unique(columns.place_entries[places] * len(codes) + column[places])
        numbers = np.bincount(pairs % len(codes), minlength=len(codes))
        counts = {slug: int(numbers[code]) for slug, code in self.areas.items()}
        most = sorted(filter(counts.get, counts), key=lambda slug: -counts[slug])[:SHOWN]
        shown = dict.fromkeys([*most, *self.values])
        found = [self.choice(slug, counts.get(slug, 0)) for slug in shown]
        return sorted(found, key=lambda choice: choice.label)


class Province(Region):
    """What has a place in a province."""

    parameter = "provincie"
    heading = gettext_lazy("Provincie")
    has_names = True
    position = 66
    column = "province"

    def _codes(self, columns: Columns) -> tuple[Codes, Small]:
        return columns.names.provinces, columns.places.provinces


class Municipality(Region):
    """What has a place in a municipality."""

    parameter = "gemeente"
    heading = gettext_lazy("Gemeente")
    has_names = True
    position = 67
    column = "municipality"

    def _codes(self, columns: Columns) -> tuple[Codes, Small]:
        return columns.names.municipalities, columns.places.municipalities


class City(Region):
    """What has a place in a city or village; every address has one, also without a geocoder."""

    parameter = "plaats"
    heading = gettext_lazy("Plaats")
    has_names = True
    position = 68
    column = "city"

    def _codes(self, columns: Columns) -> tuple[Codes, Small]:
        return columns.names.cities, columns.places.cities
