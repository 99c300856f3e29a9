"""The report on links that do not work: on which page, where, why and since when."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from organisations.desk.filters import TreeFilterSet
from organisations.desk.reports import TreeReportView, sort_of
from organisations.desk.waiting import below
from organisations.models import LinkProblem, LinkState, LinkUse
from organisations.permissions import permission_paths

ELSEWHERE, HERE = "andere-site", "deze-site"


@dataclass(frozen=True)
class BrokenLink:
    """A link that does not work, in words."""

    title: str
    parent_title: str
    ministry_title: str
    place: str
    address: str
    reason: str
    since: datetime.datetime
    is_elsewhere: bool


def broken_uses() -> QuerySet[LinkUse]:
    """Links of published pages that do not work."""
    return LinkUse.objects.filter(link__state=LinkState.BROKEN, page__live=True)


def with_broken_links(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Those of these pages that have such a link."""
    return _among(pages, Q())


class LinksFilterSet(TreeFilterSet):
    """Narrows the pages by ministry, organisation, where the link goes and what is wrong."""

    naar = django_filters.ChoiceFilter(
        label=_("Link naar"),
        choices=[(ELSEWHERE, _("Een andere site")), (HERE, _("Deze site"))],
        method="going_to",
    )
    reden = django_filters.ChoiceFilter(
        label=_("Reden"), choices=LinkProblem.choices[1:], method="because_of"
    )

    def going_to(self, pages: QuerySet[Any], name: str, where: str) -> QuerySet[Any]:
        """Pages with a broken link of this sort."""
        here = Q(link__host="")
        return _among(pages, here if where == HERE else ~here)

    def because_of(self, pages: QuerySet[Any], name: str, problem: str) -> QuerySet[Any]:
        """Pages with a link that is broken in this way."""
        return _among(pages, Q(link__problem=problem))


def _among(pages: QuerySet[Any], wanted: Q) -> QuerySet[Any]:
    # Few links are broken: they are found first, and not looked for at every page.
    return pages.filter(pk__in=broken_uses().filter(wanted).values("page_id"))


class BrokenLinksReportView(TreeReportView):
    """Pages with links that do not work, newest first; a line for each link in a spreadsheet."""

    page_title = _("Links die niet werken")
    header_icon = "link"
    explanation = _(
        "Een link naar een andere site staat hier pas als hij op twee dagen niet werkte. "
        "Verbeter de link, of haal hem weg."
    )
    any_permission_required = ["change"]
    place_in_menu = 150
    filterset_class = LinksFilterSet
    index_url_name = "report_broken_links"
    index_results_url_name = "report_broken_links_results"
    results_template_name = "organisations/admin/desk/broken_links_results.html"
    export_filename = "links-die-niet-werken"
    list_export = [
        "title",
        "parent_title",
        "ministry_title",
        "place",
        "address",
        "reason",
        "since",
    ]
    export_headings = {
        "title": _("Pagina"),
        "parent_title": _("Organisatie"),
        "ministry_title": _("Ministerie"),
        "place": _("Waar op de pagina"),
        "address": _("Adres"),
        "reason": _("Wat er mis is"),
        "since": _("Sinds"),
    }

    def get_queryset(self) -> QuerySet[Page]:
        """In this person's part of the tree."""
        mine = below(permission_paths(self.request.user, "change"))
        return with_broken_links(Page.objects.filter(mine)).order_by("-first_published_at", "-pk")

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """The pages, each with its `broken_links`; in a spreadsheet the links themselves."""
        pages = super().decorate_paginated_queryset(object_list)
        if self.is_export:
            return [link for page in pages for link in page.broken_links]
        return pages

    def notes(self, page: Any) -> list[str]:
        """What sort of page it is, when it is no post."""
        return sort_of(page)

    def look_up(self, pages: list[Any]) -> None:
        """Add to each page its links that do not work: two queries for all."""
        uses = list(
            broken_uses()
            .filter(page__in=[page.pk for page in pages])
            .select_related("link")
            .order_by("pk")
        )
        linked = {use.link.url for use in uses if not use.link.host}
        numbers = [url.partition(":")[2] for url in linked if url.startswith("page:")]
        titles = dict(Page.objects.filter(pk__in=numbers).values_list("pk", "title"))
        by_page: dict[int, list[LinkUse]] = defaultdict(list)
        for use in uses:
            by_page[use.page_id].append(use)
        for page in pages:
            page.broken_links = [_in_words(page, use, titles) for use in by_page[page.pk]]


def _in_words(page: Any, use: LinkUse, titles: dict[int, str]) -> BrokenLink:
    link = use.link
    reason = str(LinkProblem(link.problem).label)
    if link.status:
        reason = f"{reason} ({link.status})"
    address = link.url
    if not link.host:
        kind, _colon, number = link.url.partition(":")
        if kind == "page":
            title = titles.get(int(number))
            address = (
                _now("de pagina “%(title)s”") % {"title": title}
                if title
                else _now("een pagina die er niet meer is")
            )
        else:
            address = _now("een document dat er niet meer is")
    return BrokenLink(
        title=page.title,
        parent_title=page.parent_title,
        ministry_title=page.ministry_title,
        place=use.place,
        address=address,
        reason=reason,
        since=link.failing_since or link.checked_at or timezone.now(),
        is_elsewhere=bool(link.host),
    )
