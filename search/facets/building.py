"""`gebouw`: everything in one building, by the key of its address."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from search.facets.base import Facet
from search.models import Entry, EntryPlace


class Building(Facet):
    """Who is in a building: the map of a building's page asks this."""

    parameter = "gebouw"
    heading = gettext_lazy("Gebouw")
    position = 65

    def knows(self, value: str) -> bool:
        """A building where someone is who may be shown."""
        return EntryPlace.objects.filter(
            building_key=value, entry__in=Entry.objects.visible()
        ).exists()

    def label(self, value: str) -> str:
        """The key in words: "turfmarkt 147 den haag"."""
        return value.replace("-", " ")

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the places of the entry."""
        inside = EntryPlace.objects.filter(building_key__in=self.values)
        return entries.filter(pk__in=inside.values("entry"))

    def apply_places(self, places: QuerySet[EntryPlace]) -> QuerySet[EntryPlace]:
        """Not the other places of who is in the building."""
        return places.filter(building_key__in=self.values)
