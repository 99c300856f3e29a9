"""`bericht`: one post, by the number of its page. For who follows a single question or need."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from search.facets.base import Facet
from search.models import Entry, EntryType


class PostFacet(Facet):
    """One post (or a few)."""

    parameter = "bericht"
    heading = gettext_lazy("Bericht")
    position = 66

    def knows(self, value: str) -> bool:
        """A published post."""
        return self._titled(value) is not None

    def _titled(self, value: str) -> str | None:
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            return None
        posts = Entry.objects.visible().of_type(EntryType.POST).filter(pk=int(value))
        return posts.values_list("title", flat=True).first()

    def label(self, value: str) -> str:
        """The title between quotes."""
        return f"“{self._titled(value)}”"

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By page."""
        return entries.filter(pk__in=map(int, self.values))
