"""`ministerie`: one or more ministries, by slug."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from organisations.models import MinistryPage
from search.columns import Columns
from search.columns.arrays import Flags, Ints, tally
from search.columns.bodies import Body
from search.facets.base import Choice, Facet
from search.facts import with_successors
from search.models import Entry
from search.vocabulary import slugs_of


class Ministry(Facet):
    """What belongs to a ministry, its organisations and their posts included."""

    parameter = "ministerie"
    heading = gettext_lazy("Ministerie")
    has_names = True
    position = 20

    def body(self, slug: str) -> Body | None:
        """The ministry with this slug."""
        return next((body for body in self.vocabulary.ministries if body.slug == slug), None)

    def knows(self, value: str) -> bool:
        """A published ministry."""
        return self.body(value) is not None

    def label(self, value: str) -> str:
        """The short name of the ministry."""
        body = self.body(value)
        return body.short_name if body else value

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the ministry of the entry."""
        return entries.filter(ministry_id__in=self.ids)

    def to_stored(self) -> list[Any]:
        """Page ids."""
        return sorted(self.ids)

    @classmethod
    def from_stored(cls, kept: list[Any]) -> list[str]:
        """Slugs; of a ministry that ended also that of its successor."""
        return slugs_of(with_successors(MinistryPage, kept))

    def keep(self, columns: Columns) -> Flags:
        """By the ministry of the entry."""
        return columns.names.bodies.marks(self.ids)[columns.entries.ministries]

    @property
    def ids(self) -> list[int]:
        """The page ids of the chosen ministries."""
        return [body.id for body in self.vocabulary.ministries if body.slug in self.values]

    def choices(self, columns: Columns, rows: Ints) -> list[Choice]:
        """Ministries with something to find and those that were chosen; of today first."""
        counts = tally(columns.names.bodies, columns.entries.ministries, rows)
        found = []
        for body in self.vocabulary.ministries:
            choice = self.choice(body.slug, counts.get(body.id, 0))
            choice.label = body.marked_name
            if choice.count or choice.selected:
                found.append(choice)
        return found
