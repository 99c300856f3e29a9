"""What is close to a post and how an initiative spread; which organisations are alike."""

from typing import Any

from django import template

from exchange.beside import Beside
from exchange.beside import beside as beside_of
from exchange.nearest.organisations import Alike, alike

register = template.Library()


@register.simple_tag
def beside(page: Any) -> Beside:
    """What the exchange puts beside a post: one query, or none."""
    return beside_of(page)


@register.simple_tag
def organisations_like(page: Any) -> list[Alike]:
    """The organisations that are most like this one: one query, or none."""
    return alike(page) if page.live and not page.has_ended else []
