"""What the entry of a page holds, read from the page: the one place that knows.

A new type of page is indexed by adding it to INDEXED_TYPES with a function that reads it.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from organisations.listing import ministry_path
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    Location,
    MinistryPage,
    OrganisationPage,
)
from organisations.owners import nearest, paths_above
from search.models import PROJECT_KIND, UNDATED, Entry, EntryPlace, EntryTopic, EntryType
from search.text import fold

INDEXED_TYPES: dict[type[Page], EntryType] = {
    MinistryPage: EntryType.MINISTRY,
    OrganisationPage: EntryType.ORGANISATION,
    BlogPostPage: EntryType.POST,
    ChangeProjectPage: EntryType.PROJECT,
}
# Beyond this latitude (degrees) the Web Mercator map ends.
MAX_LATITUDE = 85.0511


@dataclass
class Record:
    """An entry with its topics and places."""

    entry: Entry
    topics: list[EntryTopic] = field(default_factory=list)
    places: list[EntryPlace] = field(default_factory=list)


def read_records(ids: Iterable[int]) -> list[Record]:
    """The records of those pages that are published: a few queries, however many pages."""
    missing = set(ids)
    pages: list[Page] = []
    # Mostly all are posts: when every page is found, the other types need not be asked for.
    for model in sorted(INDEXED_TYPES, key=lambda model: model is not BlogPostPage):
        if missing:
            pages += model.objects.published().filter(pk__in=missing).defer_streamfields()
            missing -= {page.pk for page in pages}
    if not pages:
        return []
    above = _above(pages)
    topics = _topics(pages)
    places = _places(pages)
    return [_record(page, above, topics[page.pk], places[page.pk]) for page in pages]


def read_draft(page: Any) -> Record:
    """The record of one page as it is in memory, published or not; it has a place in the tree."""
    topics = {key for topic in _drafted(page, "topics") for key in (topic.pk, topic.parent_id)}
    place = getattr(page, "place", None)
    places = [place] if place else [*_drafted(page, "locations"), *_drafted(page, "places")]
    return _record(page, _above([page]), topics - {None}, places)


def _drafted(page: Any, relation: str) -> list[Any]:
    return list(getattr(page, relation).all()) if hasattr(page, relation) else []


def mercator(latitude: float, longitude: float) -> tuple[float, float]:
    """A place in degrees as Web Mercator between 0 and 1, west to east and north to south."""
    bounded = math.radians(max(-MAX_LATITUDE, min(MAX_LATITUDE, latitude)))
    return (longitude + 180) / 360, (1 - math.asinh(math.tan(bounded)) / math.pi) / 2


@dataclass
class Above:
    """What stands at and above some pages, by tree path."""

    bodies: dict[str, int]
    """The ids of ministries and organisations."""
    projects: dict[str, Any]
    """The ids of change projects, and when they expire."""


def _above(pages: list[Page]) -> Above:
    paths = {path for page in pages for path in (page.path, *paths_above(page.path))}
    bodies = {
        path: pk
        for model in (MinistryPage, OrganisationPage)
        for pk, path in model.objects.filter(path__in=paths).values_list("pk", "path")
    }
    projects = ChangeProjectPage.objects.filter(path__in=paths)
    return Above(
        bodies,
        {path: (pk, end) for pk, path, end in projects.values_list("pk", "path", "expire_at")},
    )


def _topics(pages: list[Page]) -> dict[int, set[int]]:
    """The topics of these pages with their main themes."""
    found: dict[int, set[int]] = defaultdict(set)
    ids: dict[type[Page], list[int]] = defaultdict(list)
    for page in pages:
        ids[type(page)].append(page.pk)
    links: dict[type[Page], tuple[type[Model], str]] = {
        BlogPostPage: (BlogPostPage.topics.through, "blogpostpage_id"),
        OrganisationPage: (OrganisationPage.topics.through, "organisationpage_id"),
        ChangeProjectPage: (ChangeProjectPage.topics.through, "changeprojectpage_id"),
    }
    for model, (through, owner) in links.items():
        if model not in ids:
            continue
        rows = through._default_manager.filter(**{f"{owner}__in": ids[model]})
        for page_id, topic_id, theme_id in rows.values_list(owner, "topic_id", "topic__parent_id"):
            found[page_id] |= {topic_id, theme_id} - {None}
    return found


def _places(pages: list[Page]) -> dict[int, list[Location]]:
    """The locations of bodies; the one place of a post; the places of a project."""
    found: dict[int, list[Location]] = defaultdict(list)
    bodies = [page.pk for page in pages if not page.is_content]
    for location in Location.objects.filter(page__in=bodies):
        found[location.page_id].append(location)
    placed = [(page.pk, page.place_id) for page in pages if getattr(page, "place_id", None)]
    links = ChangeProjectPage.places.through.objects.filter(
        changeprojectpage__in=[page.pk for page in pages if isinstance(page, ChangeProjectPage)]
    )
    placed += links.order_by("pk").values_list("changeprojectpage_id", "location_id")
    by_id = Location.objects.in_bulk({place_id for _page_id, place_id in placed})
    for page_id, place_id in placed:
        if place_id in by_id:
            found[page_id].append(by_id[place_id])
    return found


def _record(page: Any, above: Above, topics: set[int], places: list[Location]) -> Record:
    """Put together what was read."""
    ministry = ministry_path(page)
    own = [path for path in (page.path, *paths_above(page.path)) if path in above.bodies]
    home = own[0] if own else ministry
    parent = home[: -Page.steplen]
    project, project_ends = nearest(page.path, above.projects) or (None, None)
    short = str(getattr(page, "abbreviation", ""))
    entry = Entry(
        page_id=page.pk,
        entry_type=INDEXED_TYPES[type(page)],
        kind=PROJECT_KIND if type(page) is ChangeProjectPage else getattr(page, "kind", ""),
        state=getattr(page, "state", ""),
        phase=getattr(page, "phase", ""),
        title=page.title,
        name_key=fold(page.title)[:255],
        short_name=short,
        short_key=fold(short)[:50],
        ministry_id=above.bodies.get(ministry),
        organisation_id=above.bodies.get(home) if home != ministry else None,
        parent_organisation_id=above.bodies.get(parent) if len(parent) > len(ministry) else None,
        project_id=project,
        date=(page.first_published_at or UNDATED) if page.is_content else UNDATED,
        ended_on=getattr(page, "ended_on", None),
        visited=getattr(page, "visited_on", None) is not None,
        # What stands in a project goes when that goes.
        expires_at=min(filter(None, (page.expire_at, project_ends)), default=None),
    )
    return Record(
        entry,
        [EntryTopic(entry_id=page.pk, topic_id=topic) for topic in sorted(topics)],
        [_place(page.pk, location) for location in places],
    )


def _place(page_id: int, location: Location) -> EntryPlace:
    """A location as a place of an entry."""
    x = y = None
    if location.latitude is not None and location.longitude is not None:
        x, y = mercator(location.latitude, location.longitude)
    return EntryPlace(
        entry_id=page_id,
        location_id=location.pk,
        building_key=location.building_key,
        city=location.city,
        municipality=location.municipality,
        province=location.province,
        precision=location.precision,
        latitude=location.latitude,
        longitude=location.longitude,
        x=x,
        y=y,
    )
