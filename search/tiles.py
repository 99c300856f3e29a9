"""Tiles of the background map, fetched from the tile server once and kept on disk.

Off by default (`MAP_TILE_PROXY`). With it on, a reader's browser talks to this site alone.
"""

import logging
import os
import tempfile
import time
from pathlib import Path

from django.conf import settings

from cms.core.http import OutboundError, fetch
from search.geometry import Box, project

logger = logging.getLogger(__name__)

MAX_ZOOM = 19
MAX_BYTES = 512 * 1024
SECONDS = 5.0
# Streets change slowly; the tile server itself says a week.
KEEP_SECONDS = 30 * 24 * 3600
# The European Netherlands with its neighbours: what a map of this site can show of tiles.
SERVED = Box(west=1.0, south=49.5, east=9.5, north=54.5)
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"


class NoTileError(Exception):
    """There is no such tile, or it cannot be had now."""


def is_served(zoom: int, column: int, row: int) -> bool:
    """Whether a tile lies on the part of the world that the site shows."""
    if zoom > MAX_ZOOM:
        return False
    tiles = 2**zoom
    left, top = project(SERVED.north, SERVED.west)
    right, bottom = project(SERVED.south, SERVED.east)
    return int(left * tiles) <= column <= int(right * tiles) and (
        int(top * tiles) <= row <= int(bottom * tiles)
    )


def tile(zoom: int, column: int, row: int) -> bytes:
    """The picture of a tile, from disk or else from the tile server.

    A picture that is too old is still better than none, when the tile server does not answer.
    Raises NoTileError.
    """
    if not (settings.MAP_TILE_PROXY and is_served(zoom, column, row)):
        raise NoTileError
    path = Path(settings.MAP_TILE_FOLDER, str(zoom), str(column), f"{row}.png")
    kept = _read(path)
    if kept and time.time() - path.stat().st_mtime < KEEP_SECONDS:
        return kept
    try:
        content = fetch(
            _address(zoom, column, row), accept="image/*", max_bytes=MAX_BYTES, seconds=SECONDS
        ).content
    except OutboundError as error:
        logger.warning("Tile %s/%s/%s: %s", zoom, column, row, error)
        content = b""
    if content.startswith((PNG, JPEG)):
        _write(path, content)
        return content
    if kept:
        return kept
    raise NoTileError


def _address(zoom: int, column: int, row: int) -> str:
    address: str = settings.MAP_TILE_SOURCE
    for name, value in (("{z}", zoom), ("{x}", column), ("{y}", row), ("{s}", "a"), ("{r}", "")):
        address = address.replace(name, str(value))
    return address


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _write(path: Path, content: bytes) -> None:
    """Put the picture in its place at once: another worker may read it. A full disk is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            draft.write(content)
        os.replace(draft.name, path)
    except OSError as error:
        logger.warning("A tile could not be kept: %s", error)
