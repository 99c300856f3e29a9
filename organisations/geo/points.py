"""Points on the map, as the widget stores them: `SRID=4326;POINT(longitude latitude)`."""

import re
from typing import NamedTuple

_POINT = re.compile(r"SRID=4326;POINT\s?\((-?\d{1,3}(?:\.\d+)?) (-?\d{1,2}(?:\.\d+)?)\)")


class Point(NamedTuple):
    """A place on earth in degrees (WGS 84)."""

    latitude: float
    longitude: float


def parse_point(value: str | None) -> Point | None:
    """Read a stored point; None when there is none or it is not a point."""
    match = _POINT.fullmatch(value or "")
    return Point(latitude=float(match[2]), longitude=float(match[1])) if match else None


def format_point(point: Point) -> str:
    """Write a point as it is stored (longitude first, five decimals: about a metre)."""
    return f"SRID=4326;POINT({point.longitude:.5f} {point.latitude:.5f})"
