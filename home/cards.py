"""Posts for the cards of the front page and of a ministry: no more than a card shows."""

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.models import Page

from organisations.listing import ministry_path
from organisations.models import BlogPostPage, MinistryPage, OrganisationPage
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
    owners = {organisation.path: organisation for organisation in organisations}
    missing = {owner_path(post) for post in posts} - owners.keys()
    if missing:
        found = OrganisationPage.objects.filter(path__in=missing).defer_streamfields()
        owners |= {organisation.path: organisation for organisation in found}
    above = {ministry.path: ministry for ministry in ministries}
    for post in posts:
        post.organisation = owners.get(owner_path(post))
        post.ministry = above.get(ministry_path(post))
    return posts


def owner_path(post: Page) -> str:
    """The tree path of the page above a post."""
    path: str = post.path
    return path[: -Page.steplen]
