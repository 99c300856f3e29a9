"""From search entries to the pages that a list shows, in a fixed number of queries."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models import Prefetch
from wagtail.models import Page

from cms.core.models import CustomImage, CustomRendition
from organisations.listing import ministry_path
from organisations.models import BlogPostPage, ChangeProjectPage, MinistryPage, OrganisationPage
from organisations.owners import nearest
from search.models import EntryType


class Listed(Protocol):
    """What must be known of an entry to show its page: an `Entry` or a `search.found.Hit`."""

    @property
    def pk(self) -> int:
        """The id of the page."""
        ...

    @property
    def entry_type(self) -> str:
        """A value of EntryType."""
        ...

    @property
    def organisation_id(self) -> int | None:
        """The page id of its organisation."""
        ...

    @property
    def ministry_id(self) -> int | None:
        """The page id of its ministry."""
        ...


def hydrate(entries: Iterable[Listed]) -> list[Page]:
    """The pages of these entries in the same order; give it a page of entries, not all.

    Posts come with `organisation`, `ministry`, place, topics, lead image and its renditions;
    projects with the same but for their places; organisations with `ministry`, lead image and its
    renditions. Eight queries at most. A page that vanished since the entries were read is left out.
    """
    rows = list(entries)
    ids: dict[str, set[int]] = {kind: set() for kind in EntryType.values}
    for row in rows:
        ids[row.entry_type].add(row.pk)
    owners = {row.organisation_id for row in rows} - {None}
    posts = _pages(
        BlogPostPage.objects.live().select_related("place").prefetch_related("topics"),
        ids[EntryType.POST],
    )
    projects = _pages(
        ChangeProjectPage.objects.live().prefetch_related("topics"), ids[EntryType.PROJECT]
    )
    organisations = _pages(OrganisationPage.objects.live(), ids[EntryType.ORGANISATION] | owners)
    ministries = _pages(
        MinistryPage.objects.live(),
        ids[EntryType.MINISTRY] | {row.ministry_id for row in rows} - {None},
    )
    by_path = {page.path: page for page in [*organisations.values(), *ministries.values()]}
    for page in (*posts.values(), *projects.values()):
        page.organisation = nearest(page.path, by_path)
        page.ministry = by_path.get(ministry_path(page))
    for organisation in organisations.values():
        organisation.ministry = by_path.get(ministry_path(organisation))
    pages: dict[int, Any] = {**ministries, **organisations, **posts, **projects}
    shown = [pages[row.pk] for row in rows if row.pk in pages]
    attach_images(shown)
    return shown


def _pages(pages: Any, ids: set[Any]) -> dict[int, Any]:
    """Pages by id, without the bodies that a list does not show; no query for no ids."""
    return {page.pk: page for page in pages.filter(pk__in=ids).defer_streamfields()} if ids else {}


def attach_images(pages: Iterable[Any]) -> None:
    """Set the lead images with the sizes that were already made: two queries for all of them."""
    pictured = [page for page in pages if getattr(page, "lead_image_id", None)]
    if not pictured:
        return
    renditions = Prefetch(
        "renditions", queryset=CustomRendition.objects.all(), to_attr="prefetched_renditions"
    )
    images = CustomImage.objects.prefetch_related(renditions).in_bulk(
        {page.lead_image_id for page in pictured}
    )
    for page in pictured:
        page.lead_image = images.get(page.lead_image_id)
