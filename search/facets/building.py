"""`gebouw`: everything in one building, by the key of its address."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from search.columns import Columns
from search.columns.arrays import Flags
from search.facets.base import Facet
from search.models import Entry, EntryPlace


class Building(Facet):
    """Who is in a building: the map of a building's page asks this."""

    parameter = "gebouw"
    heading = gettext_lazy("Gebouw")
    has_names = True
    position = 65

    def knows(self, value: str) -> bool:
        """A building where someone is who may be shown."""
        columns = self.vocabulary.columns
        here = columns.names.buildings.marks([value])[columns.places.buildings]
        return bool((columns.entries_with(here) & columns.visible).any())

    def label(self, value: str) -> str:
        """The key in words: "turfmarkt 147 den haag"."""
        return value.replace("-", " ")

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the places of the entry."""
        inside = EntryPlace.objects.filter(building_key__in=self.values)
        return entries.filter(pk__in=inside.values("entry"))

    def keep(self, columns: Columns) -> Flags:
        """By the places of the entry."""
        return columns.entries_with(self.keep_places(columns))

    def keep_places(self, columns: Columns) -> Flags:
        """Not the other places of who is in the building."""
        return columns.names.buildings.marks(self.values)[columns.places.buildings]
