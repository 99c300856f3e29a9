"""The map: its marks as JSON, and the page that shows it with the same as a list."""

import hashlib
import json
from collections.abc import Sequence
from typing import cast
from urllib.parse import parse_qsl

from csp.decorators import csp_update
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from search.facets import Choice
from search.facets.kind import KINDS
from search.filters import Filter
from search.geometry import ViewError
from search.map import View, marks_in
from search.map_details import LAYER_NAMES, describe, summary, totals
from search.map_drawing import draw_asked
from search.map_list import PlaceList, Row
from search.places import Selection, store
from search.views.listing import home_step

MAX_AGE = 60
FORM_FIELDS = {"q", "ministerie", "onderwerp", "soort", "sorteer"}
PER_PAGE = 30


@require_safe
def map_points(request: HttpRequest) -> HttpResponseBase:
    """The marks of a filter in a part of the map.

    Parameters: those of the filter, `bbox` (west,south,east,north in degrees) and `zoom` (0-19).
    Answers at most 100 marks; 400 with a problem document when the view makes no sense.
    """
    try:
        view = View.parse(request.GET.get("bbox", ""), request.GET.get("zoom", ""))
    except ViewError as problem:
        return problem_document(str(problem))
    chosen = Filter.from_params(request.GET)
    selection = store.select(chosen)
    marks = marks_in(selection, view)
    in_view = totals(marks)
    return fresh_json(
        request,
        {
            "marks": describe(marks, selection, request),
            "total": sum(count for _layer, count in in_view),
            "totals": {LAYER_NAMES[layer]: count for layer, count in in_view},
            "summary": map_status(summary(in_view)),
            "problems": chosen.problems,
        },
    )


def map_status(found: str) -> str:
    """What the map says aloud about what it shows."""
    if not found:
        return _("Op dit deel van de kaart is niets gevonden.")
    return _("Op deze kaart: %(found)s.") % {"found": found}


def problem_document(detail: str) -> HttpResponse:
    """A refusal that a program can read (RFC 9457) and a person too."""
    body = {"type": "about:blank", "title": _("Ongeldige vraag"), "status": 400, "detail": detail}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=400, content_type="application/problem+json"
    )


def fresh_json(request: HttpRequest, data: dict[str, object]) -> HttpResponseBase:
    """JSON that may be kept for a minute, and is not sent again while it is the same."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    response = HttpResponse(body, content_type="application/json", headers={"ETag": etag})
    answer = get_conditional_response(request, etag=etag, response=response) or response
    patch_cache_control(answer, public=True, max_age=MAX_AGE)
    return answer


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """The map with its filters, and below it all places as a list."""
    chosen = Filter.from_params(request.GET)
    selection = store.select(chosen)
    places = PlaceList(chosen, selection, request)
    page = Paginator(cast("Sequence[Row]", places), PER_PAGE).get_page(chosen.page)
    query = chosen.query_string(pagina=None)
    return render(
        request,
        "search/map_page.html",
        {
            "filter": chosen,
            "query": query,
            "trail": [home_step()],
            "choices": form_choices(chosen),
            "kept": kept_values(chosen),
            "chips": chosen.chips(),
            "drawn": draw_asked(chosen, selection),
            "embed_url": request.build_absolute_uri(embed_address(query)),
            "page_obj": page,
            "rows": page.object_list,
            "result_text": result_text(selection, places),
        },
    )


def embed_address(query: str) -> str:
    """The address of the map alone, for a frame on another site."""
    return f"{reverse('map-embed')}?{query}".removesuffix("?")


@require_safe
@xframe_options_exempt
@csp_update({"frame-ancestors": ["*"]})
def map_embed(request: HttpRequest) -> HttpResponse:
    """The map alone, for a frame on any other site. It is the one page that may stand in one.

    Safe there: it holds no form and nobody is signed in on it, so there is nothing to be lured
    into clicking.
    """
    chosen = Filter.from_params(request.GET)
    query = chosen.query_string(pagina=None)
    context = {
        "filter": chosen,
        "query": query,
        "drawn": draw_asked(chosen, store.select(chosen)),
        "page_url": f"{reverse('map')}?{query}".removesuffix("?"),
    }
    return render(request, "search/map_embed.html", context)


def form_choices(chosen: Filter) -> dict[str, list[Choice]]:
    """What the form offers. Without numbers: these would count results, and a map shows places."""
    asked = {name: chosen.facets[name].values for name in ("ministerie", "onderwerp")}
    ministries = [
        Choice(body.slug, body.name, 0, body.slug in asked["ministerie"])
        for body in chosen.vocabulary.ministries
        if body.ended_on is None or body.slug in asked["ministerie"]
    ]
    topics = {
        topic.pk: (
            topic.parent_id,
            Choice(topic.slug, str(capfirst(topic.name)), 0, topic.slug in asked["onderwerp"]),
        )
        for topic in chosen.vocabulary.topics.values()
    }
    for parent, choice in topics.values():
        if parent in topics:
            topics[parent][1].children.append(choice)
    themes = [choice for parent, choice in topics.values() if parent is None]
    kinds = [chosen.facets["soort"].choice(value, 0) for value in ("organisatie", *KINDS)]
    return {"ministries": ministries, "topics": themes, "kinds": kinds}


def kept_values(chosen: Filter) -> list[tuple[str, str]]:
    """What was asked that the form has no field for: name and value, to send along."""
    asked = parse_qsl(chosen.query_string(pagina=None))
    return [(name, value) for name, value in asked if name not in FORM_FIELDS]


def result_text(selection: Selection, places: PlaceList) -> str:
    """What the list holds, in words."""
    parts = [summary(selection.totals()) or _("Geen plekken op de kaart")]
    if places.unplaced_count:
        parts.append(
            ngettext(
                "%(count)s organisatie staat niet op de kaart: zij sluit de lijst",
                "%(count)s organisaties staan niet op de kaart: zij sluiten de lijst",
                places.unplaced_count,
            )
            % {"count": places.unplaced_count}
        )
    return ". ".join(parts) + "."
