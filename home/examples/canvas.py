"""The canvas and the colours with which the examples are drawn."""

import io
import random
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
SCALE = 2
QUALITY = 84


class Palette(NamedTuple):
    """The colours of a drawing, as hexadecimal RGB."""

    sky: str
    sun: str
    shades: tuple[str, str, str, str]
    dark: str
    ground: str
    light: str
    accent: str


PALETTES = {
    "green": Palette(
        "#cdebe2", "#fbe3a8", ("#5bb8a8", "#459d6e", "#3a7d80", "#7cc7b0"),
        "#2f5d50", "#35665a", "#f6e9bf", "#e0a33a",
    ),
    "blue": Palette(
        "#dce9f5", "#fdf1d0", ("#5b8fc4", "#3f6fa5", "#7fb0dc", "#4a80b5"),
        "#17375e", "#2b4f7c", "#fdf6dd", "#f2b632",
    ),
    "sand": Palette(
        "#f7ecd9", "#f6c76b", ("#d99a5b", "#c27a46", "#e6b883", "#b5673f"),
        "#6b3d2a", "#8a5638", "#fff5dd", "#2f7f86",
    ),
    "dusk": Palette(
        "#e6def0", "#f9cfa9", ("#8c78b4", "#6c5a97", "#a896c9", "#7a679f"),
        "#3b2f5c", "#4d3f73", "#fbe9c6", "#e28b5b",
    ),
    "water": Palette(
        "#d9eef2", "#fff3c9", ("#4fa3b5", "#2f7f97", "#83c3cf", "#3b91a4"),
        "#144a5c", "#26667a", "#fff8e0", "#e9a13b",
    ),
}  # fmt: skip


class Canvas:
    """A drawing in units; hides that it is drawn larger than it comes out."""

    def __init__(self, palette: Palette, seed: int) -> None:
        self.palette = palette
        self.random = random.Random(seed)  # noqa: S311  the same drawing for the same seed
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), palette.sky)
        self.pen = ImageDraw.Draw(self.image)

    def box(  # noqa: PLR0917  a box is its four sides
        self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0
    ) -> None:
        """A rectangle with its left top at (x, y), with rounded corners if asked."""
        corners = [x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1]
        self.pen.rounded_rectangle(corners, radius * SCALE, fill)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        """An ellipse around (x, y)."""
        self.pen.ellipse(
            [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE], fill
        )

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        """A closed shape."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def line(self, points: list[tuple[float, float]], fill: str, width: float) -> None:
        """A line with round joints and ends."""
        self.pen.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill, round(width * SCALE), joint="curve"
        )
        for x, y in (points[0], points[-1]):
            self.oval(x, y, width / 2, width / 2, fill)

    def jpeg(self) -> bytes:
        """The drawing as a file of 1600 by 900 pixels."""
        small = _lit(self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))
        out = io.BytesIO()
        small.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        return out.getvalue()


def _lit(picture: Image.Image) -> Image.Image:
    """The picture in soft light from the upper left, a little darker towards its edges."""
    down, across = np.mgrid[0 : 1 : HEIGHT * 1j, 0 : 1 : WIDTH * 1j]
    light = 1.07 - 0.16 * (0.6 * down + 0.4 * across)
    edges = 1 - 0.18 * ((across - 0.5) ** 2 + (down - 0.5) ** 2)
    pixels = np.asarray(picture, np.float32) * (light * edges)[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
