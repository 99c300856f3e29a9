"""`status`: whether a need or question is open, and how far an initiative or project is."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from organisations.models import PROJECT_STAGES, State
from search.columns import Columns
from search.columns.arrays import Flags, Ints, tally
from search.facets.base import Choice, Facet
from search.models import Entry

# The phases of an initiative, and what follows when a change project has had them all.
PHASES = dict(PROJECT_STAGES)


class Status(Facet):
    """The state of a need or question, or the phase of an initiative or change project."""

    parameter = "status"
    heading = gettext_lazy("Stand van zaken")
    position = 60

    def knows(self, value: str) -> bool:
        """A state or a phase."""
        return value in State.values or value in PHASES

    def label(self, value: str) -> str:
        """The name of the state or phase."""
        return str(State(value).label if value in State.values else PHASES[value])

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By either."""
        return entries.filter(Q(state__in=self.values) | Q(phase__in=self.values))

    def keep(self, columns: Columns) -> Flags:
        """By either."""
        names, entries = columns.names, columns.entries
        return (
            names.states.marks(self.values)[entries.states]
            | names.phases.marks(self.values)[entries.phases]
        )

    def choices(self, columns: Columns, rows: Ints) -> list[Choice]:
        """States and phases with something to find, and those that were chosen."""
        names, entries = columns.names, columns.entries
        counts = tally(names.states, entries.states, rows)
        counts |= tally(names.phases, entries.phases, rows)
        found = [self.choice(value, counts.get(value, 0)) for value in [*State, *PHASES]]
        return [choice for choice in found if choice.count or choice.selected]
