"""Puts the reports of the desk in the menu and under an address."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from organisations.desk.content_reports import IncompletePostsReportView, QuietBlogsReportView
from organisations.desk.overdue import OverdueReportView
from organisations.desk.reports import (
    MinistriesReportView,
    OrganisationsReportView,
    TreeReportView,
)
from organisations.desk.upkeep_report import DueReportView
from organisations.links.report import BrokenLinksReportView
from organisations.permissions import permission_paths
from organisations.readership.views import ReadershipReportView

REPORTS: list[type[TreeReportView]] = [
    OrganisationsReportView,
    MinistriesReportView,
    OverdueReportView,
    QuietBlogsReportView,
    IncompletePostsReportView,
    DueReportView,
    BrokenLinksReportView,
    ReadershipReportView,
]


class ReportMenuItem(MenuItem):
    """A report, for who may open it."""

    def __init__(self, report: type[Any]) -> None:
        """Of a `ReportView` with `place_in_menu` and page permissions."""
        self.report = report
        super().__init__(
            report.page_title,
            reverse_lazy(report.index_url_name),
            name=report.index_url_name.replace("_", "-"),
            icon_name=report.header_icon,
            order=report.place_in_menu,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Only who has somewhere a permission that the report asks for."""
        return any(
            permission_paths(request.user, action) for action in self.report.any_permission_required
        )


def with_results(route: str, name: str, view: type[Any]) -> list[URLPattern]:
    """A list and its results alone, which the filters ask for."""
    return [
        path(route, view.as_view(), name=name),
        path(f"{route}results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


def register_report(report: type[TreeReportView]) -> None:
    """Put a report in the menu, and below /cms/rapporten/; it checks for itself who may open it.

    Also for the reports of the rooms above this one.
    """
    route = f"rapporten/{report.export_filename}/"
    urls = with_results(route, report.index_url_name, report)
    hooks.register("register_admin_urls", lambda: urls)
    hooks.register("register_reports_menu_item", lambda: ReportMenuItem(report))


@hooks.register("construct_reports_menu")
def one_report_on_old_pages(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Ours takes the place of Wagtail's, which knows of publishing only and not of looking."""
    menu_items[:] = [item for item in menu_items if item.name != "aging-pages"]


for _report in REPORTS:
    register_report(_report)
