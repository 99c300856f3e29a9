"""From search entries to the pages that a list shows, in a fixed number of queries."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import Page

from cms.core.models import CustomRendition
from organisations.listing import MINISTRY_DEPTH
from organisations.models import BlogPostPage, ChangeProjectPage, MinistryPage, OrganisationPage
from search.columns import Columns, store
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


def hydrate(
    entries: Iterable[Listed],
    columns: Columns | None = None,
    *,
    topics: bool = False,
    texts: bool = False,
) -> list[Page]:
    """The pages of these entries in the same order; give it a page of entries, not all.

    Posts and projects come with `organisation`, `ministry`, `cities`, lead image and its renditions,
    and with their topics if asked for; organisations with `ministry`, `cities`, lead image and its
    renditions; all with `stored_body` if their texts are asked for. Owners and cities come from
    memory (see `_Owners`; `columns` are those of the filter that found the entries). Six queries at
    most, of which one asks whether what is in memory is still right; two more for topics. A page
    that vanished since the entries were read is left out.
    """
    rows = list(entries)
    ids: dict[str, set[int]] = {kind: set() for kind in EntryType.values}
    for row in rows:
        ids[row.entry_type].add(row.pk)
    related = ["topics"] if topics else []
    written = {EntryType.POST: BlogPostPage, EntryType.PROJECT: ChangeProjectPage}
    pages: dict[int, Any] = {}
    for kind, model in written.items():
        found = model.objects.select_related("lead_image").prefetch_related(*related)
        pages |= _pages(found, ids[kind], texts=texts)
    found = OrganisationPage.objects.select_related("lead_image")
    pages |= _pages(found, ids[EntryType.ORGANISATION], texts=texts)
    pages |= _pages(MinistryPage.objects.all(), ids[EntryType.MINISTRY], texts=texts)
    shown = [row for row in rows if row.pk in pages]
    if shown:
        _attach_facts(shown, pages, columns or store.current())
    listed = [pages[row.pk] for row in shown]
    _attach_renditions(listed)
    return listed


def _attach_facts(rows: list[Listed], pages: dict[int, Any], columns: Columns) -> None:
    """Set `cities`, `ministry`, and the `organisation` of what an organisation writes."""
    owners = _Owners(columns)
    for row in rows:
        page = pages[row.pk]
        page.cities = columns.cities_of(row.pk)
        if row.entry_type != EntryType.MINISTRY:
            page.ministry = owners.of(MinistryPage, row.ministry_id, page)
        if row.entry_type in (EntryType.POST, EntryType.PROJECT):
            page.organisation = owners.of(OrganisationPage, row.organisation_id, page)


class _Owners:
    """Organisations and ministries as pages, from what is known of them in memory.

    They hold what a list shows: name, abbreviation, address, last day. Whatever else is asked of
    such a page is fetched for it alone, so a list that shows more must fetch its pages itself.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._bodies = columns.visible_bodies()
        self._made: dict[int, Page | None] = {}

    def of(self, model: type[Page], pk: int | None, page: Page) -> Page | None:
        """The owner of a page with this id; None when readers may not see it."""
        if pk is None:
            return None
        if pk not in self._made:
            self._made[pk] = self._make(model, pk, page)
        return self._made[pk]

    def _make(self, model: type[Page], pk: int, page: Page) -> Page | None:
        body = self._bodies.get(pk)
        if body is None:
            return None
        # The address follows from that of the page below it, which was read just now.
        depth = MINISTRY_DEPTH
        if not body.is_ministry:
            depth = page.depth - 1 - self._columns.is_in_project(page.pk)
        values = {
            "id": pk,
            "page_ptr_id": pk,
            "title": body.title,
            "slug": body.slug,
            "path": page.path[: depth * Page.steplen],
            "depth": depth,
            "url_path": "/".join(page.url_path.split("/")[:depth]) + "/",
            "abbreviation": body.abbreviation,
            "ended_on": body.last_day,
        }
        names = [field.attname for field in model._meta.concrete_fields if field.attname in values]
        made: Page = model.from_db(page._state.db, names, [values[name] for name in names])
        return made


def _pages(pages: Any, ids: set[Any], *, texts: bool) -> dict[int, Any]:
    """Pages by id, without the blocks of the bodies, which a list does not show.

    With their bodies as stored if their texts are asked for; no query for no ids.
    """
    if not ids:
        return {}
    pages = pages.live().filter(pk__in=ids).defer_streamfields()
    if texts:
        pages = pages.annotate(stored_body=Cast("body", TextField()))
    return {page.pk: page for page in pages.order_by()}


def _attach_renditions(pages: Iterable[Any]) -> None:
    """Give the lead images the sizes that were already made: one query for all of them."""
    pictured = [page.lead_image for page in pages if getattr(page, "lead_image_id", None)]
    images = {image.pk: image for image in pictured}
    made: dict[int, list[CustomRendition]] = {pk: [] for pk in images}
    for rendition in CustomRendition.objects.filter(image__in=images) if images else ():
        rendition.image = images[rendition.image_id]
        made[rendition.image_id].append(rendition)
    for image in pictured:
        image.prefetched_renditions = made[image.pk]
