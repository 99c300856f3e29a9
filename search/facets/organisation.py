"""`organisatie`: one or more organisations, by slug; a whole includes its units."""

from collections import Counter
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from organisations.models import OrganisationPage
from search.columns import Columns
from search.columns.arrays import Flags, Ints, tally
from search.columns.bodies import Body
from search.facets.base import Choice, Facet
from search.facts import with_successors
from search.models import Entry
from search.vocabulary import slugs_of

SHOWN = 10


class Organisation(Facet):
    """What belongs to an organisation. One slug below two ministries means both organisations."""

    parameter = "organisatie"
    heading = gettext_lazy("Organisatie")
    has_names = True
    position = 30

    def knows(self, value: str) -> bool:
        """A published organisation."""
        return any(body.slug == value for body in self.vocabulary.organisations)

    def label(self, value: str) -> str:
        """The short name of the organisation."""
        return next(
            (body.short_name for body in self.vocabulary.organisations if body.slug == value),
            value,
        )

    @property
    def ids(self) -> list[int]:
        """The page ids of the chosen organisations."""
        return [body.id for body in self.vocabulary.organisations if body.slug in self.values]

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the organisation of the entry or the organisation that it is a unit of."""
        return entries.filter(
            Q(organisation_id__in=self.ids) | Q(parent_organisation_id__in=self.ids)
        )

    def to_stored(self) -> list[Any]:
        """Page ids."""
        return sorted(self.ids)

    @classmethod
    def from_stored(cls, kept: list[Any]) -> list[str]:
        """Slugs; of an organisation that ended also that of its successor."""
        return slugs_of(with_successors(OrganisationPage, kept))

    def keep(self, columns: Columns) -> Flags:
        """By the organisation of the entry or the organisation that it is a unit of."""
        return belonging(columns, self.ids)

    def choices(self, columns: Columns, rows: Ints) -> list[Choice]:
        """The organisations with the most to find, and those that were chosen."""
        bodies, entries = columns.names.bodies, columns.entries
        by_id: Counter[int] = Counter()
        for column in (entries.organisations, entries.parents):
            by_id.update(tally(bodies, column, rows))
        chosen = self.ids
        named: dict[str, list[Body]] = {}
        for body in self.vocabulary.bodies.values():  # by name
            if by_id[body.id] or body.id in chosen:
                named.setdefault(body.slug, []).append(body)
        counts = {slug: by_id[several[0].id] for slug, several in named.items()}
        for slug, several in named.items():
            if len(several) > 1:  # a unit may have the slug of its whole: do not count twice
                flags = belonging(columns, [body.id for body in several])
                counts[slug] = int(np.count_nonzero(flags[rows]))
        ranked = sorted(counts, key=lambda slug: -counts[slug])
        shown = dict.fromkeys([*ranked[:SHOWN], *self.values])
        found = [
            Choice(slug, named[slug][0].name, counts[slug], selected=slug in self.values)
            for slug in shown
        ]
        return sorted(found, key=lambda choice: (-choice.count, choice.label))


def belonging(columns: Columns, ids: list[int]) -> Flags:
    """The entries of organisations and of their units, by page id."""
    chosen = columns.names.bodies.marks(ids)
    return chosen[columns.entries.organisations] | chosen[columns.entries.parents]
