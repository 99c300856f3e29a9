"""Template tags for what stands around every page."""

from typing import Any

from django import template
from wagtail.models import Page

from home.navigation import Link, Surroundings, menu, surroundings
from organisations.models import BlogPostPage, MinistryPage, OrganisationPage
from search.models import Entry, EntryType

register = template.Library()


@register.simple_tag(takes_context=True)
def site_menu(context: dict[str, Any]) -> list[Link]:
    """The links of the main menu."""
    return menu(context.get("request"))


@register.simple_tag(takes_context=True)
def site_surroundings(context: dict[str, Any]) -> Surroundings:
    """The tagline, the contact address and the links at the foot of the page."""
    return surroundings(context.get("request"))


@register.simple_tag
def newest_posts(ministry: MinistryPage, number: int = 5) -> list[BlogPostPage]:
    """The newest posts of a ministry, ready to be shown as cards, in three queries."""
    entries = Entry.objects.visible().filter(ministry_id=ministry.pk, entry_type=EntryType.POST)
    posts = list(
        BlogPostPage.objects.filter(
            pk__in=entries.order_by("-date", "-page_id").values("pk")[:number]
        )
        .listing()
        .select_related("lead_image")
        .prefetch_related("lead_image__renditions")
    )
    above = {post.path[: -Page.steplen] for post in posts}
    owners = OrganisationPage.objects.filter(path__in=above).defer_streamfields()
    by_path = {owner.path: owner for owner in owners}
    for post in posts:
        post.organisation = by_path.get(post.path[: -Page.steplen])
        post.ministry = ministry
    return posts
