"""`/trajecten/`: all change projects with their phase; `/trajecten/vergelijk/`: two side by side."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.listing import attach_owners
from organisations.models import ChangeProjectPage
from organisations.models.project_parts import current_phase
from search.facets.post import ProjectFacet
from search.filters import Filter
from search.listing import hydrate
from search.models import PROJECT_KIND, Entry, EntryType, language_below
from search.views.listing import home_step, page_of
from search.views.results import Offer

# What a reader chooses from; whatever else the filter knows works in the address too.
CHOSEN = ("status", "ministerie", "onderwerp")
PARTS = ("phases", "milestones")
SIDE_BY_SIDE = 2
# So many projects fit the list to choose from; for more, the overview leads here too.
LISTED = 500


def projects(request: HttpRequest) -> HttpResponse:
    """The overview: the filter, of which the kind is fixed."""
    params = request.GET.copy()
    params.setlist("soort", [PROJECT_KIND])
    asked = Filter.from_params(params)
    page, problems = page_of(asked.found, asked.page)
    offers = [Offer(asked.facets[name], asked.choices(name)) for name in CHOSEN]
    chips = [
        (text, asked.query_string(**{facet.parameter: rest or None}))
        for facet in asked.active
        if facet.parameter != "soort"
        for text, rest in facet.chips()
    ]
    query = asked.query_string(pagina=None)
    return render(
        request,
        "search/projects.html",
        {
            "trail": [home_step()],
            "filter": asked,
            "query": query,
            "total": asked.found.total,
            "page_obj": page,
            "projects": hydrate(page),
            "problems": [*asked.problems, *problems],
            "offers": [offer for offer in offers if offer.choices],
            "chips": chips,
            "map_url": f"{reverse('map')}?{query}",
            "feed_url": f"{reverse('search-feed')}?{query}",
        },
    )


def compare_projects(request: HttpRequest) -> HttpResponse:
    """Two projects beside one another, each chosen with `traject`; a form chooses others."""
    asked = Filter.from_params(request.GET).facets["traject"]
    assert isinstance(asked, ProjectFacet)  # noqa: S101  tells the type checker
    problems = list(asked.problems)
    if len(asked.ids) > SIDE_BY_SIDE:
        problems.append(_("U koos meer dan twee trajecten; hier staan de eerste twee."))
    chosen = asked.ids[:SIDE_BY_SIDE]
    found = ChangeProjectPage.objects.published().defer("body").in_bulk(chosen)
    compared = attach_owners([found[pk] for pk in chosen if pk in found])
    listed = (
        Entry.objects.visible()
        .annotate(written_in=language_below("page__"))
        .of_type(EntryType.PROJECT)
        .order_by("name_key", "pk")
        .values_list("pk", "title", "written_in")
    )
    choices = list(listed[:LISTED])
    known = {pk for pk, _title, _language in choices}
    choices += [(page.pk, page.title, page.language) for page in compared if page.pk not in known]
    return render(
        request,
        "search/compare_projects.html",
        {
            "trail": [home_step(), {"url": reverse("projects"), "title": _("Verandertrajecten")}],
            "problems": problems,
            "fields": [
                {"number": number + 1, "chosen": chosen[number] if number < len(chosen) else None}
                for number in range(SIDE_BY_SIDE)
            ],
            "choices": choices,
            "compared": _with_course(compared),
            "is_complete": len(compared) == SIDE_BY_SIDE,
        },
    )


def _with_course(pages: list[ChangeProjectPage]) -> list[dict[str, Any]]:
    """Projects with what they are made of: two queries, however many projects."""
    prefetch_related_objects(pages, *PARTS)
    columns = []
    for page in pages:
        phases = list(page.phases.all())
        columns.append(
            {
                "project": page,
                "phases": phases,
                "now": current_phase(phases),
                "milestones": list(page.milestones.all()),
                "members": page.members,
            }
        )
    return columns
