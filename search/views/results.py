"""`/zoeken/`: the list of what the filter finds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from search.facets import Choice, Facet
from search.filters import Filter
from search.listing import hydrate
from search.views.listing import home_step, page_of

# Facets that are chosen from a list; the others have a field of their own in the form.
CHOSEN = ("soort", "ministerie", "organisatie", "onderwerp", "status")


def results(request: HttpRequest) -> HttpResponse:
    """The list, with the filters beside it and the number that each choice gives."""
    asked = Filter.from_params(request.GET)
    total = asked.counts.total
    page, problems = page_of(asked.entries(), total, asked.page)
    facets: list[tuple[Facet, list[Choice]]] = [
        (asked.facets[name], asked.choices(name)) for name in CHOSEN
    ]
    query = asked.query_string(pagina=None)
    return render(
        request,
        "search/results.html",
        {
            "trail": [home_step()],
            "filter": asked,
            "query": query,
            "total": total,
            "page_obj": page,
            "pages": hydrate(page),
            "problems": [*asked.problems, *problems],
            "facets": [(facet, choices) for facet, choices in facets if choices],
            "map_url": f"{reverse('map')}?{query}",
            "feed_url": f"{reverse('search-feed')}?{query}",
        },
    )
