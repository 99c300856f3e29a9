"""Template tags for what stands around every page."""

from typing import Any

from django import template

from home.navigation import Link, Surroundings, menu, surroundings

register = template.Library()


@register.simple_tag(takes_context=True)
def site_menu(context: dict[str, Any]) -> list[Link]:
    """The links of the main menu."""
    return menu(context.get("request"))


@register.simple_tag(takes_context=True)
def site_surroundings(context: dict[str, Any]) -> Surroundings:
    """The tagline, the contact address and the links at the foot of the page."""
    return surroundings(context.get("request"))
