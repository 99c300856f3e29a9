"""The map as the server draws it: the first view, and all there is without script.

The land is a static file (`manage.py draw_base_map` makes it); the marks of a filter lie on it.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.http import QueryDict

from organisations.models import Location
from search import versions
from search.filters import Filter
from search.geometry import NETHERLANDS, Box, project, unproject
from search.map import MAX_MARKS, SIDE, Mark, View, marks_in
from search.map_details import LAYER_NAMES, summary
from search.places import KEEP_SECONDS, KEPT_SELECTIONS, PLACE, Floats, Selection, store

LEFT, TOP = project(NETHERLANDS.north, NETHERLANDS.west)
RIGHT, BOTTOM = project(NETHERLANDS.south, NETHERLANDS.east)
WIDTH = 1000
SCALE = WIDTH / (RIGHT - LEFT)
HEIGHT = round((BOTTOM - TOP) * SCALE)
ZOOM = 7
KEPT_DRAWINGS = 64
# Degrees north and south, east and west, that a map shows around what it is about.
AROUND = (0.12, 0.2)
CLOSE = (0.015, 0.025)


@dataclass(frozen=True)
class DrawnMark:
    """A mark in the units of the drawing."""

    x: float
    y: float
    radius: int
    count: int
    layer: str
    is_group: bool

    @property
    def number(self) -> str:
        """The count as it fits in a mark, as in the script: 35230 is 35K."""
        return str(self.count) if self.count < 10_000 else f"{round(self.count / 1000)}K"

    @property
    def sign(self) -> str:
        """What is written in the sign of a question or initiative."""
        if self.count > 1:
            return str(self.count)
        return "?" if self.layer == "need" else "!"


@dataclass(frozen=True)
class Drawing:
    """A filter on the map of the Netherlands."""

    marks: tuple[DrawnMark, ...]
    totals: tuple[tuple[int, int], ...]
    """The number of each layer, kept without words: readers of both languages get the drawing."""
    bounds: tuple[float, float, float, float]

    @property
    def found(self) -> str:
        """What is on it in the language of the reader."""
        return summary(self.totals)


# Before the script comes: the land alone, for a map that unfolds.
NOTHING_YET = Drawing(marks=(), totals=(), bounds=NETHERLANDS)


def position(x: float, y: float) -> tuple[float, float]:
    """From the square of the world to the units of the drawing."""
    return round((x - LEFT) * SCALE, 1), round((y - TOP) * SCALE, 1)


def radius_of(mark: Mark) -> int:
    """How large a place is drawn, in units of the drawing; a larger number is a larger circle."""
    if mark.kind not in ("cluster", "building"):
        return 15
    return 22 if mark.count < 10 else 30 if mark.count < 100 else 40


def draw_mark(mark: Mark) -> DrawnMark:
    """A mark with its place and size; what stands beside a place stays on the edge of it."""
    x, y = position(mark.x, mark.y)
    if mark.beside:
        x, y = position(mark.beside.x, mark.beside.y)
        right, down = SIDE[mark.layer]
        away = radius_of(mark.beside) + 8
        x, y = round(x + right * away, 1), round(y + down * away, 1)
    return DrawnMark(
        x=x,
        y=y,
        radius=radius_of(mark),
        count=mark.count,
        layer=LAYER_NAMES[mark.layer],
        is_group=mark.kind in ("cluster", "building"),
    )


def bounds_of(selection: Selection) -> tuple[float, float, float, float]:
    """West, south, east and north of what is selected in the European Netherlands."""
    inside = (
        (selection.x > LEFT) & (selection.x < RIGHT) & (selection.y > TOP) & (selection.y < BOTTOM)
    )
    if not inside.any():
        return NETHERLANDS
    x: Floats = selection.x[inside]
    y: Floats = selection.y[inside]
    north, west = unproject(float(x.min()), float(y.min()))
    south, east = unproject(float(x.max()), float(y.max()))
    return Box(
        round(west - AROUND[1], 5),
        round(south - AROUND[0], 5),
        round(east + AROUND[1], 5),
        round(north + AROUND[0], 5),
    )


def draw_asked(chosen: Filter, selection: Selection) -> Drawing:
    """Draw what a filter selects; a part of the map that was asked for is the first view."""
    drawing, area = draw(selection), chosen.area.box
    return replace(drawing, bounds=area) if area else drawing


@lru_cache(maxsize=KEPT_SELECTIONS)
def draw(selection: Selection) -> Drawing:
    """Draw what a filter selects."""
    marks = marks_in(selection, View.around(NETHERLANDS, ZOOM)).marks
    ordered = sorted(marks, key=lambda mark: (mark.layer, mark.count))
    return Drawing(
        marks=tuple(draw_mark(mark) for mark in ordered),
        totals=tuple(selection.totals()),
        bounds=bounds_of(selection),
    )


def draw_places(locations: Iterable[Location], around: tuple[float, float]) -> Drawing | None:
    """Draw locations that a page has at hand, without any query; None when none has a point.

    `around` is how far the script's first view reaches beyond them (see `AROUND`).
    """
    points = [
        (location.latitude, location.longitude)
        for location in locations
        if location.latitude is not None and location.longitude is not None
    ]
    if not points:
        return None
    marks = []
    for latitude, longitude in points:
        x, y = position(*project(latitude, longitude))
        marks.append(DrawnMark(x, y, 22, count=1, layer=LAYER_NAMES[PLACE], is_group=False))
    latitudes, longitudes = zip(*points, strict=True)
    return Drawing(
        marks=tuple(marks[:MAX_MARKS]),
        totals=((PLACE, len(points)),),
        bounds=Box(
            min(longitudes) - around[1],
            min(latitudes) - around[0],
            max(longitudes) + around[1],
            max(latitudes) + around[0],
        ),
    )


class Drawings:
    """Drawings that were made last, by query string; made anew when an entry changes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Any, ...], Drawing] = OrderedDict()

    def get(self, query: str) -> Drawing:
        """The drawing of a filter: one query when nothing changed since it was last asked for."""
        key = (query, versions.current(), int(time.time() // KEEP_SECONDS))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        chosen = Filter.from_params(QueryDict(query))
        drawing = draw_asked(chosen, store.select(chosen))
        with self._lock:
            self._kept[key] = drawing
            while len(self._kept) > KEPT_DRAWINGS:
                self._kept.popitem(last=False)
        return drawing


drawings = Drawings()

Ring = list[tuple[float, float]]


def clip(ring: Ring, box: Box) -> Ring:
    """The part of a ring (longitude, latitude) inside a box (Sutherland and Hodgman, 1974)."""
    for axis, limit, keep_greater in (
        (0, box.west, True),
        (0, box.east, False),
        (1, box.south, True),
        (1, box.north, False),
    ):
        ring = list(_clip_side(ring, axis, limit, keep_greater))
    return ring


def _clip_side(
    ring: Ring, axis: int, limit: float, keep_greater: bool
) -> Iterator[tuple[float, float]]:
    for i, point in enumerate(ring):
        before = ring[i - 1]
        inside, was_inside = (
            (p[axis] >= limit) if keep_greater else (p[axis] <= limit) for p in (point, before)
        )
        if inside != was_inside:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            yield (
                before[0] + part * (point[0] - before[0]),
                before[1] + part * (point[1] - before[1]),
            )
        if inside:
            yield point


def path_of(rings: Iterable[Ring]) -> str:
    """Rings as the `d` of an SVG path, in whole units of the drawing."""
    parts = []
    for ring in rings:
        points: list[tuple[int, int]] = []
        for longitude, latitude in ring:
            x, y = position(*project(latitude, longitude))
            point = (round(x), round(y))
            if not points or points[-1] != point:
                points.append(point)
        if len(points) > 2:
            start, *rest = points
            parts.append(f"M{start[0]} {start[1]}L" + " ".join(f"{x} {y}" for x, y in rest) + "Z")
    return "".join(parts)


def land_svg(geojson: dict[str, Any], surroundings: Box) -> str:
    """The base map as an SVG file with one group, `#land`; colours are custom properties."""
    paths = []
    for feature in geojson["features"]:
        geometry = feature["geometry"]
        shapes = geometry["coordinates"]
        shapes = shapes if geometry["type"] == "MultiPolygon" else [shapes]
        rings = [
            clip([(p[0], p[1]) for p in ring], surroundings) for shape in shapes for ring in shape
        ]
        if data := path_of(ring for ring in rings if ring):
            kind = "land" if feature["properties"]["kind"] == "province" else "abroad"
            paths.append(
                f'<path fill="var(--map-{kind})" stroke="var(--map-{kind}-border)" '
                f'stroke-width="1.5" stroke-linejoin="round" d="{data}"/>'
            )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        "<!-- Grenzen: CBS, Kadaster (CC BY 4.0); buurlanden: Natural Earth (publiek domein) -->"
        f'<g id="land">{"".join(paths)}</g></svg>\n'
    )
