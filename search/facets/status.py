"""`status`: whether a need or question is open, and how far an initiative is."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from organisations.models import Phase, State
from search.facets.base import Choice, Facet, Group
from search.models import Entry


class Status(Facet):
    """The state of a need or question, or the phase of an initiative."""

    parameter = "status"
    heading = gettext_lazy("Stand van zaken")
    position = 60
    columns = ("state", "phase")

    def knows(self, value: str) -> bool:
        """A state or a phase."""
        return value in State.values or value in Phase.values

    def label(self, value: str) -> str:
        """The name of the state or phase."""
        return str(State(value).label if value in State.values else Phase(value).label)

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By either."""
        return entries.filter(Q(state__in=self.values) | Q(phase__in=self.values))

    def choices(self, groups: list[Group]) -> list[Choice]:
        """States and phases with something to find, and those that were chosen."""
        counts: dict[str, int] = {}
        for state, phase, number in groups:
            for value in filter(None, (state, phase)):
                counts[value] = counts.get(value, 0) + number
        found = [self.choice(value, counts.get(value, 0)) for value in [*State, *Phase]]
        return [choice for choice in found if choice.count or choice.selected]
