"""Marks for the map: places near one another on the screen become one mark with a number.

The world is a square from 0 to 1 (Web Mercator, as in `EntryPlace`); at zoom z it is 256 * 2**z
pixels wide. Marks are grouped by a grid that is fixed to the world, so that the same view always
gets the same marks, and a view that moves keeps most of them.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from django.utils.translation import gettext as _

from search.geometry import NETHERLANDS, Box, ViewError, parse_box, project
from search.places import INITIATIVE, LAYERS, NEED, PLACE, Ints, Selection

MAX_MARKS = 100
MAX_ZOOM = 19
TILE = 256
CELL = 64  # pixels
TOUCHING = 42  # pixels between the middles of two marks that would lie on one another
MAX_CELLS = 48  # per side of a view
SPLIT_ZOOM = 17  # from here on only what is at one point stays one mark
SPLIT_MOST = 2000
SPREAD_ZOOM = 14  # from here on places that share the middle of a postcode area fan out
SPREAD_MOST = 40
SPREAD_STEP = 30  # pixels
MAX_ITEMS = 8
NEAR_PLACE = 40  # pixels within which a question or initiative stands on the edge of a place
FAR_FROM_HOME = 200  # pixels: further than what fans out ever goes
SIDE = {NEED: (0.72, -0.72), INITIATIVE: (-0.72, -0.72)}
HALF_SIGN = 6  # pixels that a sign stands out from that edge
EPSILON = 1e-6
SMALL_KEYS = 2**16

KIND_OF_LAYER = {PLACE: "organisation", NEED: "need", INITIATIVE: "initiative"}


@dataclass(frozen=True)
class View:
    """What a map shows: whole tiles at a zoom. `right` and `bottom` are exclusive."""

    zoom: int
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, box: Box, zoom: int) -> Self:
        """The tiles that touch a box. Neighbouring views share answers because of this."""
        tiles = 2**zoom
        left, top = project(box.north, box.west)
        right, bottom = project(box.south, box.east)
        first_column = min(tiles - 1, max(0, math.floor(left * tiles + EPSILON)))
        first_row = min(tiles - 1, max(0, math.floor(top * tiles + EPSILON)))
        return cls(
            zoom,
            first_column,
            first_row,
            min(tiles, max(first_column + 1, math.ceil(right * tiles - EPSILON))),
            min(tiles, max(first_row + 1, math.ceil(bottom * tiles - EPSILON))),
        )

    @classmethod
    def parse(cls, bbox: str, zoom: str) -> Self:
        """Read what a browser sends: `west,south,east,north` in degrees and a whole zoom.

        Raises ViewError.
        """
        if zoom and not (re.fullmatch("[0-9]{1,2}", zoom) and int(zoom) <= MAX_ZOOM):
            raise ViewError(
                _("De zoom moet een heel getal zijn van 0 tot en met %(most)s.")
                % {"most": MAX_ZOOM}
            )
        return cls.around(parse_box(bbox) if bbox else NETHERLANDS, int(zoom or 7))


@dataclass(frozen=True)
class Mark:
    """One mark: some units that lie together. `units` are numbers of units of the selection."""

    layer: int
    x: float
    y: float
    count: int
    units: tuple[int, ...]
    extent: tuple[float, float, float, float]  # least x and y, greatest x and y
    approximate: bool = False
    building: int = 0
    beside: "Mark | None" = None  # the place whose edge it stands on

    @property
    def is_one_point(self) -> bool:
        """Whether zooming in further will not split this mark."""
        left, top, right, bottom = self.extent
        return left == right and top == bottom

    @property
    def offset(self) -> tuple[int, int]:
        """Pixels to the right and down at which it is drawn from its point, at every zoom."""
        if self.beside is None:
            return 0, 0
        right, down = SIDE[self.layer]
        away = radius_of(self.beside) + HALF_SIGN
        return round(right * away), round(down * away)

    @property
    def kind(self) -> str:
        """What it is: cluster, building, organisation, need or initiative."""
        if len(self.units) > 1 and not self.building:
            return "cluster"
        return (
            "building" if len(self.units) > 1 and self.layer == PLACE else KIND_OF_LAYER[self.layer]
        )


@dataclass(frozen=True)
class Marks:
    """An answer: the marks of a view and what they add up to."""

    marks: Sequence[Mark] = field(default_factory=list)

    def total(self, layer: int) -> int:
        """How many places, open questions or initiatives are in view."""
        return sum(mark.count for mark in self.marks if mark.layer == layer)


def marks_in(selection: Selection, view: View, most: int = MAX_MARKS) -> Marks:
    """Group the units of a selection that lie in a view into at most `most` marks."""
    tiles = 2.0**view.zoom
    inside = np.flatnonzero(
        (selection.x >= view.left / tiles)
        & (selection.x < view.right / tiles)
        & (selection.y >= view.top / tiles)
        & (selection.y < view.bottom / tiles)
    )
    if not inside.size:
        return Marks()
    level = first_level(view)
    groups: list[Ints] = []
    if view.zoom >= SPLIT_ZOOM and inside.size <= SPLIT_MOST:
        groups = split(inside, points_key(selection, inside))
    if not groups or len(groups) > most:
        groups = split(inside, cells_key(selection, inside, level))
        while len(groups) > most:
            level -= 1
            groups = split(inside, cells_key(selection, inside, level))
        groups = join_touching(selection, groups, level, TOUCHING / (TILE * tiles))
    pixel = 1 / (TILE * tiles)
    groups = join_at_places(selection, groups, NEAR_PLACE * pixel)
    marks = spread_all(selection, [mark_of(selection, group) for group in groups], view.zoom, most)
    return Marks(stand_beside(selection, marks, pixel))


def first_level(view: View) -> int:
    """The finest grid for a view: 2**level cells on a side of the world."""
    level = view.zoom + round(math.log2(TILE / CELL))
    widest = max(view.right - view.left, view.bottom - view.top, 1) * (TILE // CELL)
    return level - max(0, math.ceil(math.log2(widest / MAX_CELLS)))


def cells_key(selection: Selection, units: Ints, level: int) -> Ints:
    """The cell and layer of each unit as one number."""
    if level < 0:
        return selection.layers[units]
    side = 2.0**level
    column = (selection.x[units] * side).astype(np.int64)
    row = (selection.y[units] * side).astype(np.int64)
    # Numbered from the corner of what is in view, so that they stay small: see `split`.
    column -= column.min()
    row -= row.min()
    return (row * (column.max() + 1) + column) * len(LAYERS) + selection.layers[units]


def points_key(selection: Selection, units: Ints) -> Ints:
    """The exact point and layer of each unit as one number."""
    __, inverse = np.unique(
        np.stack([selection.x[units], selection.y[units], selection.layers[units]], axis=1),
        axis=0,
        return_inverse=True,
    )
    return inverse.reshape(-1)


def split(units: Ints, key: Ints) -> list[Ints]:
    """The units apart by their key."""
    # Numpy sorts small numbers by counting them, ten times as fast as large ones.
    small = key.astype(np.uint16) if key.max() < SMALL_KEYS else key
    order = np.argsort(small, kind="stable")
    edges = np.flatnonzero(np.diff(small[order])) + 1
    return np.split(units[order], edges)


def join_touching(
    selection: Selection, groups: list[Ints], level: int, distance: float
) -> list[Ints]:
    """Join groups of one layer whose middles are closer than `distance`, the largest first.

    Only groups in adjoining cells can be that close.
    """
    side = 2.0 ** max(level, 0)
    middles = [
        (selection.x[g].mean(), selection.y[g].mean(), selection.layers[g[0]]) for g in groups
    ]
    order = sorted(range(len(groups)), key=lambda i: (-groups[i].size, middles[i]))
    kept: dict[tuple[int, int, int], list[int]] = {}
    joined: dict[int, list[int]] = {}
    for index in order:
        x, y, layer = middles[index]
        column, row = int(x * side), int(y * side)
        near = [
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in kept.get((int(layer), column + dx, row + dy), ())
            if math.hypot(middles[other][0] - x, middles[other][1] - y) < distance
        ]
        if near:
            joined[near[0]].append(index)
        else:
            kept.setdefault((int(layer), column, row), []).append(index)
            joined[index] = [index]
    return [np.concatenate([groups[i] for i in members]) for members in joined.values()]


def nearest_place(
    points: list[tuple[float, float]], places: list[tuple[float, float]], distance: float
) -> list[int | None]:
    """For each point the number of the nearest place, or None when none is within `distance`."""
    if not points or not places:
        return [None] * len(points)
    apart = np.hypot(
        *(np.array(points)[:, None, :] - np.array(places)[None, :, :]).transpose(2, 0, 1)
    )
    near = apart.argmin(axis=1)
    return [
        int(place) if apart[number, place] <= distance else None
        for number, place in enumerate(near)
    ]


def join_at_places(selection: Selection, groups: list[Ints], distance: float) -> list[Ints]:
    """Join the questions, and the initiatives, that would stand beside the same place."""
    places = [group for group in groups if selection.layers[group[0]] == PLACE]
    middles = [(selection.x[g].mean(), selection.y[g].mean()) for g in places]
    joined = list(places)
    for layer in (NEED, INITIATIVE):
        others = [group for group in groups if selection.layers[group[0]] == layer]
        points = [(selection.x[g].mean(), selection.y[g].mean()) for g in others]
        at_place: dict[int, list[Ints]] = {}
        for group, place in zip(others, nearest_place(points, middles, distance), strict=True):
            if place is None:
                joined.append(group)
            else:
                at_place.setdefault(place, []).append(group)
        joined += [np.concatenate(parts) for parts in at_place.values()]
    return joined


def stand_beside(selection: Selection, marks: list[Mark], pixel: float) -> list[Mark]:
    """Put questions and initiatives on the edge of the place they are at, so that both are seen."""
    places = [mark for mark in marks if mark.layer == PLACE]
    others = [mark for mark in marks if mark.layer != PLACE]
    home = {location: place for place in places for location in selection.locations_of(place.units)}
    near = nearest_place(
        [(mark.x, mark.y) for mark in others],
        [(mark.x, mark.y) for mark in places],
        NEAR_PLACE * pixel,
    )
    moved = list(places)
    for mark, number in zip(others, near, strict=True):
        own = home.get(selection.locations_of(mark.units[:1])[0])
        place = own or (places[number] if number is not None else None)
        if place and math.hypot(place.x - mark.x, place.y - mark.y) < FAR_FROM_HOME * pixel:
            moved.append(replace(mark, x=place.x, y=place.y, beside=place))
        else:
            moved.append(mark)
    return moved


def radius_of(mark: Mark) -> int:
    """How large a place is drawn, in pixels; as in static/css/map-live.css."""
    if mark.kind != "cluster":
        return 14
    return 17 if mark.count < 10 else 20 if mark.count < 100 else 25


def mark_of(selection: Selection, units: Ints) -> Mark:
    """The mark that stands for a group of units of one layer."""
    x, y, counts = selection.x[units], selection.y[units], selection.counts[units]
    rows = selection.first[units]
    building = int(selection.buildings[units[0]])
    return Mark(
        layer=int(selection.layers[units[0]]),
        x=float(x.mean()),
        y=float(y.mean()),
        count=int(counts.sum()),
        units=tuple(units[: SPREAD_MOST + 1].tolist()),
        extent=(float(x.min()), float(y.min()), float(x.max()), float(y.max())),
        approximate=bool(selection.columns.approximate[rows].all()),
        building=building if (selection.buildings[units] == building).all() else 0,
    )


def spread_all(selection: Selection, marks: list[Mark], zoom: int, most: int) -> list[Mark]:
    """Fan out the marks that no zooming will split, as long as the answer stays small enough."""
    spread: list[Mark] = []
    room = most - len(marks)
    for mark in marks:
        parts = fan(selection, mark, zoom) if zoom >= SPREAD_ZOOM else [mark]
        if len(parts) - 1 <= room:
            room -= len(parts) - 1
            spread.extend(parts)
        else:
            spread.append(mark)
    return spread


def fan(selection: Selection, mark: Mark, zoom: int) -> list[Mark]:
    """Marks of the separate addresses that share one point, in a spiral around it."""
    if mark.building or len(mark.units) == 1 or not mark.is_one_point:
        return [mark]
    if len(mark.units) > SPREAD_MOST:
        return [mark]
    units = np.array(mark.units)
    buildings = selection.buildings[units]
    # Units without a known address each stand alone.
    key = np.where(buildings > 0, buildings, -1 - np.arange(units.size))
    step = SPREAD_STEP / (TILE * 2.0**zoom)
    parts = [mark_of(selection, group) for group in split(units, key)]
    golden = math.pi * (3 - math.sqrt(5))
    return [
        replace(
            part,
            x=part.x + step * math.sqrt(place + 0.5) * math.cos(place * golden),
            y=part.y + step * math.sqrt(place + 0.5) * math.sin(place * golden),
        )
        for place, part in enumerate(parts)
    ]
