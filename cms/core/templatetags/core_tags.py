"""Template tags that know nothing of the domain: icons, links with parameters, the user bar."""

import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from cms.core.languages import (
    LanguageLink,
    home_path,
    in_own_language,
    is_spoken,
    language_links,
)

register = template.Library()

# Icon by kind of post; the kinds are words in the address and never change.
KIND_ICONS = {
    "bericht": "news",
    "fotos": "photo",
    "kort": "message-circle",
    "initiatief": "bulb",
    "behoefte": "heart-handshake",
    "vraag": "help-circle",
    "traject": "route",
    "organisatie": "building",
}


@register.simple_tag
@lru_cache(maxsize=500)
def icon(name: str, label: str = "", css_class: str = "") -> SafeString:
    """An icon of the sprite static/img/icons.svg (names: static/vendor/tabler-icons/icons.txt).

    Without a label it is decoration, hidden from screen readers.
    Kept once made: a page with a list shows a hundred.
    """
    return format_html(
        '<svg class="{}" width="20" height="20" focusable="false" {}><use href="{}#{}"></use></svg>',
        f"icon {css_class}".strip(),
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"'),
        static("img/icons.svg"),
        name,
    )


@register.simple_tag
def kind_icon(kind: str) -> SafeString:
    """The icon of a kind of post; a kind without one gets a document."""
    return icon(KIND_ICONS.get(kind, "file-text"))


@register.simple_tag
def kind_badge(kind: str, label: object) -> SafeString:
    """The kind of a post (a value, and its name), told by word, icon and colour together."""
    return _badge(kind, str(label))


@lru_cache(maxsize=100)
def _badge(kind: str, label: str) -> SafeString:
    # Kept once made: there are a few kinds in two languages, and twenty on a page.
    return SafeString(
        render_to_string("components/kind_badge.html", {"kind": kind, "label": label})
    )


@register.simple_tag
def day(moment: datetime.date | None, shown: str = "j F Y", css_class: str = "") -> SafeString:
    """A day for people and for programs: that of a date, or of a moment in the time zone of the site.

    Args:
        moment: a date or a date with a time; None is no day.
        shown: how people read it, in the letters of Django's `date` filter.
        css_class: a class for the element.
    """
    if moment is None:
        return SafeString("")
    if isinstance(moment, datetime.datetime):
        moment = timezone.localtime(moment).date()
    return _day(moment, shown, css_class, get_language())


@lru_cache(maxsize=2_000)
def _day(date: datetime.date, shown: str, css_class: str, language: str | None) -> SafeString:
    # Kept once made, for each language.
    named = format_html(' class="{}"', css_class) if css_class else ""
    return format_html(
        '<time{} datetime="{}">{}</time>', named, date.isoformat(), date_format(date, shown)
    )


@register.simple_tag
def home_url() -> str:
    """The path of the home page in the language of the interface."""
    return home_path()


@register.simple_tag(takes_context=True)
def same_page_in_languages(context: dict[str, Any]) -> list[LanguageLink]:
    """The ways to this page in every language of the interface; none outside a request."""
    request = context.get("request")
    return language_links(request) if request else []


@register.simple_tag
def content_lang(language: str = settings.LANGUAGE_CODE) -> SafeString:
    """The attribute for words of an editor, when the interface around them speaks another language.

    Without an argument for what is always Dutch: names of bodies, topics, the tagline. A page
    without a language of its own is Dutch.
    """
    if is_spoken(language):
        return SafeString("")
    return format_html(' lang="{}"', language or settings.LANGUAGE_CODE)


@register.simple_tag
def interface_lang(language: str = settings.LANGUAGE_CODE) -> SafeString:
    """The attribute for words of the interface inside words of an editor (see content_lang)."""
    if is_spoken(language):
        return SafeString("")
    return format_html(' lang="{}"', get_language() or settings.LANGUAGE_CODE)


@register.filter
def as_written(text: Any, language: str = settings.LANGUAGE_CODE) -> Any:
    """Words of an editor inside a sentence of the interface (see content_lang).

    Marks up: for text that people see, never for an attribute or a title.
    """
    return in_own_language(text, language)


@register.simple_tag
def query_with(query: str, **changes: Any) -> str:
    """A query string with some parameters set, or taken out where the value is empty.

    Starts with "?", also when it is empty, so that it always is a link to the same address.
    """
    parameters = QueryDict(query, mutable=True)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.simple_tag
def page_numbers(page: Page) -> list[int | str]:
    """The numbers to show for a page of a list: the first, the last and those nearby."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.simple_tag(takes_context=True)
def user_bar(context: dict[str, Any]) -> str:
    """Wagtail's bar for people who are signed in.

    It looks at the cookie before it touches the session: a page for an anonymous reader may
    not depend on who asks.
    """
    request: HttpRequest | None = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return str(wagtailuserbar(context))
