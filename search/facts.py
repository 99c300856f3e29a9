"""What is known of one page, to hold against many questions (the filter asked the other way round).

Read from the page as it is in memory, so that a draft can be asked about as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from organisations.models import MinistryPage, OrganisationPage
from search.models import UNDATED, EntryType
from search.records import Record, read_draft
from search.text_match import haystack

# A chain of successors longer than this is an error in the data, such as a circle.
MOST_STEPS = 10


@dataclass(frozen=True)
class Facts:
    """A page as the facets see it; `values` by parameter, in the form in which they are stored."""

    values: dict[str, frozenset[str]]
    points: tuple[tuple[float, float], ...]
    """Latitude and longitude in degrees of each of its places."""
    date: Any
    """When it was first published; now for what was not yet, and nothing for bodies."""
    text: str
    """Everything that is searched, as `search.text_match.haystack` gives it."""


def facts_of(page: Page, now: Any) -> Facts:
    """The facts of a page with a place in the tree; a fixed number of queries."""
    record = read_draft(page)
    entry = record.entry
    is_body = entry.entry_type in _BODY_KINDS
    kind = _BODY_KINDS[entry.entry_type] if is_body else entry.kind
    organisations = {entry.organisation_id, entry.parent_organisation_id} - {None}
    values: dict[str, Iterable[Any]] = {
        "ministerie": with_predecessors(MinistryPage, {entry.ministry_id} - {None}),
        "organisatie": with_predecessors(OrganisationPage, organisations),
        "onderwerp": [topic.topic_id for topic in record.topics],
        "gebouw": [place.building_key for place in record.places if place.building_key],
        "bericht": [page.pk] if entry.entry_type == EntryType.POST else [],
        "traject": [entry.project_id] if entry.project_id else [],
        "provincie": [slugify(place.province) for place in record.places if place.province],
        "gemeente": [slugify(place.municipality) for place in record.places if place.municipality],
        "bezocht": [] if kind != "organisatie" else ["ja" if entry.visited else "nee"],
        "soort": [kind],
        "status": [value for value in (entry.state, entry.phase) if value],
    }
    return Facts(
        values={name: frozenset(map(str, found)) for name, found in values.items()},
        points=_points(record),
        date=(now if entry.date == UNDATED else entry.date) if not is_body else None,
        text=haystack(_texts(page)),
    )


_BODY_KINDS: dict[str, str] = {
    EntryType.MINISTRY: "ministerie",
    EntryType.ORGANISATION: "organisatie",
}


def with_predecessors(model: Any, ids: set[Any]) -> set[int]:
    """Bodies with those that ended and went up in them: who asked for the old one means these."""
    found = set(ids)
    newest = found
    for _step in range(MOST_STEPS):
        older = model.objects.ended().filter(successor_id__in=newest).values_list("pk", flat=True)
        newest = set(older) - found
        if not newest:
            break
        found |= newest
    return found


def with_successors(model: Any, ids: Iterable[int]) -> list[int]:
    """Bodies, each followed by what it went up in when it ended; in the order that was given."""
    found = list(dict.fromkeys(ids))
    newest = found
    for _step in range(MOST_STEPS):
        heirs = (
            model.objects.ended()
            .filter(pk__in=newest, successor__isnull=False)
            .order_by("pk")
            .values_list("successor_id", flat=True)
        )
        newest = [pk for pk in dict.fromkeys(heirs) if pk not in found]
        if not newest:
            break
        found += newest
    return found


def _points(record: Record) -> tuple[tuple[float, float], ...]:
    return tuple(
        (place.latitude, place.longitude)
        for place in record.places
        if place.latitude is not None and place.longitude is not None
    )


def _texts(page: Page) -> list[str]:
    texts: list[str] = []
    for field in type(page).get_searchable_search_fields():
        value = field.get_value(page)
        texts += map(str, value) if isinstance(value, list | tuple) else [str(value or "")]
    return texts
