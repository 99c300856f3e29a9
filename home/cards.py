"""Posts and change projects for the cards of the front page and of a ministry: no more than a card shows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from organisations.listing import ministry_path
from organisations.models import BlogPostPage, ChangeProjectPage, MinistryPage, OrganisationPage
from organisations.owners import nearest, paths_above
from search.models import Entry


def posts_for_cards(
    entries: QuerySet[Entry],
    ministries: Iterable[MinistryPage],
    organisations: Iterable[OrganisationPage] = (),
) -> list[BlogPostPage]:
    """The posts of these entries, newest first, each with its organisation, ministry and picture.

    Two queries, and a third when a post belongs to none of the organisations that are at hand.
    """
    posts: list[BlogPostPage] = _for_cards(BlogPostPage, entries, ministries, organisations)
    return posts


def projects_for_cards(
    entries: QuerySet[Entry],
    ministries: Iterable[MinistryPage],
    organisations: Iterable[OrganisationPage] = (),
) -> list[ChangeProjectPage]:
    """The same for change projects."""
    found: list[ChangeProjectPage] = _for_cards(
        ChangeProjectPage, entries, ministries, organisations
    )
    return found


def _for_cards(
    model: Any,
    entries: QuerySet[Entry],
    ministries: Iterable[MinistryPage],
    organisations: Iterable[OrganisationPage],
) -> list[Any]:
    pages = list(
        model.objects.filter(pk__in=entries.values("pk"))
        .listing()
        .select_related("lead_image")
        .prefetch_related("lead_image__renditions")
    )
    owners = {organisation.path: organisation for organisation in organisations}
    missing = {
        path
        for page in pages
        if page.path[: -Page.steplen] not in owners
        for path in paths_above(page.path)
    }
    if missing:
        found = OrganisationPage.objects.filter(path__in=missing).defer_streamfields()
        owners |= {organisation.path: organisation for organisation in found}
    above = {ministry.path: ministry for ministry in ministries}
    for page in pages:
        page.organisation = nearest(page.path, owners)
        page.ministry = above.get(ministry_path(page))
    return pages
