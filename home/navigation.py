"""What stands around every page: the menu, the words of the site and the links at its foot."""

import datetime
from dataclasses import dataclass
from typing import Any, TypedDict

from django.conf import settings
from django.core.cache import cache
from django.db.models import CharField, DateTimeField, Value
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.core.languages import home_path
from home.models import Level, SiteMessage, SiteSettings, StandardPage

CACHE_KEY = "home:surroundings:{}"
# Other processes than the one that publishes see a change after this many seconds.
CACHE_SECONDS = 60
# The tree path of the home page is as long as this; a ministry's is longer.
HOME_PATH_LENGTH = 2 * Page.steplen
# What a row of the one query below is.
MESSAGE, WORDS, PAGE = "message", "words", "page"
PLAIN_DEPTH = 3
# Plain pages with one of these addresses stand under "Voorwaarden"; the others under "Over".
TERMS = ("toegankelijkheid", "privacy", "cookies", "kwetsbaarheid-melden", "huisregels", "colofon")


@dataclass(frozen=True)
class Link:
    """A link of the menu or of the foot of the page."""

    text: str
    url: str
    is_current: bool = False
    language: str = settings.LANGUAGE_CODE
    """That of the text, where an editor wrote it."""


@dataclass(frozen=True)
class Announcement:
    """A message above the pages below `path` in the tree, from one moment to another."""

    path: str
    level: str
    text: str
    link: Link | None
    starts_at: datetime.datetime
    ends_at: datetime.datetime


class Surroundings(TypedDict):
    """The part around a page that comes from the database."""

    root: str
    tagline: str
    contact_email: str
    about: list[Link]
    terms: list[Link]
    announcements: list[Announcement]


def menu(request: HttpRequest | None) -> list[Link]:
    """The main menu; the item of the page that is asked for is marked."""
    search = reverse("search")
    items = [
        (_("Home"), home_path()),
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
    return request.path == path or (path != home_path() and request.path.startswith(path))


def surroundings(request: HttpRequest | None) -> Surroundings:
    """Words and links around a page, from the cache or in two queries."""
    # The links lead to pages in the language of the interface.
    key = CACHE_KEY.format(get_language())
    kept: Surroundings | None = cache.get(key)
    if kept is None:
        kept = _read_surroundings(request)
        cache.set(key, kept, CACHE_SECONDS)
    return kept


def announcements(around: Surroundings, page: Page | None) -> tuple[list[Announcement], int]:
    """The messages above a page now, the most urgent first, and the seconds that this holds.

    A message of a ministry stands above its own pages and those below it; a message of the site
    above everything, also what is no page of the tree.
    """
    now = timezone.now()
    path = page.path if page and page.path else ""
    shown, holds = [], float(CACHE_SECONDS)
    for each in around["announcements"]:
        if not (len(each.path) <= HOME_PATH_LENGTH or path.startswith(each.path)):
            continue
        if each.starts_at <= now < each.ends_at:
            shown.append(each)
        moments = (each.starts_at, each.ends_at)
        holds = min([holds, *((m - now).total_seconds() for m in moments if m > now)])
    order = list(Level.values)
    shown.sort(key=lambda each: (-order.index(each.level), each.ends_at))
    return shown, int(holds)


def forget_surroundings(**kwargs: Any) -> None:
    """Signal receiver: the words or the plain pages changed."""
    cache.delete_many(CACHE_KEY.format(code) for code, _name in settings.LANGUAGES)


def _read_surroundings(request: HttpRequest | None) -> Surroundings:
    """The words of the site, its messages and its plain pages in one query: pages have few to spend."""
    site = Site.find_for_request(request) if request else None
    words, announced = SiteSettings(), []
    plain: list[tuple[str, str, str]] = []
    for sort, text, second, third, level, path, starts_at, ends_at in _rows(site):
        if sort == WORDS:
            words = SiteSettings(tagline=text, contact_email=second)
        elif sort == PAGE:
            plain.append((path, text, second))
        else:
            link = Link(second, third) if third else None
            announced.append(Announcement(path, level, text, link, starts_at, ends_at))
    # They stand right below the home page, so that their address is their slug.
    links = [
        (slug in TERMS, Link(title, reverse("wagtail_serve", args=[f"{slug}/"])))
        for _path, title, slug in sorted(plain)
    ]
    return {
        "root": site.root_url if site else settings.WAGTAILADMIN_BASE_URL,
        "tagline": words.tagline,
        "contact_email": words.contact_email,
        "about": [link for is_term, link in links if not is_term],
        "terms": [link for is_term, link in links if is_term],
        "announcements": announced,
    }


def _rows(site: Site | None) -> Any:
    """What each row is, then text, link text or slug, address, level, tree path, start and end."""
    nothing = Value("", output_field=CharField())
    never = Value(None, output_field=DateTimeField(null=True))
    messages = SiteMessage.objects.not_over().order_by()
    pages = StandardPage.objects.published().filter(depth=PLAIN_DEPTH).order_by()
    rows: Any = messages.annotate(sort=Value(MESSAGE)).values_list(
        "sort", "text", "link_text", "link_url", "level", "place__path", "starts_at", "ends_at"
    )
    return rows.union(
        SiteSettings.objects.filter(site=site)
        .annotate(sort=Value(WORDS))
        .values_list("sort", "tagline", "contact_email", nothing, nothing, nothing, never, never),
        pages.annotate(sort=Value(PAGE)).values_list(
            "sort", "title", "slug", nothing, nothing, "path", never, never
        ),
        all=True,
    )
