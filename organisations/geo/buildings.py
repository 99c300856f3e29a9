"""Buildings: the organisations that share one address. A building is found, not stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import Page

from organisations.geo.points import Point, parse_point
from organisations.listing import attach_owners
from organisations.models import (
    BlogPostPage,
    Location,
    MinistryPage,
    OrganisationPage,
    Precision,
)

# Best first: the point of the building is that of its best known location. What an editor placed
# goes before what a table gave.
_BEST_POINTS = (
    Precision.ADDRESS,
    Precision.PLACED,
    Precision.POSTCODE6,
    Precision.POSTCODE4,
    Precision.UNKNOWN,
)


@dataclass(frozen=True)
class Building:
    """An address with who sits there. All pages in it are published.

    `location` is the best known location at the address; `organisations` are ministries and
    organisations, those that exist today first, by name; `posts` their latest posts with
    `organisation` and `ministry` set (organisations.listing.attach_owners).
    """

    key: str
    location: Location
    organisations: list[Page]
    posts: list[BlogPostPage]

    @property
    def address(self) -> str:
        """The address on one line."""
        return self.location.address

    @property
    def point(self) -> Point | None:
        """Where it is, as far as that is known (see `location.precision`)."""
        return parse_point(self.location.point)


def find_building(key: str, posts: int = 12) -> Building | None:
    """The building with this key and its latest posts; None when nobody who is published is there.

    The number of queries is the same however many organisations and posts there are.
    """
    locations = list(Location.objects.filter(building_key=key).exclude(building_key=""))
    pages = _published({location.page_id for location in locations})
    located = {page.pk for page in pages}
    here = [location for location in locations if location.page_id in located]
    if not here:
        return None
    best = min(
        here, key=lambda location: (_BEST_POINTS.index(Precision(location.precision)), location.pk)
    )
    pages.sort(key=lambda page: (page.has_ended, page.title.casefold()))
    return Building(key, best, pages, _latest_posts(pages, posts))


def _published(ids: set[int]) -> list[Page]:
    """The ministries and organisations among these pages that readers may see."""
    if not ids:
        return []
    return [
        page
        for model in (MinistryPage, OrganisationPage)
        for page in model.objects.published().filter(pk__in=ids).defer_streamfields()
    ]


def _latest_posts(pages: Iterable[Page], number: int) -> list[BlogPostPage]:
    """The newest posts on the blogs of these organisations (their units have blogs of their own)."""
    blogs = [Q(path__startswith=page.path, depth=page.depth + 1) for page in pages]
    newest = BlogPostPage.objects.published().filter(reduce(or_, blogs)).listing()
    return attach_owners(newest.select_related("lead_image")[:number])
