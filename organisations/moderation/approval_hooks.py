"""Where the question to the management is found in the CMS."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from organisations.moderation import approval_views as views
from organisations.moderation.approvals import may_ask


@hooks.register("register_admin_urls")
def approval_urls() -> list[URLPattern]:
    """Wagtail lets in who may use the CMS; each view lets in who may edit the page."""
    return [
        path("leiding/<key:page_id>/", views.AskDirectorView.as_view(), name="ask_director"),
        path("leiding/vraag/<key:pk>/opnieuw/", views.renew_question, name="renew_approval"),
        path(
            "leiding/vraag/<key:pk>/intrekken/", views.withdraw_question, name="withdraw_approval"
        ),
    ]


@hooks.register("register_page_header_buttons")
def ask_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Any]:
    """In the editor of a page that waits for a moderator."""
    if view_name == "edit" and page.workflow_in_progress and may_ask(user, page):
        yield Button(
            _("Goedkeuring van de leiding"),
            reverse("ask_director", args=[page.pk]),
            icon_name="mail",
            priority=62,
        )
