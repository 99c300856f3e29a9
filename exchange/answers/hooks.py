"""Where answering is found in the CMS."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from exchange.answers import settling
from exchange.answers.cms_views import AnswersView, ReopenView
from exchange.answers.panels import OffersPanel, UnansweredPanel
from exchange.answers.report import UnansweredReportView
from exchange.comments.people import may_handle
from organisations.desk.report_menu import register_report
from organisations.models import ASKING_KINDS

register_report(UnansweredReportView)


@hooks.register("register_admin_urls")
def answer_urls() -> list[URLPattern]:
    """Wagtail lets in who may use the CMS; each view lets in whose question it is."""
    return [
        path("antwoorden/<key:page_id>/", AnswersView.as_view(), name="answers"),
        path("antwoorden/<key:page_id>/open/", ReopenView.as_view(), name="reopen_question"),
    ]


@hooks.register("register_page_header_buttons")
def answers_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the editor of a need or question that is or was on the site."""
    is_asking = getattr(page, "kind", "") in ASKING_KINDS and page.first_published_at
    if view_name == "edit" and is_asking and may_handle(user, page):
        yield Button(
            _now("Antwoorden"), reverse("answers", args=[page.pk]), icon_name="help", priority=61
        )


@hooks.register("construct_homepage_panels", order=210)
def show_questions(request: HttpRequest, panels: list[Any]) -> None:
    """Each for who has something to do with it."""
    offers = OffersPanel(request)
    if offers.posts:
        panels.append(offers)
    unanswered = UnansweredPanel(request)
    if unanswered.is_shown:
        panels.append(unanswered)


@hooks.register("register_log_actions")
def register_answer_actions(actions: Any) -> None:
    """Make the steps known to the history of a page."""
    for action, text in (
        (settling.ANSWERED, _("Antwoord gekozen")),
        (settling.CLOSED, _("Gesloten zonder antwoord")),
        (settling.REOPENED, _("Weer opengezet")),
        (settling.LOST, _("Weer open: het antwoord is ingetrokken of weggehaald")),
        (settling.CREDITED, _("Bewaard wie geholpen heeft")),
    ):
        actions.register_action(action, text, text)
