"""What searching adds to the CMS."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.log_view import SearchLogView
from search.viewsets import SearchGroup

register_snippet(SearchGroup)


@hooks.register("register_admin_urls")
def search_log_urls() -> list[URLPattern]:
    """The report, and its table alone for narrowing without a reload."""
    return [
        path("gezocht/", SearchLogView.as_view(), name="search_log"),
        path("gezocht/tabel/", SearchLogView.as_view(results_only=True), name="search_log_results"),
    ]


@hooks.register("register_reports_menu_item")
def search_log_item() -> MenuItem:
    """In the menu of reports: everybody who writes may know what readers look for."""
    return MenuItem(_("Waarnaar wordt gezocht"), reverse("search_log"), icon_name="search")
