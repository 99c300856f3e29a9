"""`organisatie`: one or more organisations, by slug; a whole includes its units."""

from collections import Counter
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from organisations.models import OrganisationPage
from search.facets.base import Choice, Facet, Group
from search.facts import with_successors
from search.models import Entry
from search.vocabulary import bodies, slugs_of

SHOWN = 10


class Organisation(Facet):
    """What belongs to an organisation. One slug below two ministries means both organisations."""

    parameter = "organisatie"
    heading = gettext_lazy("Organisatie")
    position = 30
    columns = ("organisation_id", "parent_organisation_id")

    def knows(self, value: str) -> bool:
        """A published organisation."""
        return any(body.slug == value for body in self.vocabulary.organisations)

    def label(self, value: str) -> str:
        """The short name of the organisation."""
        return next(
            (body.short_name for body in self.vocabulary.organisations if body.slug == value),
            value,
        )

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the organisation of the entry or the organisation that it is a unit of."""
        ids = [body.id for body in self.vocabulary.organisations if body.slug in self.values]
        return entries.filter(Q(organisation_id__in=ids) | Q(parent_organisation_id__in=ids))

    def to_stored(self) -> list[Any]:
        """Page ids."""
        return sorted(b.id for b in self.vocabulary.organisations if b.slug in self.values)

    @classmethod
    def from_stored(cls, kept: list[Any]) -> list[str]:
        """Slugs; of an organisation that ended also that of its successor."""
        return slugs_of(with_successors(OrganisationPage, kept))

    def choices(self, groups: list[Group]) -> list[Choice]:
        """The organisations with the most to find, and those that were chosen."""
        counts: Counter[int] = Counter()
        for own, parent, number in groups:
            for group in filter(None, (own, parent)):
                counts[int(group)] += number
        chosen = {body.id for body in self.vocabulary.organisations if body.slug in self.values}
        shown = [key for key, _number in counts.most_common(SHOWN)]
        known = bodies({*shown, *chosen})
        found: dict[str, Choice] = {}
        for key in dict.fromkeys([*sorted(chosen), *shown]):
            body = known.get(key)
            if body is None:
                continue
            if body.slug in found:
                found[body.slug].count += counts[key]
            else:
                found[body.slug] = Choice(
                    body.slug, body.name, counts[key], selected=body.slug in self.values
                )
        return sorted(found.values(), key=lambda choice: (-choice.count, choice.label))
