"""`/zoeken/`: the list of what the filter finds."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from search.facets import Choice, Facet
from search.filters import Filter
from search.listing import hydrate
from search.views.listing import home_step, page_of

# Facets that are chosen from a list; the others have a field of their own in the form.
CHOSEN = ("soort", "ministerie", "organisatie", "onderwerp", "status")
# How many choices of a facet stand open; the others unfold.
SHOWN = 8


@dataclass(frozen=True)
class Offer:
    """A facet with what can be chosen of it."""

    facet: Facet
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        """What stands open."""
        return self.choices[:SHOWN]

    @property
    def rest(self) -> list[Choice]:
        """What unfolds."""
        return self.choices[SHOWN:]

    @property
    def is_open(self) -> bool:
        """Whether something that was chosen would be hidden otherwise."""
        return any(choice.selected or choice.is_open for choice in self.rest)


def results(request: HttpRequest) -> HttpResponse:
    """The list, with the filters beside it and the number that each choice gives."""
    asked = Filter.from_params(request.GET)
    page, problems = page_of(asked.found, asked.page)
    offers = [Offer(asked.facets[name], asked.choices(name)) for name in CHOSEN]
    query = asked.query_string(pagina=None)
    return render(
        request,
        "search/results.html",
        {
            "trail": [home_step()],
            "filter": asked,
            "query": query,
            "total": asked.found.total,
            "page_obj": page,
            "pages": hydrate(page),
            "problems": [*asked.problems, *problems],
            "offers": [offer for offer in offers if offer.choices],
            "map_url": f"{reverse('map')}?{query}",
            "feed_url": f"{reverse('search-feed')}?{query}",
        },
    )
