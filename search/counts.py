"""How many results each choice gives, counted in one query.

A facet is counted with all other facets applied and its own left out: the number is what a
reader gets who chooses that value instead.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, Count, Value

from search.facets.base import Group

if TYPE_CHECKING:
    from search.filters import Filter

TOTAL = "totaal"


@dataclass
class Counts:
    """The number of entries, and the counted groups of each facet."""

    total: int = 0
    groups: dict[str, list[Group]] = field(default_factory=lambda: defaultdict(list))


def count_facets(question: "Filter") -> Counts:
    """Count everything that the page of results shows."""
    everything = question.narrowed()
    total = (
        everything.annotate(facet_name=Value(TOTAL, CharField()))
        .values("facet_name")
        .annotate(
            first_text=Value("", CharField()),
            second_text=Value("", CharField()),
            number=Count("pk"),
        )
        .values_list("facet_name", "first_text", "second_text", "number")
    )
    queries = [total]
    for facet in question.facets.values():
        base = question.narrowed(without=facet.parameter) if facet.active else everything
        others = [other for other in question.active if other is not facet]
        queries.extend(facet.groups(base, everything=not others))
    counts = Counts()
    try:
        rows = list(queries[0].union(*queries[1:], all=True))
    except EmptyResultSet:
        return counts
    for name, first, second, number in rows:
        if name == TOTAL:
            counts.total = number
        else:
            counts.groups[name].append((first or "", second or "", number))
    return counts
