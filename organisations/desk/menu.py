"""Items of the menu of the CMS that say how much waits behind them."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from organisations.permissions import permission_paths


class NumberedMenuItem(MenuItem):
    """A list of what waits, with its number behind the name.

    A subclass says with which page permission somebody has such a list, and counts.
    """

    permission = ""

    def number(self, user: Any) -> int:
        """How much waits for this person."""
        raise NotImplementedError

    def is_shown(self, request: HttpRequest) -> bool:
        """Only for who holds the permission somewhere."""
        return bool(permission_paths(request.user, self.permission))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Items are kept between requests, so the number is added to a copy of the label."""
        component = super().render_component(request)
        if number := self.number(request.user):
            component.label = f"{self.label} ({number})"
        return component
