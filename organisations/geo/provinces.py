"""Which province a point lies in, from the base map that is part of the project.

The borders are generalised (some hundreds of metres), so a point close to a border may get its
neighbour: use this where nothing better is known.
"""

import itertools
import json
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from organisations.geo.points import Point

# Places on a quay, a dyke or the border fall just outside a generalised line: so far may it miss.
_MISSED_KM = 3.0
_KM_PER_DEGREE = 111.2
_NARROWING = 0.615  # how much shorter a degree of longitude is than one of latitude, at 52° N

_SPELLINGS = {"Friesland": "Fryslân"}

Ring = list[tuple[float, float]]


class _Province(NamedTuple):
    """A province as polygons: an outer ring of (longitude, latitude), then its holes."""

    name: str
    polygons: list[list[Ring]]


def normal_province(name: str) -> str:
    """The official name of a province: services write both "Friesland" and "Fryslân"."""
    return _SPELLINGS.get(name.strip(), name.strip())


@lru_cache(maxsize=8192)
def province_of(point: Point) -> str:
    """The name of the province of a point; empty outside the European Netherlands."""
    for province in _provinces():
        if any(_is_inside(point, polygon) for polygon in province.polygons):
            return province.name
    nearest = min(_provinces(), key=lambda province: _distance_km(point, province))
    return nearest.name if _distance_km(point, nearest) <= _MISSED_KM else ""


def _is_inside(point: Point, polygon: list[Ring]) -> bool:
    """Whether a point lies within the outer ring and in none of the holes."""
    outer, *holes = polygon
    return _is_in_ring(point, outer) and not any(_is_in_ring(point, hole) for hole in holes)


def _is_in_ring(point: Point, ring: Ring) -> bool:
    """Count how often a line to the east crosses the ring: an odd number is inside."""
    latitude, longitude = point
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        crosses = (y1 > latitude) != (y2 > latitude)
        if crosses and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _distance_km(point: Point, province: _Province) -> float:
    """Kilometres to the nearest stretch of border, near enough at Dutch latitudes."""
    return min(
        _segment_distance(point, start, end)
        for polygon in province.polygons
        for ring in polygon
        for start, end in itertools.pairwise(ring)
    )


def _segment_distance(point: Point, start: tuple[float, float], end: tuple[float, float]) -> float:
    ax, ay = (start[0] - point.longitude) * _NARROWING, start[1] - point.latitude
    bx, by = (end[0] - point.longitude) * _NARROWING, end[1] - point.latitude
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, -(ax * dx + ay * dy) / length)) if length else 0.0
    return float(((ax + along * dx) ** 2 + (ay + along * dy) ** 2) ** 0.5 * _KM_PER_DEGREE)


@cache
def _provinces() -> list[_Province]:
    path = Path(settings.BASE_DIR) / "data" / "basemap_netherlands.geojson"
    return [
        _Province(feature["properties"]["name"], list(_polygons(feature["geometry"])))
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        if feature["properties"]["kind"] == "province"
    ]


def _polygons(geometry: dict[str, Any]) -> Iterator[list[Ring]]:
    many = geometry["type"] == "MultiPolygon"
    for polygon in geometry["coordinates"] if many else [geometry["coordinates"]]:
        yield [[(x, y) for x, y in ring] for ring in polygon]
