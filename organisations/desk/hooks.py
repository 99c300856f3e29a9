"""Puts *Mijn overzicht* and the queue in the CMS."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from organisations.desk.decisions import DecisionView
from organisations.desk.menu import NumberedMenuItem
from organisations.desk.my_projects import MyProjectsPanel
from organisations.desk.panels import DeskPanel, GapsPanel, MyPostsPanel, NoRolePanel, WaitingPanel
from organisations.desk.report_menu import with_results
from organisations.desk.upkeep_report import StillRightView
from organisations.desk.views import ModerationQueueView
from organisations.desk.waiting import number_waiting
from organisations.permissions import permission_paths
from organisations.quick.panels import QuickPostPanel
from organisations.quick.places import may_write_somewhere
from organisations.readership.hooks import ReadersPanel

# Ours say the same and more, in a fixed number of queries.
REPLACED = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


@hooks.register("construct_homepage_panels")
def my_overview(request: HttpRequest, panels: list[Any]) -> None:
    """Everybody gets the panels of the roles they have."""
    user = request.user
    ours: list[DeskPanel] = []
    if may_write_somewhere(user):
        ours.append(QuickPostPanel(request))
    if permission_paths(user, "publish"):
        ours.append(WaitingPanel(request))
    mine = MyPostsPanel(request)
    if mine.is_shown:
        ours.append(mine)
    projects = MyProjectsPanel(request)
    if projects.projects:
        ours.append(projects)
    if mine.overview.organisations:
        ours.append(ReadersPanel(request, mine.overview.organisations))
    if permission_paths(user, "bulk_delete"):
        ours.append(GapsPanel(request))
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += ours or [NoRolePanel(request)]


class QueueMenuItem(NumberedMenuItem):
    """The queue, with the number that this person can decide on."""

    permission = "publish"

    def number(self, user: Any) -> int:
        """Without what they changed last themselves."""
        return number_waiting(user)


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    """Above the pages: it is where a moderator starts."""
    return QueueMenuItem(
        _("Te beoordelen"),
        reverse_lazy("moderation_queue"),
        name="moderation-queue",
        icon_name="clipboard-list",
        order=50,
    )


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """The queue and what is done from lists; Wagtail lets in only who may use the CMS."""
    return [
        path(
            "te-beoordelen/<key:page_id>/<slug:action_name>/<key:task_state_id>/",
            DecisionView.as_view(),
            name="moderation_decision",
        ),
        path("nog-juist/<key:page_id>/", StillRightView.as_view(), name="still_right"),
        *with_results("te-beoordelen/", "moderation_queue", ModerationQueueView),
    ]
