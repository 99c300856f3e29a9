"""Points on the map: as the widget stores them, and as people type them.

Stored is `SRID=4326;POINT(longitude latitude)`, longitude first. People read and type latitude
first, `52.07777, 4.31764`, with a point or a Dutch decimal comma.
"""

import re
from typing import NamedTuple

_STORED = re.compile(r"SRID=4326;POINT\s?\((-?\d{1,3}(?:\.\d+)?) (-?\d{1,2}(?:\.\d+)?)\)", re.ASCII)
_NUMBER = r"([+-]?\d{1,3}(?:[.,]\d{1,20})?)\s?°?"
_TYPED = re.compile(rf"{_NUMBER}(?:\s*[,;/]\s*|\s+){_NUMBER}", re.ASCII)


class Point(NamedTuple):
    """A place on earth in degrees (WGS 84)."""

    latitude: float
    longitude: float


def parse_point(value: str | None) -> Point | None:
    """Read a stored point; None when there is none or it is not a point."""
    match = _STORED.fullmatch(value or "")
    return Point(latitude=float(match[2]), longitude=float(match[1])) if match else None


def format_point(point: Point) -> str:
    """Write a point as it is stored (longitude first, five decimals: about a metre)."""
    return f"SRID=4326;POINT({point.longitude:.5f} {point.latitude:.5f})"


def parse_coordinates(text: str | None) -> Point | None:
    """Read what a person typed, latitude first; None when it is not two numbers on earth."""
    match = _TYPED.fullmatch((text or "").strip())
    if not match:
        return None
    latitude, longitude = (float(part.replace(",", ".")) for part in match.groups())
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def format_coordinates(point: Point) -> str:
    """Write a point as people read it: "52.07777, 4.31764"."""
    return f"{point.latitude:.5f}, {point.longitude:.5f}"


def normal_point(text: str | None) -> str:
    """What was typed, as it is stored where it can be understood; else as it was typed."""
    text = (text or "").strip()
    point = parse_point(text) or parse_coordinates(text)
    return format_point(point) if point else text


def is_same_place(first: str | None, second: str | None) -> bool:
    """Whether two stored points are within a metre or so of each other (or both no point)."""
    one, other = parse_point(first), parse_point(second)
    if one is None or other is None:
        return one is other
    return all(abs(a - b) < 0.000_011 for a, b in zip(one, other, strict=True))
