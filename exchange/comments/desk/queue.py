"""The queue of comments: of the own organisation or ministry, oldest first, to decide in bulk."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import Media
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.reports import ReportView

from exchange.comments.desk.reasons import Reason
from exchange.comments.desk.waiting import REPORTED, rows, to_decide
from exchange.comments.people import PERMISSION, handled_by
from exchange.models import Comment, CommentState
from organisations.desk.filters import OrganisationFilter, of_organisations
from organisations.models import BlogPostPage
from organisations.page_policy import page_policy

REPORTED_CHOICE = "gemeld"


class CommentFilterSet(WagtailFilterSet):
    """Narrows the list to one state, or to an organisation."""

    stand = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[(REPORTED_CHOICE, _("Gemeld door een lezer")), *CommentState.choices],
        method="of_state",
    )
    organisatie = OrganisationFilter()

    class Meta:
        model = Comment
        fields: list[str] = []

    def of_state(self, comments: QuerySet[Comment], name: str, state: str) -> QuerySet[Comment]:
        """In one state."""
        return (
            comments.filter(REPORTED) if state == REPORTED_CHOICE else comments.filter(state=state)
        )

    def of_organisation(
        self, comments: QuerySet[Comment], name: str, words: str
    ) -> QuerySet[Comment]:
        """Below the organisations with this name."""
        pages = of_organisations(BlogPostPage.objects.all(), words)
        return comments.filter(page__in=pages.values("pk"))


class CommentsPaginator(WagtailPaginator):
    """Counts comments."""

    verbose_name = _("reactie")
    verbose_name_plural = _("reacties")


class CommentQueueView(ReportView):
    """All that this person handles; without a filter what they have to decide on."""

    page_title = _("Reacties")
    header_icon = "comment"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "exchange/admin/comments/queue_results.html"
    filterset_class = CommentFilterSet
    index_url_name = "comment_queue"
    index_results_url_name = "comment_queue_results"
    permission_policy = page_policy
    any_permission_required = [PERMISSION]
    paginate_by = 20
    paginator_class = CommentsPaginator
    # Names and words of readers go into no file.
    list_export: list[str] = []

    def get_queryset(self) -> QuerySet[Comment]:
        """Oldest first."""
        user = self.request.user
        comments = handled_by(user) if self.request.GET.get("stand") else to_decide(user)
        return comments.order_by("created_at", "pk")

    def decorate_paginated_queryset(self, object_list: QuerySet[Comment]) -> list[Comment]:
        """The rows of one page of the list."""
        return rows(object_list)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add where a decision returns to, and the reasons to choose from."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        query = self.request.GET.copy()
        query.pop("_w_filter_fragment", None)
        context["next_url"] = f"{self.index_url}?{query.urlencode()}" if query else self.index_url
        context["reasons"] = Reason.choices
        context["media"] += Media(css={"all": ["css/cms/desk.css", "css/cms/comments.css"]})
        return context
