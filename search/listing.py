"""From search entries to the pages that a list shows, in a fixed number of queries."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from wagtail.models import Page

from cms.core.models import CustomImage, CustomRendition
from organisations.listing import ministry_path
from organisations.models import BlogPostPage, MinistryPage, OrganisationPage
from search.models import Entry, EntryType


def hydrate(entries: Iterable[Entry]) -> list[Page]:
    """The pages of these entries in the same order; give it a page of entries, not all.

    Posts come with `organisation`, `ministry`, place, topics, lead image and its renditions;
    organisations with `ministry`, topics, locations and lead image; ministries with locations.
    A page that vanished since the entries were read is left out.
    """
    rows = list(entries)
    ids: dict[str, set[int]] = {kind: set() for kind in EntryType.values}
    for row in rows:
        ids[row.entry_type].add(row.pk)
    posts = _posts(ids[EntryType.POST])
    owners = {row.organisation_id for row in rows if row.entry_type == EntryType.POST} - {None}
    organisations = _organisations(ids[EntryType.ORGANISATION], owners)
    above = {row.ministry_id for row in rows} - {None}
    ministries = _ministries(ids[EntryType.MINISTRY] | above)
    by_path: dict[str, Any] = {page.path: page for page in organisations.values()}
    by_path |= {page.path: page for page in ministries.values()}
    for post in posts.values():
        post.organisation = by_path.get(post.path[: -Page.steplen])
        post.ministry = by_path.get(ministry_path(post))
    for organisation in organisations.values():
        organisation.ministry = by_path.get(ministry_path(organisation))
    pages: dict[int, Page] = {**ministries, **organisations, **posts}
    return [pages[row.pk] for row in rows if row.pk in pages]


def with_images(pages: Any) -> Any:
    """Lead images with the sizes that were already made: no query for each picture."""
    renditions = Prefetch(
        "renditions",
        queryset=CustomRendition.objects.all(),
        to_attr="prefetched_renditions",
    )
    return pages.prefetch_related(
        Prefetch("lead_image", queryset=CustomImage.objects.prefetch_related(renditions))
    )


def _posts(ids: set[int]) -> dict[int, Any]:
    if not ids:
        return {}
    posts = BlogPostPage.objects.live().filter(pk__in=ids).defer_streamfields()
    return {
        post.pk: post
        for post in with_images(posts.select_related("place").prefetch_related("topics"))
    }


def _organisations(found: set[int], owners: set[Any]) -> dict[int, Any]:
    ids = found | owners
    if not ids:
        return {}
    pages = OrganisationPage.objects.filter(pk__in=ids).defer_streamfields()
    if found:
        pages = with_images(pages.prefetch_related("locations", "topics"))
    return {page.pk: page for page in pages}


def _ministries(ids: set[Any]) -> dict[int, Any]:
    if not ids:
        return {}
    return {page.pk: page for page in MinistryPage.objects.filter(pk__in=ids).defer_streamfields()}
