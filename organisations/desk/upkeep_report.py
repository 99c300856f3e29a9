"""The report on pages that nobody looked at for long, and the button *Nog juist*."""

from typing import Any

import django_filters
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.models import Page

from organisations.desk.filters import TreeFilterSet
from organisations.desk.reports import TreeReportView
from organisations.desk.upkeep import due_pages, say_still_right
from organisations.desk.waiting import below
from organisations.models import BlogPostPage
from organisations.permissions import permission_paths

POST, OTHER = "bericht", "pagina"


def _explanation() -> str:
    return _now(
        "Deze pagina's zijn %(days)d dagen niet gepubliceerd of gecontroleerd. Werk ze bij, haal "
        "weg wat niet meer klopt, of kies Nog juist."
    ) % {"days": settings.REVIEW_AFTER_DAYS}


class DueFilterSet(TreeFilterSet):
    """Narrows the pages by ministry, organisation and kind of page."""

    soort = django_filters.ChoiceFilter(
        label=_("Soort"),
        choices=[(POST, _("Bericht")), (OTHER, _("Andere pagina"))],
        method="of_kind",
    )

    def of_kind(self, pages: QuerySet[Any], name: str, kind: str) -> QuerySet[Any]:
        """Posts, or all that is no post."""
        posts = BlogPostPage.objects.values("pk")
        return pages.filter(pk__in=posts) if kind == POST else pages.exclude(pk__in=posts)


class DueReportView(TreeReportView):
    """Pages to look at, for who writes or moderates them."""

    page_title = _("Lang niet bekeken")
    header_icon = "history"
    explanation = lazy(_explanation, str)()
    any_permission_required = ["change"]
    place_in_menu = 140
    filterset_class = DueFilterSet
    index_url_name = "report_due_pages"
    index_results_url_name = "report_due_pages_results"
    results_template_name = "organisations/admin/desk/due_results.html"
    export_filename = "lang-niet-bekeken"
    list_export = ["title", "kind_name", "parent_title", "ministry_title", "looked_at_on"]
    export_headings = {
        "title": _("Pagina"),
        "kind_name": _("Soort"),
        "parent_title": _("Hoort bij"),
        "ministry_title": _("Ministerie"),
        "looked_at_on": _("Laatst bekeken"),
    }

    def get_queryset(self) -> QuerySet[Page]:
        """In this person's part of the tree, longest ago first."""
        mine = Page.objects.filter(below(permission_paths(self.request.user, "change")))
        return due_pages(mine)

    def look_up(self, pages: list[Any]) -> None:
        """Add the kind of page in words; the types are kept in memory."""
        for page in pages:
            page.kind_name = page.cached_content_type.name

    def notes(self, page: Any) -> list[str]:
        """When somebody last looked."""
        date = date_format(timezone.localtime(page.looked_at_on), "j F Y")
        return [_now("Laatst gepubliceerd of gecontroleerd op %(date)s.") % {"date": date}]


class StillRightView(View):
    """Keeps that somebody who may edit a page looked at it and found it right."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Keep it, and go back to where the button was.

        Raises PermissionDenied for who may not edit this page.
        """
        page = get_object_or_404(Page.objects.filter(live=True), pk=page_id)
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        say_still_right(page, request.user)
        messages.success(request, _("“%(title)s” is nog juist.") % {"title": page.title})
        back = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = "report_due_pages"
        return redirect(back)
