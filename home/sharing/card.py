"""The picture that goes with a page without a photo: whose it is, what it says, and where."""

import io
import json
from functools import cache
from typing import NamedTuple

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from search.geometry import NETHERLANDS, project

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
# The land stands at the right, from here.
LAND_LEFT, LAND_TOP, LAND_HEIGHT = 770, 72, 470
SCALE = 2
COLOURS = 64

GROUND, LAND, BORDER = "#0d2f4f", "#2a5c8e", "#0d2f4f"
INK, SOFT, ACCENT = "#ffffff", "#c9d6e2", "#ffc94d"
FONTS = "static/vendor/fira-sans/fira-sans-latin-{}-normal.woff2"
BOUNDARIES = "data/basemap_netherlands.geojson"
TITLE_SIZES = (64, 56, 48, 42)
MOST_LINES = {64: 4, 56: 5, 48: 6, 42: 6}
TEXT_WIDTH = LAND_LEFT - MARGIN - 30
OWNER_TOP = 512


class Card(NamedTuple):
    """What stands on a card. The point is (latitude, longitude), where there is one."""

    title: str
    owner: str
    point: tuple[float, float] | None = None


def draw_card(card: Card) -> bytes:
    """The card as a PNG file of 1200 by 630. Never fails over what is written on it."""
    picture = _ground().copy()
    pen = ImageDraw.Draw(picture)
    lines, size = _set(pen, card.title)
    top = 150
    for line in lines:
        pen.text((MARGIN, top), line, INK, _font(600, size))
        top += round(size * 1.18)
    for number, line in enumerate(_wrapped(pen, card.owner, _font(400, 30))[:2]):
        pen.text((MARGIN, OWNER_TOP + number * 40), line, SOFT, _font(400, 30))
    if card.point and _is_on_land(*card.point):
        _pin(pen, *_on_card(*card.point))
    out = io.BytesIO()
    picture.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _ground() -> Image.Image:
    """What all cards have: the land, the sign and the name of the site. Drawn once."""
    large = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), GROUND)
    pen = ImageDraw.Draw(large)
    for ring in _rings():
        pen.polygon([(x * SCALE, y * SCALE) for x, y in ring], LAND, BORDER, SCALE)
    picture = large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(picture)
    pen.rectangle([0, HEIGHT - 14, WIDTH, HEIGHT], ACCENT)
    _pin(pen, MARGIN + 15, 106)
    pen.text((MARGIN + 46, 66), settings.SITE_NAME, INK, _font(600, 34))
    return picture


def _pin(pen: ImageDraw.ImageDraw, x: float, y: float) -> None:
    """The sign of the site, with its point at (x, y)."""
    pen.polygon([(x - 14, y - 22), (x + 14, y - 22), (x, y)], ACCENT)
    pen.ellipse([x - 16, y - 44, x + 16, y - 12], ACCENT)
    pen.ellipse([x - 6, y - 34, x + 6, y - 22], GROUND)


@cache
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The letter of the site, or Pillow's own where its FreeType reads no woff2."""
    try:
        return ImageFont.truetype(str(settings.BASE_DIR / FONTS.format(weight)), size)
    except OSError:
        return ImageFont.load_default(size)


def _set(pen: ImageDraw.ImageDraw, title: str) -> tuple[list[str], int]:
    """The lines of a title in the largest size that fits; too long a title is cut."""
    for size in TITLE_SIZES:
        lines = _wrapped(pen, title, _font(600, size))
        if len(lines) <= MOST_LINES[size]:
            return lines, size
    kept = lines[: MOST_LINES[size]]
    kept[-1] = kept[-1].rstrip(" .,:;") + " …"
    return kept, size


def _wrapped(
    pen: ImageDraw.ImageDraw,
    text: str,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> list[str]:
    """Text in lines of the width that there is; a word that is wider is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if pen.textlength(longer, font) <= TEXT_WIDTH:
            line = longer
            continue
        lines += [line] if line else []
        while pen.textlength(word, font) > TEXT_WIDTH:
            fits = next(n for n in range(len(word), 0, -1) if _fits(pen, word[:n], font))
            lines.append(f"{word[:fits]}-")
            word = word[fits:]  # noqa: PLW2901  what is left of it
        line = word
    return [*lines, line] if line else lines


def _fits(
    pen: ImageDraw.ImageDraw,
    part: str,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
) -> bool:
    return len(part) == 1 or pen.textlength(f"{part}-", font) <= TEXT_WIDTH


@cache
def _frame() -> tuple[float, float, float]:
    """Where the land begins on the square of the map, and what one unit is on the card."""
    (left, top), (_right, bottom) = project(53.56, 3.35), project(50.75, 7.23)
    return left, top, LAND_HEIGHT / (bottom - top)


def _on_card(latitude: float, longitude: float) -> tuple[float, float]:
    left, top, unit = _frame()
    x, y = project(latitude, longitude)
    return LAND_LEFT + (x - left) * unit, LAND_TOP + (y - top) * unit


def _is_on_land(latitude: float, longitude: float) -> bool:
    """Whether the card has this part of the kingdom: the Caribbean Netherlands are not on it."""
    box = NETHERLANDS
    return box.south <= latitude <= box.north and box.west <= longitude <= box.east


def _rings() -> list[list[tuple[float, float]]]:
    """The outlines of the provinces on the card."""
    boundaries = json.loads((settings.BASE_DIR / BOUNDARIES).read_text(encoding="utf-8"))
    rings = []
    for feature in boundaries["features"]:
        if feature["properties"]["kind"] != "province":
            continue
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        for polygon in parts if geometry["type"] == "MultiPolygon" else [parts]:
            rings.append([_on_card(latitude, longitude) for longitude, latitude in polygon[0]])
    return rings
