"""What the reports of the desk have in common, and the reports on people for administrators."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from organisations.desk.filters import MinistryFilterSet, TreeFilterSet
from organisations.desk.gaps import ministries_without_moderator, organisations_without_people
from organisations.listing import ministry_path
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    MinistryPage,
    OrganisationPage,
)
from organisations.owners import nearest, paths_above
from organisations.page_policy import page_policy

STEP = Page.steplen
# A cell that begins so is a formula for a spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value: str) -> str:
    """Text that a spreadsheet shows and does not calculate."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def sort_of(page: Page) -> list[str]:
    """What sort of page this is, in a list of pages of which most are posts; empty for a post."""
    return [] if page.specific_class is BlogPostPage else [str(page.page_type_display_name)]


class TreeReportView(ReportView):
    """A report on pages of the tree: a list with the ministry of each, one query for all.

    A subclass says in `notes` what it has to tell about a page, and in `place_in_menu` where it
    stands among the reports; its address is `export_filename`, its name `index_url_name`
    (organisations/desk/report_menu.py).
    """

    header_icon = "group"
    results_template_name = "organisations/admin/desk/report_results.html"
    permission_policy = page_policy
    # Only the group of administrators holds this permission.
    any_permission_required = ["bulk_delete"]
    explanation: Any = ""
    place_in_menu = 100
    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: plain_cell},
    }

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Add the title of the page above and of the ministry."""
        pages = list(object_list)
        paths = {path for page in pages for path in paths_above(page.path)}
        # What stands between an organisation and its post (a project) is no owner.
        between = ContentType.objects.get_for_model(ChangeProjectPage)
        above = Page.objects.filter(path__in=paths).exclude(content_type=between)
        titles = dict(above.values_list("path", "title"))
        for page in pages:
            page.ministry_title = titles.get(ministry_path(page), "")
            page.parent_title = nearest(page.path[:-STEP], titles) or ""
        self.look_up(pages)
        for page in pages:
            page.notes = self.notes(page)
        return pages

    def look_up(self, pages: list[Any]) -> None:
        """Add to all pages at once what the report needs besides."""

    def notes(self, page: Any) -> list[str]:
        """What the report says of a page, a sentence each."""
        return []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the list means."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["explanation"] = self.explanation
        context["media"] += Media(css={"all": ["css/cms/desk.css"]})
        return context


class OrganisationsReportView(TreeReportView):
    """Organisations for which nobody writes."""

    page_title = _("Organisaties zonder mensen")
    explanation = _(
        "Voor deze organisaties schrijft niemand. Een onderdeel telt mee met zijn organisatie."
    )
    filterset_class = TreeFilterSet
    index_url_name = "report_organisations_without_people"
    index_results_url_name = "report_organisations_without_people_results"
    export_filename = "organisaties-zonder-mensen"
    list_export = ["title", "ministry_title", "get_organisation_type_display", "email"]
    export_headings = {
        "title": _("Organisatie"),
        "ministry_title": _("Ministerie"),
        "get_organisation_type_display": _("Soort organisatie"),
        "email": _("E-mailadres"),
    }

    def get_queryset(self) -> QuerySet[OrganisationPage]:
        """In the order of the tree."""
        return organisations_without_people()


class MinistriesReportView(TreeReportView):
    """Ministries that nobody moderates."""

    page_title = _("Ministeries zonder moderator")
    explanation = _("De centrale moderatoren beoordelen zolang wat hier wordt ingestuurd.")
    filterset_class = MinistryFilterSet
    index_url_name = "report_ministries_without_moderator"
    index_results_url_name = "report_ministries_without_moderator_results"
    export_filename = "ministeries-zonder-moderator"
    place_in_menu = 110
    list_export = ["title", "abbreviation"]
    export_headings = {"title": _("Ministerie"), "abbreviation": _("Afkorting")}

    def get_queryset(self) -> QuerySet[MinistryPage]:
        """By name."""
        return ministries_without_moderator()
