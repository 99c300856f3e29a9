"""What searching adds to the CMS."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from organisations.desk.report_menu import ReportMenuItem, with_results
from search.log_view import SearchLogView
from search.viewsets import SearchGroup

register_snippet(SearchGroup)


@hooks.register("register_admin_urls")
def search_log_urls() -> list[URLPattern]:
    """The report, and its table alone for narrowing without a reload."""
    return with_results("gezocht/", "search_log", SearchLogView)


@hooks.register("register_reports_menu_item")
def search_log_item() -> MenuItem:
    """In the menu of reports, for who may open it."""
    return ReportMenuItem(SearchLogView)
