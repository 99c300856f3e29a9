"""The moderator's queue: all that waits below the own ministries, on one page."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, TaskState

from organisations.desk.deadline import overdue_before
from organisations.desk.filters import MinistryFilter, OrganisationFilter, of_organisations
from organisations.desk.waiting import Waiting, keys_of, rows, waiting_for
from organisations.models import BlogPostPage, Kind, MinistryPage
from organisations.moderation.hooks import why
from organisations.page_policy import page_policy

NO_POST = "pagina"


class QueueFilterSet(WagtailFilterSet):
    """Narrows the queue by ministry, organisation and kind, and to what waits too long."""

    ministerie = MinistryFilter()
    organisatie = OrganisationFilter()
    soort = django_filters.ChoiceFilter(
        label=_("Soort"),
        choices=[*Kind.choices, (NO_POST, _("Pagina van de organisatie"))],
        method="of_kind",
    )
    te_laat = django_filters.ChoiceFilter(
        label=_("Wacht"), choices=[("ja", _("Te lang"))], method="only_overdue"
    )

    class Meta:
        model = TaskState
        fields: list[str] = []

    def of_ministry(
        self, states: QuerySet[TaskState], name: str, ministry: MinistryPage
    ) -> QuerySet[TaskState]:
        """What hangs at or below one ministry."""
        return _of_pages(states, ministry.get_descendants(inclusive=True))

    def of_organisation(
        self, states: QuerySet[TaskState], name: str, words: str
    ) -> QuerySet[TaskState]:
        """What hangs at or below the organisations with this name."""
        return _of_pages(states, of_organisations(Page.objects.all(), words))

    def of_kind(self, states: QuerySet[TaskState], name: str, kind: str) -> QuerySet[TaskState]:
        """Posts of one kind, or all that is no post."""
        if kind == NO_POST:
            return states.exclude(workflow_state__object_id__in=keys_of(BlogPostPage.objects.all()))
        return _of_pages(states, BlogPostPage.objects.filter(kind=kind))

    def only_overdue(
        self, states: QuerySet[TaskState], name: str, value: str
    ) -> QuerySet[TaskState]:
        """What was submitted too many working days ago."""
        return states.filter(started_at__lt=overdue_before())


def _of_pages(states: QuerySet[TaskState], pages: QuerySet[Any]) -> QuerySet[TaskState]:
    return states.filter(workflow_state__object_id__in=keys_of(pages))


class PagesPaginator(WagtailPaginator):
    """Counts pages; Wagtail would speak of the states of tasks."""

    verbose_name = _("pagina")
    verbose_name_plural = _("pagina's")


class ModerationQueueView(ReportView):
    """The queue. Decisions go to Wagtail's own workflow view, which checks them again."""

    page_title = _("Te beoordelen")
    header_icon = "clipboard-list"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "organisations/admin/desk/queue_results.html"
    filterset_class = QueueFilterSet
    index_url_name = "moderation_queue"
    index_results_url_name = "moderation_queue_results"
    permission_policy = page_policy
    any_permission_required = ["publish"]
    paginate_by = 20
    paginator_class = PagesPaginator
    export_filename = "te-beoordelen"
    list_export = ["title", "kind", "organisation", "ministry", "author", "since", "is_overdue"]
    export_headings = {
        "title": _("Titel"),
        "kind": _("Soort"),
        "organisation": _("Organisatie"),
        "ministry": _("Ministerie"),
        "author": _("Ingestuurd door"),
        "since": _("Wacht sinds"),
        "is_overdue": _("Te lang"),
    }

    def get_queryset(self) -> QuerySet[TaskState]:
        """All that waits for this person, oldest first."""
        return waiting_for(self.request.user)

    def decorate_paginated_queryset(self, object_list: QuerySet[TaskState]) -> list[Waiting]:
        """The rows of one page, or of all for a spreadsheet."""
        return rows(object_list, self.request.user)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add where a decision returns to, and the words for four eyes."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        context["next_url"] = f"{self.index_url}?{query.urlencode()}" if query else self.index_url
        context["why"] = why()
        context["media"] += Media(css={"all": ["css/cms/desk.css"]})
        return context
