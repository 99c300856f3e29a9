"""What stands around every page: the menu, the words of the site and the links at its foot."""

from dataclasses import dataclass
from typing import Any, TypedDict

from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from home.models import SiteSettings, StandardPage

CACHE_KEY = "home:surroundings"
# Other processes than the one that publishes see a change after this many seconds.
CACHE_SECONDS = 60
# Plain pages with one of these addresses stand under "Voorwaarden"; the others under "Over".
TERMS = ("toegankelijkheid", "privacy", "cookies", "kwetsbaarheid-melden", "huisregels")


@dataclass(frozen=True)
class Link:
    """A link of the menu or of the foot of the page."""

    text: str
    url: str
    is_current: bool = False


class Surroundings(TypedDict):
    """The part around a page that comes from the database."""

    tagline: str
    contact_email: str
    about: list[Link]
    terms: list[Link]


def menu(request: HttpRequest | None) -> list[Link]:
    """The main menu; the item of the page that is asked for is marked."""
    search = reverse("search")
    items = [
        (_("Home"), "/"),
        (_("Kaart"), reverse("map")),
        (_("Organisaties"), f"{search}?soort=organisatie"),
        (_("Initiatieven"), f"{search}?soort=initiatief"),
        (_("Trajecten"), reverse("projects")),
        (_("Vragen en behoeften"), f"{search}?soort=vraag&soort=behoefte"),
        (_("Onderwerpen"), reverse("topics")),
    ]
    return [Link(text, url, is_current=_is_current(request, url)) for text, url in items]


def _is_current(request: HttpRequest | None, url: str) -> bool:
    """Whether the reader is at this address, or below it for a list such as the topics."""
    if request is None:
        return False
    path, _mark, query = url.partition("?")
    if query:
        wanted = set(QueryDict(query).getlist("soort"))
        return request.path == path and set(request.GET.getlist("soort")) == wanted
    return request.path == path or (path != "/" and request.path.startswith(path))


def surroundings(request: HttpRequest | None) -> Surroundings:
    """Words and links around a page, from the cache or in two queries."""
    kept: Surroundings | None = cache.get(CACHE_KEY)
    if kept is None:
        kept = _read_surroundings(request)
        cache.set(CACHE_KEY, kept, CACHE_SECONDS)
    return kept


def forget_surroundings(**kwargs: Any) -> None:
    """Signal receiver: the words or the plain pages changed."""
    cache.delete(CACHE_KEY)


def _read_surroundings(request: HttpRequest | None) -> Surroundings:
    site = Site.find_for_request(request) if request else None
    words = SiteSettings.objects.filter(site=site).first() or SiteSettings()
    pages = StandardPage.objects.published().filter(depth=3).defer_streamfields().order_by("path")
    links = [(page.slug in TERMS, Link(page.title, page.url or "")) for page in pages]
    return {
        "tagline": words.tagline,
        "contact_email": words.contact_email,
        "about": [link for is_term, link in links if not is_term],
        "terms": [link for is_term, link in links if is_term],
    }
