"""Template tags for what stands around every page."""

from typing import Any

from django import template

from home.cards import posts_for_cards, projects_for_cards
from home.navigation import Link, Surroundings, menu, surroundings
from organisations.models import BlogPostPage, ChangeProjectPage, MinistryPage, OrganisationPage
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
def newest_projects(
    ministry: MinistryPage, organisations: list[OrganisationPage], number: int = 3
) -> list[ChangeProjectPage]:
    """The newest change projects of a ministry, ready to be shown as cards."""
    entries = Entry.objects.visible().filter(ministry_id=ministry.pk, entry_type=EntryType.PROJECT)
    return projects_for_cards(
        entries.order_by("-date", "-page_id")[:number], [ministry], organisations
    )


@register.simple_tag
def newest_posts(
    ministry: MinistryPage, organisations: list[OrganisationPage], number: int = 5
) -> list[BlogPostPage]:
    """The newest posts of a ministry, ready to be shown as cards; its organisations are at hand."""
    entries = Entry.objects.visible().filter(ministry_id=ministry.pk, entry_type=EntryType.POST)
    return posts_for_cards(
        entries.order_by("-date", "-page_id")[:number], [ministry], organisations
    )
