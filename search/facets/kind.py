"""`soort`: the six kinds of post, change projects, organisations and ministries."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from organisations.models import Kind
from search.columns import Columns
from search.columns.arrays import Flags, Ints, tally
from search.facets.base import Choice, Facet
from search.models import PROJECT_KIND, Entry, EntryType

BODIES = {
    "organisatie": (EntryType.ORGANISATION, gettext_lazy("Organisatie")),
    "ministerie": (EntryType.MINISTRY, gettext_lazy("Ministerie")),
}


KINDS = {**dict(Kind.choices), PROJECT_KIND: gettext_lazy("Verandertraject")}


class KindFacet(Facet):
    """What kind of thing is looked for."""

    parameter = "soort"
    heading = gettext_lazy("Soort")
    position = 50

    def knows(self, value: str) -> bool:
        """A kind of post, a project, or a kind of body."""
        return value in KINDS or value in BODIES

    def label(self, value: str) -> str:
        """The name of the kind."""
        return str(BODIES[value][1] if value in BODIES else KINDS[value])

    @property
    def only_bodies(self) -> bool:
        """Whether only ministries or organisations are asked for."""
        return self.active and all(value in BODIES for value in self.values)

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By kind or by type."""
        kinds = [value for value in self.values if value not in BODIES]
        types = [BODIES[value][0] for value in self.values if value in BODIES]
        wanted = Q(entry_type__in=types) if types else Q()
        if kinds:
            wanted |= Q(kind__in=kinds)
        return entries.filter(wanted)

    def keep(self, columns: Columns) -> Flags:
        """By kind or by type."""
        names, entries = columns.names, columns.entries
        types = [BODIES[value][0].value for value in self.values if value in BODIES]
        return (
            names.kinds.marks(set(self.values) - set(BODIES))[entries.kinds]
            | names.types.marks(types)[entries.types]
        )

    def choices(self, columns: Columns, rows: Ints) -> list[Choice]:
        """All kinds, also those without anything to find: the list is short and stays put."""
        names, entries = columns.names, columns.entries
        kinds = tally(names.kinds, entries.kinds, rows)
        types = tally(names.types, entries.types, rows)
        found = [self.choice(kind, kinds.get(kind, 0)) for kind in KINDS]
        found += [self.choice(value, types.get(body[0], 0)) for value, body in BODIES.items()]
        return found
