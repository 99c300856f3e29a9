"""`/zoeken/suggesties/`: what a reader may mean who is typing; the search field shows them."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.asking import words_of
from search.columns import store
from search.map_details import LanguageMark, Link, language_mark, page_links
from search.models import EntryType
from search.names import bodies_named, buildings_named, posts_named, topic_name, topics_named
from search.views.map import fresh_json

MOST_TYPED = 80
MOST_WORDS = 6
SHORTEST = 2
MOST = {"bodies": 4, "topics": 3, "buildings": 2, "posts": 4}


class Suggestion(LanguageMark):
    """One line below the search field."""

    kind: str
    text: str
    url: str


@require_safe
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """Organisations, topics, buildings, posts and projects, by the beginnings of the words in `q`.

    Two queries at most; an empty list for what is too short.
    """
    words = words_of(request.GET.get("q", "")[:MOST_TYPED])[:MOST_WORDS]
    found = suggest(words, request) if len("".join(words)) >= SHORTEST else []
    return fresh_json(request, {"suggestions": found})


def suggest(words: tuple[str, ...], request: HttpRequest) -> list[Suggestion]:
    """The suggestions for some (folded) words, the shorter lists first."""
    columns = store.current()
    bodies = bodies_named(columns, words, MOST["bodies"])
    posts = posts_named(columns, words, MOST["posts"])
    links = page_links([*(body.id for body in bodies), *(pk for pk, _type in posts)], request)
    kinds = {True: _("Ministerie"), False: _("Organisatie")}
    found = [
        Suggestion(
            kind=kinds[body.is_ministry],
            text=with_short(body.name, body.short),
            url=url,
            **language_mark(),
        )
        for body in bodies
        if body.id in links and (url := links[body.id]["url"])
    ]
    found += [
        Suggestion(
            kind=_("Onderwerp"),
            text=topic_name(topic),
            url=topic.get_absolute_url(),
            **language_mark(),
        )
        for topic in topics_named(columns, words, MOST["topics"])
    ]
    found += [
        Suggestion(kind=_("Gebouw"), text=name, url=url, **language_mark())
        for name, url in buildings_named(columns, words, MOST["buildings"])
    ]
    found += [
        Suggestion(
            kind=_("Verandertraject") if entry_type == EntryType.PROJECT else _("Bericht"),
            text=links[pk]["title"],
            url=links[pk]["url"],
            **_mark_of(links[pk]),
        )
        for pk, entry_type in posts
        if pk in links
    ]
    return found


def with_short(name: str, short: str) -> str:
    """A name with its abbreviation behind it, where it has one."""
    return f"{name} ({short})" if short and short not in name else name


def _mark_of(link: Link) -> LanguageMark:
    return {"lang": link["lang"]} if "lang" in link else {}
