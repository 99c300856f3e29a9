"""How often a page, or all below it, was read: for the people of that part of the tree."""

from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from organisations.desk.filters import TreeFilterSet
from organisations.desk.reports import TreeReportView
from organisations.desk.waiting import below
from organisations.models import BlogPostPage, ReadCount, ReadTotal
from organisations.permissions import permission_paths
from organisations.readership.chart import Chart, day_label, draw, month_label
from organisations.readership.numbers import by_day, by_month, recent_reads_of_each, total_of

MOST_READ = 10


def may_see(user: Any, page: Page) -> bool:
    """Whether somebody writes or moderates at this place in the tree."""
    return any(page.path.startswith(path) for path in permission_paths(user, "change"))


def with_reads(posts: QuerySet[BlogPostPage]) -> QuerySet[BlogPostPage]:
    """Published posts with `recent` and `read_total`, the most read of late first."""
    found: QuerySet[BlogPostPage] = (
        posts.filter(live=True)
        .annotate(recent=recent_reads_of_each())
        .select_related("read_total")
        .defer_streamfields()
        .order_by("-recent", "-first_published_at", "-pk")
    )
    return found


def sum_of(totals: QuerySet[ReadTotal]) -> int:
    """All of these together."""
    return totals.aggregate(total=Sum("number"))["total"] or 0


def days_chart(counts: QuerySet[ReadCount], name: str = "days") -> Chart:
    """The last thirty days."""
    return draw(name, _now("Gelezen per dag"), _now("Dag"), by_day(counts), day_label)


class ReadershipView(WagtailAdminTemplateMixin, View):
    """The numbers of one page, or of an organisation with all of its posts."""

    template_name = "organisations/admin/readership/page.html"
    header_icon = "view"

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The charts. Raises PermissionDenied outside the person's part of the tree."""
        page = get_object_or_404(Page, pk=page_id)
        if not may_see(request.user, page):
            raise PermissionDenied
        self.page_title = _now("Gelezen: %(title)s") % {"title": page.title}
        here = below([page.path])
        counts = ReadCount.objects.filter(page__in=Page.objects.filter(here))
        posts = BlogPostPage.objects.filter(here)
        context = self.get_context_data(
            page=page,
            charts=[
                days_chart(counts),
                draw(
                    "months",
                    _now("Gelezen per maand"),
                    _now("Maand"),
                    by_month(counts),
                    month_label,
                ),
            ],
            total=sum_of(ReadTotal.objects.filter(page__in=Page.objects.filter(here))),
            posts=[] if page.is_leaf() else self.most_read(posts),
            has_below=not page.is_leaf(),
            media=Media(css={"all": ["css/cms/desk.css", "css/cms/readership.css"]}),
        )
        return self.render_to_response(context)

    def most_read(self, posts: QuerySet[BlogPostPage]) -> list[Any]:
        """The posts that were read most of late, each with its `reads` in all."""
        found = list(with_reads(posts)[:MOST_READ])
        for post in found:
            post.reads = total_of(post)
        return found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the list of all posts."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("report_readership"), "label": ReadershipReportView.page_title},
            {"url": "", "label": self.page_title},
        ]


class ReadershipReportView(TreeReportView):
    """All posts in the person's part of the tree, the most read first."""

    page_title = _("Gelezen berichten")
    header_icon = "view"
    explanation = _(
        "Hoe vaak lezers een bericht openden, in de laatste dertig dagen en in totaal. Wij tellen "
        "zonder cookies en bewaren geen adressen."
    )
    any_permission_required = ["change"]
    place_in_menu = 160
    filterset_class = TreeFilterSet
    index_url_name = "report_readership"
    index_results_url_name = "report_readership_results"
    results_template_name = "organisations/admin/readership/report_results.html"
    export_filename = "gelezen-berichten"
    list_export = [
        "title",
        "parent_title",
        "ministry_title",
        "first_published_at",
        "recent",
        "reads",
    ]
    export_headings = {
        "title": _("Bericht"),
        "parent_title": _("Organisatie"),
        "ministry_title": _("Ministerie"),
        "first_published_at": _("Gepubliceerd op"),
        "recent": _("Gelezen in 30 dagen"),
        "reads": _("Gelezen in totaal"),
    }

    def get_queryset(self) -> QuerySet[BlogPostPage]:
        """In this person's part of the tree."""
        mine = below(permission_paths(self.request.user, "change"))
        return with_reads(BlogPostPage.objects.filter(mine))

    def look_up(self, pages: list[Any]) -> None:
        """Add the totals, which came along."""
        for post in pages:
            post.reads = total_of(post)

    def notes(self, page: Any) -> list[str]:
        """Both numbers."""
        numbers = {"recent": intcomma(page.recent), "reads": intcomma(page.reads)}
        return [_now("%(recent)s keer in 30 dagen, %(reads)s keer in totaal.") % numbers]
