"""What may be typed as a place: postcodes and points within the Kingdom."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.geo.points import Point, parse_coordinates, parse_point

# Boxes (south, west, north, east) around the European Netherlands and the Caribbean parts.
KINGDOM_BOXES = (
    (50.7, 3.2, 53.75, 7.3),
    (11.9, -70.1, 12.7, -68.1),
    (17.4, -63.35, 18.15, -62.9),
)


def is_in_kingdom(point: Point) -> bool:
    """Whether a point lies in (the box around) a part of the Kingdom of the Netherlands."""
    return any(
        south <= point.latitude <= north and west <= point.longitude <= east
        for south, west, north, east in KINGDOM_BOXES
    )


def validate_point(value: str) -> None:
    """Refuse what is no point, or a point outside the Kingdom. Takes stored and typed points."""
    point = parse_point(value) or parse_coordinates(value)
    if point is None:
        raise ValidationError(
            _(
                "Dit is geen plek op de kaart. Typ een breedte en een lengte, bijvoorbeeld: 52.0784, 4.3179."
            )
        )
    if is_in_kingdom(point):
        return
    if is_in_kingdom(Point(latitude=point.longitude, longitude=point.latitude)):
        raise ValidationError(
            _("Deze plek ligt buiten het Koninkrijk. Typ eerst de breedte en dan de lengte.")
        )
    raise ValidationError(
        _(
            "Deze plek ligt buiten het Koninkrijk der Nederlanden. Controleer de breedte en de lengte."
        )
    )


def validate_postcode(value: str) -> None:
    """Refuse what cannot be a Dutch postcode (four digits, not starting with 0, two letters)."""
    if not re.fullmatch(
        r"[1-9]\d{3}(\s?(?!SA|SD|SS)[A-Z]{2})?", value.strip().upper(), flags=re.ASCII
    ):
        raise ValidationError(
            _("Dit is geen Nederlandse postcode. Typ vier cijfers en twee letters: 2511 DP.")
        )
