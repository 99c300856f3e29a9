"""The report on what waits too long for a moderator."""

from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState

from organisations.desk.deadline import overdue_before
from organisations.desk.reports import TreeReportView
from organisations.desk.views import PagesPaginator, QueueFilterSet
from organisations.desk.waiting import rows, waiting_for


class OverdueFilterSet(QueueFilterSet):
    """Narrows what waits too long by ministry, organisation and kind."""

    te_laat = None


class OverdueReportView(TreeReportView):
    """Pages that wait longer than `MODERATION_WORKING_DAYS` working days, oldest first."""

    page_title = _("Te laat beoordeeld")
    header_icon = "clipboard-list"
    explanation = _("Deze pagina's wachten langer op een moderator dan is afgesproken.")
    any_permission_required = ["publish"]
    place_in_menu = 90
    filterset_class = OverdueFilterSet
    paginator_class = PagesPaginator
    index_url_name = "report_overdue"
    index_results_url_name = "report_overdue_results"
    export_filename = "te-laat-beoordeeld"
    list_export = ["title", "kind_name", "parent_title", "ministry_title", "author", "since"]
    export_headings = {
        "title": _("Titel"),
        "kind_name": _("Soort"),
        "parent_title": _("Organisatie"),
        "ministry_title": _("Ministerie"),
        "author": _("Ingestuurd door"),
        "since": _("Wacht sinds"),
    }

    def get_queryset(self) -> QuerySet[TaskState]:
        """In this person's part of the tree."""
        return waiting_for(self.request.user).filter(started_at__lt=overdue_before())

    def decorate_paginated_queryset(self, object_list: Any) -> list[Page]:
        """The pages behind the states, with what the queue tells of them."""
        pages = []
        for row in rows(object_list, self.request.user):
            page: Any = row.page
            page.title = row.title
            page.kind_name, page.author, page.since = row.kind, row.author, row.since
            page.parent_title, page.ministry_title = row.organisation, row.ministry
            page.notes = self.notes(page)
            pages.append(page)
        return pages

    def notes(self, page: Any) -> list[str]:
        """What it is, from whom, and since when it waits."""
        sent = _now("%(kind)s, ingestuurd door %(author)s op %(date)s.") % {
            "kind": page.kind_name,
            "author": page.author,
            "date": date_format(timezone.localtime(page.since), "j F Y H:i"),
        }
        return [sent]
