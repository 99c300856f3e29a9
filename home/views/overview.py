"""`/sitemap/`: the whole site on one page, for people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.models import StandardPage
from organisations.listing import ministry_path
from organisations.models import MinistryPage, OrganisationPage, Topic
from search.views.listing import home_step


@require_safe
def sitemap_page(request: HttpRequest) -> HttpResponse:
    """Ministries with their organisations of today, main themes and plain pages: four queries."""
    organisations = OrganisationPage.objects.published().current().defer_streamfields()
    by_ministry: dict[str, list[Any]] = {}
    for organisation in organisations.order_by("title"):
        by_ministry.setdefault(ministry_path(organisation), []).append(organisation)
    ministries = list(
        MinistryPage.objects.published()
        .current()
        .defer_streamfields()
        .order_by("is_group", "title")
    )
    for ministry in ministries:
        ministry.organisations = by_ministry.get(ministry.path, [])
    return render(
        request,
        "home/sitemap_page.html",
        {
            "trail": [home_step()],
            "ministries": ministries,
            "topics": Topic.objects.filter(parent__isnull=True).order_by("name"),
            "plain_pages": StandardPage.objects.published().defer_streamfields().order_by("title"),
        },
    )
