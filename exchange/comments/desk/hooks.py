"""Puts the comments in the CMS: menu, addresses, and a panel on *Mijn overzicht*."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from exchange.comments.desk.decisions import DecisionScreen, decide
from exchange.comments.desk.queue import CommentQueueView
from exchange.comments.desk.signed_in import SignedInView
from exchange.comments.desk.waiting import numbers, rows, to_decide
from exchange.comments.people import PERMISSION, handles_somewhere
from organisations.desk.menu import NumberedMenuItem
from organisations.desk.panels import DeskPanel
from organisations.desk.report_menu import with_results

SHOWN = 3


class CommentsMenuItem(NumberedMenuItem):
    """The queue of comments, with the number to decide on."""

    permission = PERMISSION

    def number(self, user: Any) -> int:
        """What waits or was reported."""
        return to_decide(user).count()


@hooks.register("register_admin_menu_item")
def comments_menu_item() -> MenuItem:
    """Below the queue of pages."""
    return CommentsMenuItem(
        _("Reacties"),
        reverse_lazy("comment_queue"),
        name="comment-queue",
        icon_name="comment",
        order=60,
    )


@hooks.register("register_admin_urls")
def comment_urls() -> list[URLPattern]:
    """Wagtail lets in only who may use the CMS; each view looks at whose comment it is."""
    return [
        path("reacties/besluit/", decide, name="comment_decide"),
        path("reacties/<key:pk>/", DecisionScreen.as_view(), name="comment_decision"),
        path("reacties/schrijven/<key:pk>/", SignedInView.as_view(), name="comment_signed_in"),
        *with_results("reacties/", "comment_queue", CommentQueueView),
    ]


class CommentsPanel(DeskPanel):
    """How many comments wait for this person, and the oldest."""

    name = "comments"
    template_name = "exchange/admin/comments/panel.html"
    order = 115

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Two numbers, and a few rows to open."""
        user = self.request.user
        found = numbers(user)
        oldest = to_decide(user).order_by("created_at", "pk")[:SHOWN]
        return {
            "waiting": found["waiting"],
            "reported": found["total"] - found["waiting"],
            "rows": rows(oldest) if found["total"] else [],
        }


@hooks.register("construct_homepage_panels", order=200)
def show_comments(request: HttpRequest, panels: list[Any]) -> None:
    """For who handles the comments of an organisation or ministry."""
    if handles_somewhere(request.user):
        panels.append(CommentsPanel(request))
