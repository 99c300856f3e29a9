"""The map as a component that any page can show."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.models import Location
from search.filters import Filter
from search.map_drawing import HEIGHT, WIDTH, Drawing, draw_places, drawings

register = template.Library()


@register.inclusion_tag("components/map.html", takes_context=True)
def location_map(
    context: template.Context,
    query: str = "",
    label: str = "",
    *,
    size: str = "",
    link: bool = True,
    place: Location | None = None,
    places: list[Location] | None = None,
    drawn: Drawing | None = None,
) -> dict[str, Any]:
    """A map of what a filter finds, or of one place and what is around it.

    `query` is the filter as in an address ("ministerie=bzk"), `label` names the map, `size` is
    "", "small" or "large"; `link` false leaves out the link to the map page. One query for the
    database when nothing changed since the same map was last drawn, none for a `place` or the
    `places` of one organisation, and none when a view gives what it has `drawn`.
    """
    query = query.lstrip("?")
    shown = [place] if place else places
    drawing = drawn or (draw_places(shown) if shown else None)
    if drawing is None:
        drawing = drawings.get(query, Filter.from_params(QueryDict(query)))
    label = label or _("Kaart van Nederland")
    page = reverse("map")
    return {
        "number": number_of(context.get("request")),
        "drawing": drawing,
        "label": label,
        "size": size,
        "link": link,
        "url": f"{page}?{query}" if query else page,
        "width": WIDTH,
        "height": HEIGHT,
        "settings": json.dumps(script_settings(query, label, drawing.bounds), ensure_ascii=False),
    }


def number_of(request: HttpRequest | None) -> int:
    """Which map of the page this is, from 1: the ids of its parts must differ."""
    number: int = getattr(request, "map_number", 0) + 1
    if request is not None:
        request.map_number = number  # type: ignore[attr-defined]
    return number


def script_settings(
    query: str, label: str, bounds: tuple[float, float, float, float]
) -> dict[str, Any]:
    """What static/js/map.js needs to know; it holds no words and no addresses of its own."""
    return {
        "points": reverse("map-points"),
        "query": query,
        "label": label,
        "bounds": bounds,
        "tiles": settings.MAP_TILE_URL,
        "attribution": settings.MAP_TILE_ATTRIBUTION,
        "leaflet": static("vendor/leaflet/leaflet.js"),
        "leafletStyle": static("vendor/leaflet/leaflet.css"),
        "base": static("vendor/basemap/netherlands.geojson"),
        "view": static("js/map/view.js"),
        "icons": static("img/icons.svg"),
        "words": {
            "zoomIn": _("Zoom in"),
            "zoomOut": _("Zoom uit"),
            "zoomHere": _("zoom in op deze groep"),
            "close": _("Sluiten"),
            "twoFingers": _("Gebruik twee vingers om de kaart te verplaatsen"),
            "failed": _("De plekken konden niet worden geladen. De lijst werkt wel."),
            "borders": _("Grenzen: CBS, Kadaster (CC BY 4.0)"),
        },
    }
