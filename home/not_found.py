"""What a reader gets at an address where nothing is: what was there, and where to look instead.

The handler of Django only marks its answer; the words are added by a middleware that stands outside
the one for redirects, so that an address that moved costs none of this.
"""

import logging
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from wagtail.models import Site

from cms.core.languages import path_in
from home.models import GonePage
from home.navigation import Link
from organisations.models import MinistryPage, OrganisationPage, Topic
from search.asking import words_of
from search.columns import Columns, store
from search.map_details import page_links
from search.names import bodies_named, posts_named, topic_name, topics_named
from search.spelling import SHORTEST, name_words, nearest

logger = logging.getLogger(__name__)

# Nobody's address is longer or deeper than this; programs that try addresses ask for such.
LONGEST = 300
DEEPEST = 6
MOST_WORDS = 4
MOST = 5
MOST_LOOKED_AT = 50
MAX_AGE = 60
GONE = 410


class PlainNotFound(HttpResponseNotFound):
    """Nothing is here, and nobody added words for a reader yet."""


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler of addresses that lead nowhere (cms/urls.py)."""
    return PlainNotFound()


class NotFoundMiddleware:
    """Gives an answer without words its page, unless it became a redirect on the way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as usual, and then look whether something must be said."""
        response = self.get_response(request)
        return in_words(request) if isinstance(response, PlainNotFound) else response


def in_words(request: HttpRequest) -> HttpResponse:
    """The page for an address without a page. Never fails: without a database it says less."""
    try:
        return _in_words(request)
    except Exception:
        logger.exception("The page for an address without a page failed")
        return HttpResponseNotFound(render_to_string("404_plain.html"))


def _in_words(request: HttpRequest) -> HttpResponse:
    # As it is in the tree, without the language of the interface.
    path = path_in(request.path_info, settings.LANGUAGE_CODE)
    context: dict[str, Any] = {}
    is_gone = False
    if may_be_a_page(path):
        is_gone = GonePage.objects.at(path).exists()
        context = {"above": body_above(path, request), "suggestions": suggestions(path, request)}
    template = "410.html" if is_gone else "404.html"
    response = HttpResponse(
        render_to_string(template, context, request), status=GONE if is_gone else 404
    )
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def may_be_a_page(path: str) -> bool:
    """Whether this looks like the address of a page, as against a file or a guess of a program."""
    parts = path.strip("/").split("/")
    return (
        # Without the last slash a redirect adds it first.
        path.endswith("/")
        and len(path) <= LONGEST
        and len(parts) <= DEEPEST
        and "\0" not in path
        and not any("." in part or part in {"cms", "django-admin"} for part in parts)
    )


def body_above(path: str, request: HttpRequest) -> Link | None:
    """The nearest ministry or organisation above an address that a reader may see."""
    parts = path.strip("/").split("/")[:-1]
    site = Site.find_for_request(request)
    if not parts or site is None:
        return None
    addresses = [f"{site.root_page.url_path}{part}/" for part in accumulate(parts, "{}/{}".format)]
    for model in (OrganisationPage, MinistryPage):
        found = model.objects.published().filter(slug__in=parts, url_path__in=addresses)
        page = found.defer_streamfields().order_by("-depth").first()
        if page:
            return Link(page.title, page.url or "")
    return None


def suggestions(path: str, request: HttpRequest) -> list[Link]:
    """Published pages and topics with the words of an address in their name, a few at most.

    What has most of the words of its last part comes first. A word that nothing has counts as the
    name that it is written almost like. Two queries.
    """
    words = words_of(unquote(path).strip("/").rpartition("/")[2].replace("-", " "))
    telling = sorted({word for word in words if len(word) >= SHORTEST}, key=len, reverse=True)
    columns = store.current()
    pages: Counter[int] = Counter()
    topics: Counter[Topic] = Counter()
    # The whole of a short name ("BZK") is asked as well as each longer word.
    for asked in ([words] if len(words) == 1 else []) + [(each,) for each in telling[:MOST_WORDS]]:
        pages_found, topics_found = _named(columns, asked)
        if not pages_found and not topics_found and (other := nearest_name(columns, asked[0])):
            pages_found, topics_found = _named(columns, (other,))
        pages.update(pages_found)
        topics.update(topics_found)
    best = max([*pages.values(), *topics.values()], default=0)
    ids = [pk for pk, number in pages.most_common(MOST) if number == best]
    links = page_links(ids, request) if ids else {}
    found = [
        Link(link["title"], link["url"], language=link.get("lang") or get_language() or "")
        for pk in ids
        if (link := links.get(pk))
    ]
    found += [
        Link(topic_name(topic), topic.get_absolute_url())
        for topic, number in topics.items()
        if number == best
    ]
    return found[:MOST]


def _named(columns: Columns, asked: tuple[str, ...]) -> tuple[list[int], list[Topic]]:
    """Pages, those of organisations first, and topics with these words in their name."""
    bodies = [body.id for body in bodies_named(columns, asked, MOST_LOOKED_AT)]
    posts = [pk for pk, _type in posts_named(columns, asked, MOST_LOOKED_AT)]
    return [*bodies, *posts], topics_named(columns, asked, MOST)


def nearest_name(columns: Columns, word: str) -> str | None:
    """The word in some name that is written almost like this one."""
    return nearest(word, name_words(columns)) if len(word) >= SHORTEST else None
