"""Draws the icons of the site from its sign (static/img/favicon.svg); run after the sign changes.

.venv/bin/python static/img/icons/draw.py
"""

from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
SCALE = 4
GROUND, PIN, HOUSE = "#123f6b", "#ffc94d", "#0d2f4f"
# A maskable icon may be cut to a circle of 80 % of its width: the sign stays within.
SIGN = 0.6


def icon(size: int, *, sign: float = SIGN, ground: str | None = GROUND) -> Image.Image:
    """The sign, 32 by 40 units, in the middle of a square."""
    side = size * SCALE
    picture = Image.new("RGBA", (side, side), ground or (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    unit = side * sign / 40
    left, top = (side - 32 * unit) / 2, (side - 40 * unit) / 2

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * unit, top + y * unit

    pen.polygon([at(2.6, 21.5), at(29.4, 21.5), at(16, 40)], PIN)
    pen.ellipse([at(1, 0), at(31, 30)], PIN)
    pen.polygon([at(16, 5.5), at(25.5, 10.6), at(25.5, 12.5), at(6.5, 12.5), at(6.5, 10.6)], HOUSE)
    for column in range(4):
        x = 8.3 + column * 4.3
        pen.rectangle([at(x, 14), at(x + 2.6, 19.6)], HOUSE)
    pen.rectangle([at(6.5, 21), at(25.5, 23.4)], HOUSE)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


for number in (180, 192, 512):
    icon(number).convert("RGB").quantize(64).save(HERE / f"icon-{number}.png", optimize=True)
icon(64, sign=1, ground=None).save(HERE / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
