"""What was searched for in the last three months, for who answers for what is published."""

from typing import Any

import django_filters
from django.db.models import Max, Min, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from organisations.desk.reports import TreeReportView
from organisations.page_policy import page_policy
from search.models import SearchCount


class SearchLogFilterSet(WagtailFilterSet):
    """Narrows the list to what was not found."""

    not_found = django_filters.BooleanFilter(
        field_name="found", lookup_expr="exact", method="only_not_found", label=_("Niet gevonden")
    )

    class Meta:
        model = SearchCount
        fields: list[str] = []

    def only_not_found(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """What gave nothing at least once, or always something."""
        return rows.filter(least=0) if value else rows.filter(least__gt=0)


class SearchLogView(ReportView):
    """Words with how often they were searched for, the most wanted first.

    For moderators and administrators, on every screen and in the export.
    """

    permission_policy = page_policy
    any_permission_required = ["publish"]
    place_in_menu = 170
    custom_value_preprocess = TreeReportView.custom_value_preprocess
    page_title = _("Waarnaar wordt gezocht")
    header_icon = "search"
    index_url_name = "search_log"
    index_results_url_name = "search_log_results"
    filterset_class = SearchLogFilterSet
    default_ordering = "-total"
    is_searchable = False
    paginate_by = 50
    columns = [
        Column("words", label=_("Gezocht op")),
        Column("total", label=_("Keer"), sort_key="total"),
        Column("least", label=_("Minste resultaten"), sort_key="least"),
        DateColumn("last", label=_("Laatst"), sort_key="last"),
    ]
    list_export = ["words", "total", "least", "last"]
    export_headings = {
        "words": _("Gezocht op"),
        "total": _("Keer"),
        "least": _("Minste resultaten"),
        "last": _("Laatst"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """One row for all days."""
        return SearchCount.objects.values("words").annotate(
            total=Sum("number"), least=Min("found"), last=Max("day")
        )
