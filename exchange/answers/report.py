"""The report on needs and questions without an answer, for who moderates or looks after them."""

import datetime
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Count, DateTimeField, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organisations.desk.filters import TreeFilterSet
from organisations.desk.reports import TreeReportView
from organisations.desk.waiting import below
from organisations.models import ASKING_KINDS, BlogPostPage, Kind, State
from organisations.permissions import permission_paths


def unanswered(posts: QuerySet[BlogPostPage] | None = None) -> QuerySet[BlogPostPage]:
    """Needs and questions that readers see as open, with `open_since`; longest first.

    One that was opened again counts from then.
    """
    published = BlogPostPage.objects.published() if posts is None else posts
    first = Coalesce("first_published_at", "last_published_at", output_field=DateTimeField())
    found: QuerySet[BlogPostPage] = (
        published.filter(kind__in=ASKING_KINDS, state=State.OPEN, first_published_at__isnull=False)
        .annotate(open_since=Greatest(first, Coalesce("answer_status__changed_at", first)))
        .defer_streamfields()
        .order_by("open_since", "pk")
    )
    return found


def lying_since(now: datetime.datetime | None = None) -> datetime.datetime:
    """Before this moment it must have been opened to lie too long."""
    days = datetime.timedelta(days=settings.QUESTION_STEWARD_DAYS)
    return (now or timezone.now()) - days


def unanswered_for(user: Any) -> QuerySet[BlogPostPage]:
    """Those in the part of the tree that this person moderates."""
    return unanswered().filter(below(permission_paths(user, "publish")))


class UnansweredFilterSet(TreeFilterSet):
    """Narrows the questions by ministry, organisation, kind, and how long they lie."""

    soort = django_filters.ChoiceFilter(
        label=_("Soort"),
        choices=[(kind.value, kind.label) for kind in ASKING_KINDS],
        field_name="kind",
    )
    te_lang = django_filters.ChoiceFilter(
        label=_("Hoe lang"), choices=[("ja", _("Alleen wat te lang ligt"))], method="only_long"
    )

    def only_long(self, posts: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """What lies longer than `QUESTION_STEWARD_DAYS` days."""
        return posts.filter(open_since__lt=lying_since())


class UnansweredReportView(TreeReportView):
    """Open needs and questions, longest open first."""

    page_title = _("Vragen zonder antwoord")
    header_icon = "help"
    explanation = _(
        "Deze behoeften en vragen staan op de site en wachten nog op een antwoord, de oudste eerst."
    )
    any_permission_required = ["publish"]
    place_in_menu = 95
    filterset_class = UnansweredFilterSet
    index_url_name = "report_unanswered"
    index_results_url_name = "report_unanswered_results"
    results_template_name = "exchange/answers/admin/unanswered_results.html"
    export_filename = "vragen-zonder-antwoord"
    list_export = [
        *("title", "get_kind_display", "parent_title", "ministry_title", "open_since"),
        *("offers", "steward_told_at"),
    ]
    export_headings = {
        "title": _("Titel"),
        "get_kind_display": _("Soort"),
        "parent_title": _("Organisatie"),
        "ministry_title": _("Ministerie"),
        "open_since": _("Open sinds"),
        "offers": _("Aangeboden hulp"),
        "steward_told_at": _("Beheerder van het onderwerp gemaild op"),
    }

    def get_queryset(self) -> QuerySet[BlogPostPage]:
        """In this person's part of the tree."""
        return (
            unanswered_for(self.request.user)
            .select_related("answer_status")
            .annotate(offers=Count("help_offers"))
        )

    def look_up(self, pages: list[Any]) -> None:
        """Add when somebody was told."""
        for page in pages:
            status = getattr(page, "answer_status", None)
            page.steward_told_at = status.steward_told_at if status else None

    def notes(self, page: Any) -> list[str]:
        """What it is, since when it is open, and what became of it so far."""
        kind = Kind(page.kind).label
        notes = [
            _now("%(kind)s, open sinds %(date)s.") % {"kind": kind, "date": _day(page.open_since)}
        ]
        if page.offers:
            text = ngettext(
                "%(number)d organisatie bood hulp aan.",
                "%(number)d keer bood een organisatie hulp aan.",
                page.offers,
            )
            notes.append(text % {"number": page.offers})
        if page.steward_told_at:
            told = _now("Op %(date)s is er een mail over gestuurd.")
            notes.append(told % {"date": _day(page.steward_told_at)})
        return notes


def _day(moment: datetime.datetime) -> str:
    return str(date_format(timezone.localtime(moment), "j F Y"))
