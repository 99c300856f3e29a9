"""Boxes in degrees, and the square on which the map is drawn."""

import math
from typing import NamedTuple

from django.utils.translation import gettext as _


class ViewError(ValueError):
    """The view that was asked for makes no sense; the message says why, in Dutch."""


class Box(NamedTuple):
    """A rectangle in degrees (WGS 84)."""

    west: float
    south: float
    east: float
    north: float


NETHERLANDS = Box(3.2, 50.7, 7.3, 53.65)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to the square: x from west to east, y from north to south."""
    sine = math.sin(math.radians(max(-85.05, min(85.05, latitude))))
    return (longitude + 180) / 360, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def unproject(x: float, y: float) -> tuple[float, float]:
    """The square to degrees: latitude, longitude."""
    latitude = math.degrees(2 * math.atan(math.exp((0.5 - y) * 2 * math.pi)) - math.pi / 2)
    return latitude, x * 360 - 180


def parse_box(text: str) -> Box:
    """Read `west,south,east,north` in degrees. Raises ViewError."""
    try:
        box = Box(*[float(part) for part in text[:200].split(",")])
    except (TypeError, ValueError):
        raise ViewError(
            _("De uitsnede (bbox) moet bestaan uit vier getallen: west,zuid,oost,noord.")
        ) from None
    if not all(map(math.isfinite, box)) or not (
        -180 <= box.west < box.east <= 180 and -90 <= box.south < box.north <= 90
    ):
        raise ViewError(
            _(
                "De uitsnede (bbox) klopt niet: west moet kleiner zijn dan oost, zuid kleiner "
                "dan noord, en alles moet in graden zijn."
            )
        )
    return box
