"""Posts and change projects for the cards of the front page and of a ministry: no more than a card shows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
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
    posts = list(
        BlogPostPage.objects.filter(pk__in=entries.values("pk"))
        .listing()
        .select_related("lead_image")
        .prefetch_related("lead_image__renditions")
    )
    _attach_owners(posts, ministries, organisations)
    return posts


def written_for_cards(
    entries: QuerySet[Entry],
    ministries: Iterable[MinistryPage],
    organisations: Iterable[OrganisationPage] = (),
) -> tuple[list[BlogPostPage], list[ChangeProjectPage]]:
    """The same of posts and change projects among these entries, for as many queries."""
    pages = (
        Page.objects.filter(pk__in=entries.values("pk"))
        .select_related("blogpostpage__lead_image", "changeprojectpage__lead_image")
        .defer("blogpostpage__body", "changeprojectpage__body", "changeprojectpage__members")
        .order_by("-first_published_at", "-pk")
    )
    posts: list[BlogPostPage] = []
    projects: list[ChangeProjectPage] = []
    for page in pages:
        if own := getattr(page, "blogpostpage", None):
            posts.append(own)
        elif own := getattr(page, "changeprojectpage", None):
            projects.append(own)
    written: list[Any] = [*posts, *projects]
    prefetch_related_objects([page.lead_image for page in written if page.lead_image], "renditions")
    _attach_owners(written, ministries, organisations)
    return posts, projects


def _attach_owners(
    pages: list[Any], ministries: Iterable[MinistryPage], organisations: Iterable[OrganisationPage]
) -> None:
    owners = {organisation.path: organisation for organisation in organisations}
    missing = {
        path
        for page in pages
        if page.path[: -Page.steplen] not in owners
        for path in paths_above(page.path)
    }
    if missing - owners.keys():
        found = OrganisationPage.objects.filter(path__in=missing).defer_streamfields()
        owners |= {organisation.path: organisation for organisation in found}
    above = {ministry.path: ministry for ministry in ministries}
    for page in pages:
        page.organisation = nearest(page.path, owners)
        page.ministry = above.get(ministry_path(page))
