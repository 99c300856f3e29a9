"""The panels of *Mijn overzicht*, the page that the CMS opens with."""

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component

from organisations.desk.deadline import overdue_before
from organisations.desk.gaps import ministries_without_moderator, organisations_without_people
from organisations.desk.my_posts import MyPosts, my_posts
from organisations.desk.waiting import rows, waiting_for
from organisations.moderation.hooks import why

TEMPLATES = "organisations/admin/desk"
OLDEST_SHOWN = 5


class DeskPanel(Component):
    """A panel with the look of the overview."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def media(self) -> Media:
        """The style of the overview and the queue."""
        return Media(css={"all": ["css/cms/desk.css"]})


class WaitingPanel(DeskPanel):
    """For a moderator: how much waits, how much of it too long, and the oldest few."""

    name = "waiting_for_me"
    template_name = f"{TEMPLATES}/waiting_panel.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The oldest rows of the queue, and the numbers of the whole."""
        user = self.request.user
        waiting = waiting_for(user)
        number = waiting.count()
        return {
            "rows": rows(waiting[:OLDEST_SHOWN], user) if number else [],
            "number": number,
            "overdue": waiting.filter(started_at__lt=overdue_before()).count() if number else 0,
            "queue_url": reverse("moderation_queue"),
            "next_url": reverse("wagtailadmin_home"),
            "why": why(),
            "csrf_token": parent_context["csrf_token"],
            "request": self.request,
        }


class MyPostsPanel(DeskPanel):
    """For a writer: the own organisations, and where each post stands."""

    name = "my_posts"
    template_name = f"{TEMPLATES}/my_posts_panel.html"
    order = 120

    @cached_property
    def overview(self) -> MyPosts:
        """What there is to show; read once."""
        return my_posts(self.request.user)

    @property
    def is_shown(self) -> bool:
        """Whether this person writes for an organisation, or has posts of their own."""
        return bool(self.overview.organisations or self.overview.has_posts)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The overview."""
        return {
            "overview": self.overview,
            "csrf_token": parent_context["csrf_token"],
            "request": self.request,
        }


class GapsPanel(DeskPanel):
    """For an administrator: parts of the tree that have nobody."""

    name = "gaps"
    template_name = f"{TEMPLATES}/gaps_panel.html"
    order = 130

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Two numbers; the lists behind them are reports."""
        return {
            "organisations": organisations_without_people().count(),
            "ministries": ministries_without_moderator().count(),
        }


class NoRolePanel(DeskPanel):
    """For somebody who can open the CMS but has nothing to do in it (yet)."""

    name = "no_role"
    template_name = f"{TEMPLATES}/no_role_panel.html"
    order = 140
