"""`/zoeken/`: the list of what the filter finds."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from organisations.models import Topic
from search.asking import words_of
from search.facets import Choice, Facet
from search.filters import Filter
from search.helping import topics_nearby, ways_on
from search.highlights import attach_highlights
from search.listing import hydrate
from search.log import note
from search.map_drawing import NOTHING_YET
from search.names import buildings_named, topics_named
from search.pins import pinned
from search.spelling import suggestion
from search.views.data import TYPES as DATA_FORMS
from search.views.listing import home_step, page_of

# Facets that are chosen from a list; the others have a field of their own in the form.
CHOSEN = (
    "soort",
    "ministerie",
    "organisatie",
    "onderwerp",
    "status",
    "bezocht",
    "provincie",
    "gemeente",
)
# How many choices of a facet stand open; the others unfold.
SHOWN = 8
MOST_BESIDE = 4


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


@dataclass(frozen=True)
class Beside:
    """What is no page of the tree and fits the words by its name: topics and buildings."""

    topics: list[Topic]
    buildings: list[tuple[str, str]]

    @classmethod
    def of(cls, asked: Filter) -> Self | None:
        """On the first page of a search for words; None when there is nothing."""
        words = words_of(asked.q)
        if not words or asked.page > 1:
            return None
        columns = asked.found.columns
        topics = topics_named(columns, words, MOST_BESIDE)
        buildings = buildings_named(columns, words, MOST_BESIDE)
        return cls(topics, buildings) if topics or buildings else None


def results(request: HttpRequest) -> HttpResponse:
    """The list, with the filters beside it and the number that each choice gives."""
    asked = Filter.from_params(request.GET)
    page, problems = page_of(asked.found, asked.page)
    first = pinned(asked)
    shown = hydrate([*first, *page], asked.found.columns, texts=bool(asked.words.parts))
    attach_highlights(shown, asked.words.parts)
    note(request, asked)
    by_id = {each.pk: each for each in shown}
    pages = [by_id[hit.pk] for hit in page if hit.pk in by_id]
    offers = [Offer(asked.facets[name], asked.choices(name)) for name in CHOSEN]
    query = asked.query_string(pagina=None)
    context = {
        "trail": [home_step()],
        "filter": asked,
        "query": query,
        "total": asked.found.total,
        "page_obj": page,
        "pages": pages,
        "pinned": [by_id[hit.pk] for hit in first if hit.pk in by_id],
        "problems": [*asked.problems, *problems],
        "offers": [offer for offer in offers if offer.choices],
        "beside": Beside.of(asked),
        "drawn": NOTHING_YET,
        "map_url": f"{reverse('map')}?{query}",
        "feed_url": f"{reverse('search-feed')}?{query}",
        "data": [
            (form.upper(), f"{reverse('search-data', args=[form])}?{query}") for form in DATA_FORMS
        ],
    }
    if not pages:
        context["ways_on"] = ways_on(asked)
        context["topics_nearby"] = topics_nearby(asked)
        context["meant"] = suggestion(asked)
    return render(request, "search/results.html", context)
