"""Puts *Mijn overzicht* and the queue in the CMS."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from organisations.desk.content_reports import IncompletePostsReportView, QuietBlogsReportView
from organisations.desk.decisions import DecisionView
from organisations.desk.panels import DeskPanel, GapsPanel, MyPostsPanel, NoRolePanel, WaitingPanel
from organisations.desk.reports import MinistriesReportView, OrganisationsReportView
from organisations.desk.views import ModerationQueueView
from organisations.desk.waiting import number_waiting
from organisations.permissions import permission_paths

# Ours say the same and more, in a fixed number of queries.
REPLACED = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)


@hooks.register("construct_homepage_panels")
def my_overview(request: HttpRequest, panels: list[Any]) -> None:
    """Everybody gets the panels of the roles they have."""
    user = request.user
    ours: list[DeskPanel] = []
    if permission_paths(user, "publish"):
        ours.append(WaitingPanel(request))
    mine = MyPostsPanel(request)
    if mine.is_shown:
        ours.append(mine)
    if permission_paths(user, "bulk_delete"):
        ours.append(GapsPanel(request))
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += ours or [NoRolePanel(request)]


class ModeratorMenuItem(MenuItem):
    """Something for moderators and administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only who may publish somewhere."""
        return bool(permission_paths(request.user, "publish"))


class QueueMenuItem(ModeratorMenuItem):
    """The queue, with the number that this person can decide on."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Items are kept between requests, so the number is added to a copy of the label."""
        component = super().render_component(request)
        if number := number_waiting(request.user):
            component.label = f"{self.label} ({number})"
        return component


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


class AdministratorMenuItem(MenuItem):
    """A report that only administrators may open."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only administrators hold this permission."""
        return bool(permission_paths(request.user, "bulk_delete"))


@hooks.register("register_reports_menu_item")
def organisations_menu_item() -> MenuItem:
    """Organisations for which nobody writes."""
    return AdministratorMenuItem(
        _("Organisaties zonder mensen"),
        reverse_lazy("report_organisations_without_people"),
        name="organisations-without-people",
        icon_name="group",
        order=100,
    )


@hooks.register("register_reports_menu_item")
def ministries_menu_item() -> MenuItem:
    """Ministries that nobody moderates."""
    return AdministratorMenuItem(
        _("Ministeries zonder moderator"),
        reverse_lazy("report_ministries_without_moderator"),
        name="ministries-without-moderator",
        icon_name="group",
        order=110,
    )


@hooks.register("register_reports_menu_item")
def quiet_menu_item() -> MenuItem:
    """Blogs on which nothing new appeared for long."""
    return ModeratorMenuItem(
        _("Stille blogs"),
        reverse_lazy("report_quiet_blogs"),
        name="quiet-blogs",
        icon_name="time",
        order=120,
    )


@hooks.register("register_reports_menu_item")
def incomplete_menu_item() -> MenuItem:
    """Posts that cannot be found by place or by topic."""
    return ModeratorMenuItem(
        _("Berichten zonder plaats of onderwerp"),
        reverse_lazy("report_incomplete_posts"),
        name="incomplete-posts",
        icon_name="warning",
        order=130,
    )


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """The queue and the reports; Wagtail lets in only who may use the CMS."""
    views: list[tuple[str, str, type[Any]]] = [
        ("te-beoordelen/", "moderation_queue", ModerationQueueView),
        (
            "rapporten/organisaties-zonder-mensen/",
            "report_organisations_without_people",
            OrganisationsReportView,
        ),
        (
            "rapporten/ministeries-zonder-moderator/",
            "report_ministries_without_moderator",
            MinistriesReportView,
        ),
        ("rapporten/stille-blogs/", "report_quiet_blogs", QuietBlogsReportView),
        (
            "rapporten/berichten-zonder-plaats-of-onderwerp/",
            "report_incomplete_posts",
            IncompletePostsReportView,
        ),
    ]
    urls = [
        path(
            "te-beoordelen/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
            DecisionView.as_view(),
            name="moderation_decision",
        )
    ]
    for route, name, view in views:
        urls.append(path(route, view.as_view(), name=name))
        results = view.as_view(results_only=True)
        urls.append(path(f"{route}results/", results, name=f"{name}_results"))
    return urls
