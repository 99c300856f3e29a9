"""The map as a component that any page can show."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.models import Location
from search.facets.area import written
from search.filters import Filter
from search.geometry import Box
from search.map_drawing import AROUND, CLOSE, HEIGHT, WIDTH, Drawing, draw_places, drawings

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
    places: Iterable[Location] = (),
    drawn: Drawing | None = None,
) -> dict[str, Any]:
    """A map of what a filter finds, or of one place and what is around it.

    `query` is the filter as in an address ("ministerie=bzk"), `label` names the map, `size` is
    "", "small" or "large"; `link` false leaves out the link to the map page.

    Costs one query when nothing changed since the same map was last drawn, and none when the page
    has at hand what is drawn first: a `place` to look at closely, the `places` that the filter
    finds, or what a view has `drawn`.
    """
    query = query.lstrip("?")
    if drawn is None and place is not None:
        drawn = draw_places([place], CLOSE)
    if drawn is None and places:
        drawn = draw_places(places, AROUND)
    drawing = drawn or drawings.get(query)
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


@register.inclusion_tag("components/place_map.html")
def place_map(place: Location | None) -> dict[str, Any]:
    """Where in the country one place is, as a picture that leads to the map; no script, no query.

    For a page that must stay light: a map that moves weighs more than the rest of a post. Nothing
    for a place without a point or outside the drawing (the Caribbean Netherlands).
    """
    drawn = draw_places([place], CLOSE) if place else None
    if drawn is None:
        return {}
    mark, around = drawn.marks[0], Box(*drawn.bounds)
    if not (0 <= mark.x <= WIDTH and 0 <= mark.y <= HEIGHT):
        return {}
    return {
        "place": place,
        "mark": mark,
        "url": f"{reverse('map')}?{Filter.of(gebied=written(around)).query_string()}",
        "width": WIDTH,
        "height": HEIGHT,
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
        "here": reverse("map"),
        "query": query,
        "label": label,
        "bounds": bounds,
        "tiles": settings.MAP_TILE_URL,
        "attribution": settings.MAP_TILE_ATTRIBUTION,
        "leaflet": static("vendor/leaflet/leaflet.js"),
        "leafletStyle": static("vendor/leaflet/leaflet.css"),
        "style": static("css/map-live.css"),
        "base": static("vendor/basemap/netherlands.geojson"),
        "view": static("js/map/view.js"),
        "icons": static("img/icons.svg"),
        "words": {
            "searchHere": _("Zoek in dit gebied"),
            "zoomIn": _("Zoom in"),
            "zoomOut": _("Zoom uit"),
            "zoomHere": _("zoom in op deze groep"),
            "close": _("Sluiten"),
            "twoFingers": _("Gebruik twee vingers om de kaart te verplaatsen"),
            "failed": _("De plekken konden niet worden geladen. De lijst werkt wel."),
            "borders": _("Grenzen: CBS, Kadaster (CC BY 4.0)"),
        },
    }
