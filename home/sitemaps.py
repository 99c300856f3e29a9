"""The site map for search engines: an index of parts, each read in pieces of fixed size.

What is in it comes from the search entries, so only what is published can be in it.
"""

import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import F, Max, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Page

from home.models import HomePage, StandardPage
from home.sharing.meta import card_address
from organisations.models import Topic
from search.models import Entry, EntryPlace, EntryType

CHUNK = 5000


class EntryPaginator(Paginator):
    """Pieces of a list of pages, of which entries know how many there are."""

    def __init__(self, pages: QuerySet[Page], per_page: int, entries: QuerySet[Entry]) -> None:
        super().__init__(pages, per_page)
        self.entries = entries

    @cached_property
    def count(self) -> int:
        """How many pages there are."""
        return self.entries.count()


class DatedSitemap(Sitemap):
    """Pages with the moment when each was last published."""

    def location(self, item: Page) -> str:
        """The address of the page."""
        return str(item.url)

    def lastmod(self, item: Page) -> datetime.datetime | None:
        """When the page last changed."""
        return item.last_published_at

    def get_latest_lastmod(self) -> datetime.datetime | None:
        """When any of them last changed, in one query: the framework would read every page."""
        pages: Any = self.items()
        latest: datetime.datetime | None = pages.order_by().aggregate(
            latest=Max("last_published_at")
        )["latest"]
        return latest


class PagesSitemap(DatedSitemap):
    """Pages of the tree, by the type of their search entry, with their photos."""

    limit = CHUNK
    types: tuple[str, ...] = ()
    photo: str

    def visible(self) -> QuerySet[Entry]:
        """The entries of these types."""
        return Entry.objects.visible().of_type(*self.types)

    def items(self) -> QuerySet[Page]:
        """The pages, oldest first, so that full pieces never change."""
        pages: QuerySet[Page] = Page.objects.filter(pk__in=self.visible().values("pk"))
        return (
            pages.order_by("pk")
            .annotate(lead_image_id=F(self.photo))
            .only("url_path", "slug", "title", "last_published_at")
        )

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        urls: list[dict[str, Any]] = super()._urls(page, protocol, domain)  # type: ignore[misc]
        for url in urls:
            if url["item"].lead_image_id:
                url["image"] = f"{protocol}://{domain}{card_address(url['item'])}"
        return urls

    @property
    def paginator(self) -> Paginator:
        """The pieces; counted by the entries, without a look at the pages."""
        return EntryPaginator(self.items(), self.limit, self.visible())


class PostsSitemap(PagesSitemap):
    """All posts."""

    types = (EntryType.POST,)
    photo = "blogpostpage__lead_image_id"


class ProjectsSitemap(PagesSitemap):
    """All change projects."""

    types = (EntryType.PROJECT,)
    photo = "changeprojectpage__lead_image_id"


class OrganisationsSitemap(PagesSitemap):
    """Ministries and organisations."""

    types = (EntryType.MINISTRY, EntryType.ORGANISATION)
    photo = "organisationpage__lead_image_id"


class PlainPagesSitemap(DatedSitemap):
    """The home page and the plain pages around the tree."""

    def items(self) -> QuerySet[Page]:
        """Pages without a search entry, few enough to ask directly."""
        ids = [
            pk
            for model in (HomePage, StandardPage)
            for pk in model.objects.published().values_list("pk", flat=True)
        ]
        pages: QuerySet[Page] = Page.objects.filter(pk__in=ids).order_by("pk")
        return pages


class TopicsSitemap(Sitemap):
    """All topics."""

    def items(self) -> QuerySet[Topic]:
        """In a fixed order."""
        return Topic.objects.order_by("pk")


class BuildingsSitemap(Sitemap):
    """Buildings where an organisation is."""

    limit = CHUNK

    def items(self) -> QuerySet[Any, Any]:
        """The keys of their addresses."""
        bodies = Entry.objects.visible().of_type(EntryType.MINISTRY, EntryType.ORGANISATION)
        places = EntryPlace.objects.filter(entry__in=bodies.values("pk")).exclude(building_key="")
        return places.order_by("building_key").values_list("building_key", flat=True).distinct()

    def location(self, item: str) -> str:
        """The address of the building's page."""
        return reverse("building", args=[item])


SITEMAPS: dict[str, type[Sitemap]] = {
    "paginas": PlainPagesSitemap,
    "organisaties": OrganisationsSitemap,
    "berichten": PostsSitemap,
    "trajecten": ProjectsSitemap,
    "onderwerpen": TopicsSitemap,
    "gebouwen": BuildingsSitemap,
}
