"""`bezocht`: organisations that were visited, or not yet."""

import numpy as np
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from search.columns import Columns
from search.columns.arrays import Flags, Ints
from search.facets.base import Choice, Facet
from search.models import Entry, EntryType

YES, NO = "ja", "nee"
LABELS = {YES: gettext_lazy("Bezocht"), NO: gettext_lazy("Nog niet bezocht")}


class Visited(Facet):
    """Whether an organisation was visited; says nothing of posts and ministries."""

    parameter = "bezocht"
    heading = gettext_lazy("Bezoek")
    position = 62

    def knows(self, value: str) -> bool:
        """Yes or no."""
        return value in LABELS

    def label(self, value: str) -> str:
        """In words."""
        return str(LABELS[value])

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Organisations only."""
        wanted = Q()
        for value in self.values:
            wanted |= Q(visited=value == YES)
        return entries.filter(wanted, entry_type=EntryType.ORGANISATION)

    def keep(self, columns: Columns) -> Flags:
        """Organisations only."""
        visited = columns.entries.visited
        wanted = np.zeros(visited.size, dtype=np.bool_)
        for value in self.values:
            wanted |= visited if value == YES else ~visited
        return wanted & self._organisations(columns)

    def choices(self, columns: Columns, rows: Ints) -> list[Choice]:
        """Both, as long as there is an organisation to find."""
        found = rows[self._organisations(columns)[rows]]
        visited = int(np.count_nonzero(columns.entries.visited[found]))
        counts = {YES: visited, NO: found.size - visited}
        choices = [self.choice(value, counts[value]) for value in LABELS]
        return choices if found.size or self.values else []

    def _organisations(self, columns: Columns) -> Flags:
        kinds = columns.names.types
        return kinds.marks([EntryType.ORGANISATION.value])[columns.entries.types]
