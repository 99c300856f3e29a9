"""StreamField blocks for a place. Their names are stored with the content and in migrations."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtailgeowidget.blocks import GeoAddressBlock, LeafletBlock

from organisations.geo.points import (
    Point,
    format_coordinates,
    format_point,
    normal_point,
    parse_point,
)
from organisations.geo.validators import validate_point
from organisations.geo.widgets import AddressWidget, PointWidget


class PointFormField(forms.CharField):
    """Coordinates, checked against the borders of the Kingdom."""

    default_validators = [validate_point]

    def to_python(self, value: Any) -> str:
        """The stored form of what was typed, or what was typed."""
        return normal_point(super().to_python(value))


class PointBlock(LeafletBlock):
    """A place on the map. In Python a Point, or None when there is none."""

    def __init__(
        self,
        address_field: str | None = None,
        required: bool = True,
        help_text: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(address_field=address_field, **kwargs)
        self.field_options = {"required": required, "help_text": help_text}

    @cached_property
    def field(self) -> forms.Field:
        """A text field with a map; garbage and places elsewhere get a message."""
        return PointFormField(
            widget=PointWidget(address_field=self.address_field), **self.field_options
        )

    def to_python(self, value: Any) -> Point | None:
        """Read what is stored; what cannot be read is no place."""
        if isinstance(value, dict):
            value = f"{value.get('lat')}, {value.get('lng')}"
        return parse_point(normal_point(str(value or "")))

    def get_prep_value(self, value: Point | str | None) -> str:
        """What is stored."""
        return format_point(value) if isinstance(value, Point) else str(value or "")

    def value_from_form(self, value: Any) -> Point | str | None:
        """A Point where it can be read; garbage stays for the field to refuse and show again."""
        text = normal_point(str(value or ""))
        return parse_point(text) or text or None

    def value_for_form(self, value: Point | str | None) -> str:
        """Coordinates as people read them."""
        return format_coordinates(value) if isinstance(value, Point) else str(value or "")

    def normalize(self, value: Any) -> Any:
        """Accept stored text as a default, and a Point as it is."""
        return value if isinstance(value, Point) else self.to_python(value)

    def render_basic(self, value: Point | None, context: Any = None) -> str:
        """What is shown where versions are compared."""
        return self.value_for_form(value)

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nobody searches for coordinates."""
        return []

    class Meta:
        icon = "site"
        label = _("Plek op de kaart")


class AddressBlock(GeoAddressBlock):
    """An address as text, which also moves the marker of the map beside it."""

    @cached_property
    def field(self) -> forms.Field:
        """A text field that looks up what is typed."""
        return forms.CharField(widget=AddressWidget(), max_length=200, **self.field_options)

    def get_searchable_content(self, value: Any) -> list[str]:
        """Readers may search for an address."""
        return [str(value)] if value else []


class LocationMapBlock(blocks.StructBlock):
    """A map in the text, with a marker, the address in words and a caption."""

    address = AddressBlock(
        label=_("Adres"),
        help_text=_(
            "Typ een adres: de markering springt erheen. Het adres staat ook bij de kaart."
        ),
    )
    point = PointBlock(address_field="address", label=_("Plek op de kaart"))
    caption = blocks.CharBlock(label=_("Bijschrift"), required=False, max_length=250)

    class Meta:
        icon = "site"
        label = _("Kaart")
        template = "blocks/map.html"
        preview_value = {
            "address": "Turfmarkt 147, Den Haag",
            "point": Point(latitude=52.07777, longitude=4.31764),
            "caption": _("De ingang is aan het plein."),
        }
