"""Form widgets for a place: a map with coordinates, and a field that looks up an address.

They are wagtailgeowidget's widgets with another browser part (static/js/cms/): that of the package
loads Leaflet and asks for addresses at outside hosts, cannot be empty, and writes what was typed
into the page as HTML. Here everything comes from this site, but for the tiles.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtailgeowidget.widgets import GeocoderField, LeafletField

from organisations.geo.points import format_coordinates, normal_point, parse_point

LAND_ATTRIBUTION = "Grenzen: CBS, Kadaster (CC BY 4.0)"


class PointWidget(LeafletField):
    """A text field with coordinates and a map with a marker to drag; empty stays empty.

    The text is the value that is posted, so that nothing typed is lost: coordinates come out as a
    stored point (organisations/geo/points.py), anything else as it was typed, for the form to
    refuse. `address_field` and `precision_field` are names of fields in the same form (or row, or
    block): the first looks up addresses, the second is told how precise the marker is.
    """

    input_type = "text"
    template_name = "django/forms/widgets/text.html"
    srid = 4326

    def __init__(self, *args: Any, precision_field: str = "", **kwargs: Any) -> None:
        self.precision_field = precision_field
        super().__init__(*args, **kwargs)

    def build_attrs(
        self, base_attrs: Mapping[str, Any], extra_attrs: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Plain attributes: the element around the field carries the controller."""
        attrs = {
            "maxlength": "250",
            "autocomplete": "off",
            "placeholder": _("bijvoorbeeld 52.0784, 4.3179"),
            "data-location-map-target": "input",
        }
        return {**attrs, **base_attrs, **(extra_attrs or {})}

    def format_value(self, value: Any) -> str:
        """Coordinates as people read them; what is no point stays as it was typed."""
        point = parse_point(str(value or ""))
        return format_coordinates(point) if point else str(value or "")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        """The stored form of what was typed, or what was typed."""
        return normal_point(data.get(name))

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """The field, its map and its messages."""
        return render_to_string(
            "organisations/admin/point_widget.html",
            {
                "input": forms.TextInput.render(self, name, value, attrs, renderer),
                "id": (attrs or {}).get("id", name),
                "options": json.dumps(self.options()),
            },
        )

    def options(self) -> dict[str, Any]:
        """What the map in the browser needs to know."""
        return {
            "addressField": self.address_field or "",
            "precisionField": self.precision_field,
            "centre": settings.GEO_WIDGET_DEFAULT_LOCATION,
            "zoom": settings.GEO_WIDGET_ZOOM,
            "tileUrl": settings.MAP_TILE_URL,
            "tileAttribution": settings.MAP_TILE_ATTRIBUTION,
            "landUrl": static("vendor/basemap/netherlands.geojson"),
            "landAttribution": LAND_ATTRIBUTION,
            "icon": {
                "iconUrl": static("vendor/leaflet/images/marker-icon.png"),
                "iconRetinaUrl": static("vendor/leaflet/images/marker-icon-2x.png"),
                "shadowUrl": static("vendor/leaflet/images/marker-shadow.png"),
            },
            "messages": {
                "marker": _("Plek van de locatie. Verplaats met de pijltjestoetsen of sleep."),
                "zoomIn": _("Inzoomen"),
                "zoomOut": _("Uitzoomen"),
                "empty": _("Nog geen plek. Zoek een adres of klik op de kaart."),
                "invalid": _("Dit zijn geen coördinaten. Typ ze zo: 52.0784, 4.3179."),
                "address": _("De markering staat precies op het adres."),
                "postcode6": _("De markering staat op de postcode, bij benadering."),
                "postcode4": _(
                    "De markering staat midden in het postcodegebied, bij benadering. "
                    "Sleep de markering naar de goede plek."
                ),
                "placed": _("De markering is met de hand op de kaart gezet."),
                "unknown": _("De markering staat op de kaart."),
            },
        }

    @property
    def media(self) -> forms.Media:
        """Leaflet, the controller and their styles, all from this site."""
        return forms.Media(
            css={"all": ["vendor/leaflet/leaflet.css", "css/cms/location.css"]},
            js=["vendor/leaflet/leaflet.js", _module("js/cms/location-map.js")],
        )


class AddressWidget(GeocoderField):
    """A text field that looks up an address and tells the map where it is.

    `fields` are the names of the fields in the same form that the found address fills, named as
    the parts of organisations.geo.geocoder.FoundAddress. The typed text itself is not kept.
    """

    def __init__(self, *args: Any, fields: Sequence[str] = (), **kwargs: Any) -> None:
        self.fields = tuple(fields)
        super().__init__(*args, **kwargs)

    def build_attrs(
        self, base_attrs: Mapping[str, Any], extra_attrs: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The attributes that start the controller, without any outside geocoder."""
        messages = {
            "busy": _("Adres zoeken…"),
            "failed": _("Zoeken lukt nu niet. Vul het adres zelf in, of probeer het straks weer."),
            "loggedOut": _("U bent niet meer ingelogd. Log in een ander tabblad in."),
            "others": _("Bedoelt u een ander adres?"),
            "kept": _("De markering is met de hand gezet en blijft staan."),
        }
        attrs = {
            "autocomplete": "off",
            "data-controller": "address-search",
            "data-address-search-url-value": reverse("location_address_search"),
            "data-address-search-fields-value": json.dumps(self.fields),
            "data-address-search-messages-value": json.dumps(messages),
        }
        return {**attrs, **base_attrs, **(extra_attrs or {})}

    @property
    def media(self) -> forms.Media:
        """The controller and its styles."""
        return forms.Media(
            css={"all": ["css/cms/location.css"]}, js=[_module("js/cms/address-search.js")]
        )


class PlainAdapter(WidgetAdapter):
    """In a StreamField these widgets are a text field like any other; Stimulus does the rest."""


register(PlainAdapter(), PointWidget)
register(PlainAdapter(), AddressWidget)


def _module(path: str) -> Any:
    return forms.Script(path, type="module")
