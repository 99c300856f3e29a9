"""Makes the points of locations more precise, one page at a time, through the Locatieserver.

What was asked is remembered with the location, so that a stopped run goes on where it was and a
location is looked up again only after its address changed. A point that an editor placed is left
alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from wagtail.models import Page, Revision

from organisations.geo import geocoder
from organisations.geo.addresses import number_of, same_city, split_street
from organisations.geo.geocoder import FoundAddress, GeocoderUnavailableError
from organisations.geo.municipalities import municipality_of
from organisations.geo.points import format_point
from organisations.models import BlogPostPage, Location, Precision
from organisations.signals import tree_changed

COARSE = (Precision.POSTCODE4, Precision.POSTCODE6, Precision.UNKNOWN)
ADDRESS_FIELDS = ("street", "house_number", "postcode", "city")
FULL_POSTCODE_LENGTH = len("2511 DP")
MOST_FAILURES = 3


class Outcome(Enum):
    """What came of looking up a location."""

    REFINED = "refined"
    NOT_FOUND = "not found"
    FAILED = "failed"


@dataclass(slots=True)
class Refinement:
    """A location, what was asked, and the better place if there is one."""

    location: Location
    asked: str
    outcome: Outcome
    found: FoundAddress | None = None


@dataclass
class Locations:
    """The locations that may be refined, grouped by page."""

    again: bool = False
    limit: int | None = None
    rows: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        wanted = [(location.page_id, location.pk) for location in self._wanted()]
        self.rows = wanted[: self.limit]

    def _wanted(self) -> Iterator[Location]:
        coarse = Location.objects.filter(precision__in=COARSE).order_by("page_id", "pk")
        for location in coarse.iterator():
            asked = question(location)
            if asked and (self.again or asked != location.geocoded_address):
                yield location

    def __len__(self) -> int:
        return len(self.rows)

    def pages(self) -> Iterator[list[Location]]:
        """The locations of one page after the other, read when their turn comes."""
        for _page_id, rows in groupby(self.rows, key=itemgetter(0)):
            ids = [pk for _page, pk in rows]
            yield list(Location.objects.filter(pk__in=ids).order_by("pk"))


def question(location: Location) -> str:
    """What to ask for a location; empty when its address is not enough to find it."""
    street, number = location.street, location.house_number
    if not number:
        street, number = split_street(street)
    if len(location.postcode) == FULL_POSTCODE_LENGTH:
        return f"{location.postcode.replace(' ', '')} {number}".strip()
    return f"{street} {number} {location.city}" if street and number and location.city else ""


def refine(locations: Locations, *, dry_run: bool = False) -> Iterator[Refinement]:
    """Look up and save, page by page; yields each location when it is done.

    Raises GeocoderUnavailableError when the service fails several times in a row. What was done
    before is saved, also when the caller stops.
    """
    failures = 0
    for rows in locations.pages():
        done = []
        for location in rows:
            refinement = look_up(location)
            failures = failures + 1 if refinement.outcome is Outcome.FAILED else 0
            if failures >= MOST_FAILURES:
                raise GeocoderUnavailableError("No answer, several times in a row")
            done.append(refinement)
        if not dry_run:
            save(done)
        yield from done


def look_up(location: Location) -> Refinement:
    """Ask the service for one location."""
    asked = question(location)
    try:
        found = match(location, geocoder.ask_service(asked))
    except GeocoderUnavailableError:
        return Refinement(location, asked, Outcome.FAILED)
    outcome = Outcome.REFINED if found else Outcome.NOT_FOUND
    return Refinement(location, asked, outcome, found)


def match(location: Location, found: Iterable[FoundAddress]) -> FoundAddress | None:
    """The place that is surely this address and better than what is known; None if there is none."""
    candidates = [place for place in found if _is_same_area(location, place)]
    number = location.house_number or split_street(location.street)[1]
    at_number = [
        place
        for place in candidates
        if place.precision is Precision.ADDRESS
        and number_of(number)
        and number_of(place.house_number) == number_of(number)
    ]
    exact = [place for place in at_number if slugify(place.house_number) == slugify(number)]
    if exact or at_number:
        return (exact or at_number)[0]
    coarse = location.precision != Precision.POSTCODE6
    by_postcode = [place for place in candidates if place.precision is Precision.POSTCODE6]
    return by_postcode[0] if coarse and by_postcode else None


def _is_same_area(location: Location, place: FoundAddress) -> bool:
    """Whether a found place has the same full postcode, or else the same street and city."""
    if len(location.postcode) == FULL_POSTCODE_LENGTH:
        return place.postcode == location.postcode
    street = location.street if location.house_number else split_street(location.street)[0]
    return slugify(street) == slugify(place.street) and same_city(location.city, place.city)


@transaction.atomic
def save(done: list[Refinement]) -> None:
    """Save the locations of one page, and bring its draft or its latest version in step."""
    changed = [refinement for refinement in done if _save_location(refinement)]
    if not changed:
        return
    page = Page.objects.get(pk=changed[0].location.page_id)
    _update_revisions(page, changed)
    locations = [refinement.location.pk for refinement in changed]
    posts = BlogPostPage.objects.filter(place__in=locations).values_list("pk", flat=True)
    tree_changed.send(sender=Location, page_ids=frozenset([page.pk, *posts]))


def _save_location(refinement: Refinement) -> bool:
    """Save one location, unless somebody changed it meanwhile; whether its point is better now."""
    if refinement.outcome is Outcome.FAILED:
        return False
    old = refinement.location
    same = {name: getattr(old, name) for name in ("pk", "point", "precision", *ADDRESS_FIELDS)}
    location = Location.objects.select_for_update().filter(**same).first()
    if location is None:
        return False
    for name, value in changes(refinement).items():
        setattr(location, name, value)
    location.save()
    return refinement.found is not None


def changes(refinement: Refinement) -> dict[str, Any]:
    """The fields of the location that become something else."""
    fields = {"geocoded_address": refinement.asked}
    found, location = refinement.found, refinement.location
    if found:
        fields |= {"point": format_point(found.point), "precision": found.precision.value}
        if not location.province:
            fields["province"] = found.province
        # What was told from the name of the city alone gives way.
        if location.municipality in ("", municipality_of(location.city, location.province)):
            fields["municipality"] = found.municipality or location.municipality
    return fields


def _update_revisions(page: Page, changed: list[Refinement]) -> None:
    """A location sits in the versions of its page too: publishing one must not undo the work.

    Drafts and planned publications get the better point where their address is still the same.
    Without a draft, a new version keeps the history true.
    """
    drafts = Q(approved_go_live_at__isnull=False)
    if page.has_unpublished_changes:
        drafts |= Q(pk=page.latest_revision_id)
    for revision in Revision.page_revisions.filter(drafts, object_id=str(page.pk)):
        rows = {row.get("pk"): row for row in revision.content.get("locations", [])}
        for refinement in changed:
            _update_row(rows.get(refinement.location.pk), refinement)
        revision.save(update_fields=["content"])
    if page.latest_revision_id and not page.has_unpublished_changes:
        version = page.specific.save_revision(changed=False, log_action=False, clean=False)
        if page.live:
            Page.objects.filter(pk=page.pk).update(live_revision=version)


def _update_row(row: dict[str, Any] | None, refinement: Refinement) -> None:
    """Change a location in a draft, if the draft still has the address and the point we knew."""
    known = ("point", "precision", *ADDRESS_FIELDS)
    if row and all(row.get(name) == getattr(refinement.location, name) for name in known):
        row.update(changes(refinement))
        if refinement.found:
            row["latitude"], row["longitude"] = refinement.found.point
