"""Template tags for what stands around every page."""

import datetime
from typing import Any, NamedTuple

from django import template
from django.utils import timezone
from wagtail.models import Page

from cms.core.slices import ids_of
from home.cards import written_for_cards
from home.models import StandardPage
from home.navigation import (
    Announcement,
    Link,
    Surroundings,
    announcements,
    menu,
    surroundings,
)
from home.reading_on import ReadingOn, reading_on
from home.sharing import Meta, meta_of
from home.translations import address_in_own_language, translated
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    MinistryPage,
    OrganisationPage,
    Topic,
)
from search.models import Entry, EntryType

register = template.Library()

# A page that nobody published or looked at for so long may be wrong by now.
OLD_AFTER = datetime.timedelta(days=2 * 365)


class Notices(NamedTuple):
    """What is said above a page: since when nobody looked, and the bodies above it that ended."""

    old_since: datetime.datetime | None
    ended: list[Page]


@register.simple_tag(takes_context=True)
def site_menu(context: dict[str, Any]) -> list[Link]:
    """The links of the main menu."""
    return menu(context.get("request"))


@register.simple_tag(takes_context=True)
def site_surroundings(context: dict[str, Any]) -> Surroundings:
    """The tagline, the contact address and the links at the foot of the page."""
    return surroundings(context.get("request"))


@register.simple_tag(takes_context=True)
def page_meta(context: dict[str, Any], around: Surroundings) -> Meta:
    """What the head says to search engines and to who shares the page. No query."""
    return meta_of(context, around)


@register.simple_tag(takes_context=True)
def site_messages(context: dict[str, Any], around: Surroundings) -> list[Announcement]:
    """The messages above this page now; lets no cache keep the page beyond their start or end."""
    page, request = context.get("page"), context.get("request")
    shown, holds = announcements(around, page if isinstance(page, Page) else None)
    if request is not None:
        # Read by cms.middleware.PublicCacheMiddleware.
        request.public_max_age = holds
    return shown


@register.simple_tag(takes_context=True)
def translation_link(context: dict[str, Any], post: Any) -> dict[str, str]:
    """The language and the address of the same post in the other language; empty when there is none."""
    other = translated(post)
    if other is None:
        return {}
    url = address_in_own_language(other, context.get("request"))
    return {"code": other.language, "url": url}


@register.simple_tag
def page_notices(page: Any) -> Notices:
    """Whether a post or plain page is old, and whether what it belongs to has ended. No query.

    Who looks at a page and says that it is still right makes it young again.
    """
    if not isinstance(page, BlogPostPage | ChangeProjectPage | StandardPage):
        return Notices(None, [])
    ended = [body for body in page.trail if getattr(body, "has_ended", False)]
    looked_at = [page.last_published_at, getattr(page, "reviewed_at", None)]
    latest = max((moment for moment in looked_at if moment), default=None)
    is_old = latest is not None and latest < timezone.now() - OLD_AFTER
    return Notices(latest if is_old else None, ended)


@register.simple_tag
def newest_of(
    ministry: MinistryPage, organisations: list[OrganisationPage], number: int = 5
) -> dict[str, Any]:
    """The newest `posts` of a ministry, and half as many `projects`, ready to be shown as cards.

    Its organisations are at hand.
    """
    mine = Entry.objects.visible().filter(ministry_id=ministry.pk).order_by("-date", "-page_id")
    posts = mine.filter(entry_type=EntryType.POST)[:number]
    projects = mine.filter(entry_type=EntryType.PROJECT)[: (number + 1) // 2]
    wanted = Entry.objects.filter(pk__in=ids_of(posts, projects))
    found = written_for_cards(wanted, [ministry], organisations)
    return dict(zip(("posts", "projects"), found, strict=True))


@register.simple_tag
def ways_on_from(post: BlogPostPage, topics: list[Topic]) -> ReadingOn:
    """The posts before and after a post, about the same and of the same organisation."""
    return reading_on(post, topics)
