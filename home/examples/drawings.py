"""Calm drawings of cities, offices and maps, made by code, so that examples need no photos.

A scene draws on a canvas of 1600 by 900 units. The canvas is kept at twice that size and halved
at the end: so the edges come out smooth.
"""

from collections.abc import Callable

from home.examples.canvas import HEIGHT, PALETTES, WIDTH, Canvas


def plant(c: Canvas, x: float, floor: float, size: float) -> None:
    """A plant in a pot that stands on the floor."""
    for lean in (-0.7, -0.35, 0, 0.35, 0.7):
        tip = (x + lean * size, floor - size * (1.5 - abs(lean) * 0.6))
        side = size * 0.13
        middle = ((x + tip[0]) / 2, (floor - size * 0.4 + tip[1]) / 2)
        c.shape(
            [
                (x, floor - size * 0.4),
                (middle[0] - side, middle[1]),
                tip,
                (middle[0] + side, middle[1]),
            ],
            "#3f8f63" if lean in (-0.35, 0.35) else "#2f7a54",
        )
    c.shape(
        [
            (x - size * 0.3, floor - size * 0.5),
            (x + size * 0.3, floor - size * 0.5),
            (x + size * 0.22, floor),
            (x - size * 0.22, floor),
        ],
        c.palette.accent,
    )


def window(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A window with a view of a city."""
    p = c.palette
    c.box(x - 12, y - 12, w + 24, h + 24, p.light, 6)
    c.box(x, y, w, h, p.sky)
    c.oval(x + w * 0.78, y + h * 0.3, h * 0.13, h * 0.13, p.sun)
    left = x
    while left < x + w:
        width = min(c.random.uniform(30, 70), x + w - left)
        tall = c.random.uniform(0.2, 0.6) * h
        c.box(left, y + h - tall, width, tall, c.random.choice(p.shades))
        left += width
    c.box(x + w / 2 - 5, y, 10, h, p.light)


def desk(c: Canvas, x: float, floor: float, w: float) -> None:
    """A desk with a screen, seen from the front, with a chair before it."""
    p = c.palette
    top = floor - 190
    c.box(x + w * 0.3, top - 135, w * 0.4, 105, p.dark, 8)
    c.box(x + w * 0.3 + 9, top - 126, w * 0.4 - 18, 87, p.sky, 4)
    c.box(x + w * 0.48, top - 30, w * 0.04, 30, p.dark)
    c.box(x, top, w, 18, p.light, 6)
    c.box(x + 14, top + 18, 14, 172, p.dark)
    c.box(x + w - 28, top + 18, 14, 172, p.dark)
    c.box(x + w * 0.38, top + 50, w * 0.24, 90, p.accent, 18)
    c.box(x + w * 0.49, top + 140, 10, 40, p.dark)
    c.box(x + w * 0.40, top + 178, w * 0.2, 10, p.dark, 5)


def skyline(c: Canvas) -> None:
    """A street of offices under a low sun."""
    p = c.palette
    c.oval(c.random.uniform(800, 1250), 230, 115, 115, p.sun)
    for row, (base, low, high) in enumerate([(800, 300, 560), (820, 180, 420)]):
        x = -40.0 if row else 10.0
        while x < WIDTH:
            w, h = c.random.uniform(90, 180), c.random.uniform(low, high)
            c.box(x, base - h, w, h, c.random.choice(p.shades) if row else p.shades[3])
            if row:
                for wy in range(int(base - h + 30), int(base - 40), 46):
                    for wx in range(int(x + 18), int(x + w - 26), 34):
                        if c.random.random() < 0.45:
                            c.box(wx, wy, 16, 24, p.light)
            x += w + c.random.uniform(-4, 26)
    c.box(0, 800, WIDTH, 100, p.ground)
    for x in range(80, WIDTH, 210):
        c.box(x - 6, 745, 12, 60, p.dark)
        c.oval(x, 725, 38, 46, p.dark)


def office(c: Canvas) -> None:
    """Desks before a wide window."""
    p = c.palette
    c.box(0, 0, WIDTH, HEIGHT, p.shades[2])
    for x in (110, 620, 1130):
        window(c, x, 90, 360, 330)
        c.line([(x + 180, 0), (x + 180, 30)], p.dark, 6)
    c.box(0, 700, WIDTH, 200, p.ground)
    for x in (150, 640, 1130):
        desk(c, x, 800, 330)
    plant(c, 70, 815, 120)
    plant(c, 1540, 815, 120)


def meeting(c: Canvas) -> None:
    """A round table with chairs and a screen on the wall."""
    p = c.palette
    c.box(0, 0, WIDTH, HEIGHT, p.sky)
    c.box(0, 640, WIDTH, 260, p.ground)
    c.box(520, 100, 560, 320, p.dark, 14)
    c.box(540, 120, 520, 280, p.light, 6)
    for number, height in enumerate((70, 130, 100, 180, 150)):
        c.box(600 + number * 84, 370 - height, 50, height, p.shades[number % 4])
    for x in (300, 500, 720, 940, 1160):
        c.box(x, 450, 150, 170, p.accent if x in (500, 940) else p.shades[1], 34)
    c.oval(800, 650, 600, 95, p.dark)
    c.oval(800, 632, 600, 95, p.light)
    for x in (460, 690, 930, 1140):
        c.box(x, 600, 96, 56, p.shades[0], 6)
    for x in (600, 1070):
        c.oval(x, 650, 24, 12, p.accent)
    c.box(770, 725, 60, 120, p.dark)
    c.oval(800, 848, 210, 26, p.dark)
    plant(c, 150, 800, 150)
    plant(c, 1460, 800, 150)


def desk_top(c: Canvas) -> None:
    """A desk from above: a laptop, a cup, a notebook and no paper tower."""
    p = c.palette
    c.box(0, 0, WIDTH, HEIGHT, p.shades[2])
    c.box(90, 90, 1420, 720, p.light, 24)
    c.box(520, 150, 560, 340, p.dark, 20)
    c.box(545, 172, 510, 296, p.shades[0], 8)
    for row, width in enumerate((380, 300, 420, 240)):
        c.box(590, 215 + row * 58, width, 22, p.sky, 11)
    c.box(480, 490, 640, 220, p.shades[1], 20)
    for row in range(4):
        for key in range(12):
            c.box(520 + key * 47, 515 + row * 34, 38, 25, p.sky, 5)
    c.box(690, 658, 220, 38, p.sky, 8)
    c.oval(1290, 300, 105, 105, p.dark)
    c.oval(1290, 300, 92, 92, p.sky)
    c.oval(1290, 300, 70, 70, "#6b4a35")
    c.line([(1385, 255), (1440, 215)], p.dark, 24)
    c.box(170, 240, 250, 360, p.accent, 12)
    c.box(196, 240, 12, 360, p.dark)
    c.line([(450, 250), (450, 560)], p.dark, 14)
    c.box(1190, 500, 200, 260, p.sky, 6)
    for row in range(6):
        c.box(1220, 535 + row * 34, 140 - (row % 3) * 26, 10, p.shades[1], 5)


def city_map(c: Canvas) -> None:
    """A map of a city with a river, streets and marked places."""
    p = c.palette
    c.box(0, 0, WIDTH, HEIGHT, p.light)
    for x in range(-60, WIDTH, 190):
        for y in range(-40, HEIGHT, 150):
            if c.random.random() < 0.82:
                fill = "#bfe0c2" if c.random.random() < 0.18 else p.sky
                c.box(x + 12, y + 12, 166, 126, fill, 10)
                if fill == p.sky:
                    for _number in range(c.random.randint(1, 4)):
                        c.box(
                            x + c.random.uniform(24, 120), y + c.random.uniform(24, 90),
                            c.random.uniform(24, 46), c.random.uniform(20, 38), p.shades[3], 4,
                        )  # fmt: skip
    river = [(-50, 640), (260, 600), (520, 470), (800, 450), (1060, 330), (1330, 300), (1660, 160)]
    c.line([(float(x), float(y)) for x, y in river], p.shades[0], 92)
    for start, end in (
        ((380, -20), (700, 920)),
        ((1180, -20), (1010, 920)),
        ((-20, 240), (1620, 700)),
    ):
        c.line([start, end], "#ffffff", 30)
    for x, y in ((330, 300), (760, 210), (930, 640), (1290, 480), (560, 700)):
        c.oval(x, y + 8, 34, 12, p.shades[1])
        c.shape([(x - 50, y - 90), (x + 50, y - 90), (x, y + 6)], p.dark)
        c.oval(x, y - 112, 60, 60, p.dark)
        c.oval(x, y - 112, 25, 25, p.accent)


def counter(c: Canvas) -> None:
    """One long counter with three places to be helped, and a bench to wait on."""
    p = c.palette
    c.box(0, 0, WIDTH, HEIGHT, p.sky)
    c.box(0, 680, WIDTH, 220, p.ground)
    for number, x in enumerate((130, 610, 1090)):
        c.box(x, 110, 380, 320, p.shades[number], 18)
        c.box(x + 30, 140, 320, 250, p.light, 8)
        c.oval(x + 190, 205, 40, 40, p.accent if number == 1 else p.dark)
        c.box(x + 110, 275, 160, 20, p.shades[number], 10)
        c.box(x + 140, 312, 100, 20, p.shades[number], 10)
    c.box(70, 470, 1460, 34, p.dark, 12)
    c.box(100, 504, 1400, 200, p.shades[1])
    for x in range(130, 1480, 90):
        c.box(x, 530, 60, 150, p.shades[0], 8)
    c.box(500, 800, 600, 26, p.accent, 12)
    for x in (550, 1030):
        c.box(x, 826, 20, 50, p.dark)
    plant(c, 60, 800, 130)
    plant(c, 1540, 800, 130)


def paperless(c: Canvas) -> None:
    """A shrinking row of paper piles, and a tablet at the end."""
    p = c.palette
    c.oval(1230, 210, 120, 120, p.sun)
    c.box(0, 690, WIDTH, 210, p.ground)
    for number, sheets in enumerate((15, 10, 6, 3)):
        x = 120 + number * 235
        for sheet in range(sheets):
            shift = c.random.uniform(-9, 9)
            fill = p.light if sheet % 2 else "#ffffff"
            c.box(x + shift, 660 - sheet * 30, 185, 27, fill, 3)
            c.box(x + shift + 20, 670 - sheet * 30, 110, 6, p.shades[sheet % 4], 3)
    c.box(1110, 330, 300, 372, p.dark, 26)
    c.box(1132, 354, 256, 324, p.light, 8)
    c.box(1160, 384, 200, 90, p.shades[0], 8)
    for row, width in enumerate((200, 160, 184, 120)):
        c.box(1160, 500 + row * 40, width, 16, p.shades[2], 8)


def quiet_room(c: Canvas) -> None:
    """An armchair under a lamp, by a bookcase."""
    p = c.palette
    c.box(0, 0, WIDTH, HEIGHT, p.shades[3])
    c.box(0, 720, WIDTH, 180, p.ground)
    window(c, 120, 120, 380, 420)
    c.box(1050, 140, 430, 600, p.dark, 8)
    for shelf in range(4):
        y = 165 + shelf * 143
        c.box(1072, y, 386, 120, p.shades[1])
        x = 1080.0
        while x < 1430:
            w, h = c.random.uniform(16, 34), c.random.uniform(64, 108)
            c.box(x, y + 120 - h, w, h, c.random.choice([p.light, p.accent, p.sky, p.shades[2]]), 2)
            x += w + c.random.choice([3, 3, 3, 24])
    c.oval(740, 830, 330, 44, p.shades[0])
    c.box(590, 470, 300, 240, p.accent, 60)
    c.box(630, 590, 220, 130, p.light, 30)
    for x in (550, 860):
        c.box(x, 560, 75, 190, p.accent, 30)
    for x in (590, 870):
        c.box(x, 745, 16, 60, p.dark)
    c.line([(960, 800), (960, 330)], p.dark, 10)
    c.shape([(890, 350), (1030, 350), (990, 240), (930, 240)], p.sun)
    c.oval(960, 802, 60, 12, p.dark)
    plant(c, 400, 800, 150)


def waterway(c: Canvas) -> None:
    """A bridge over a wide river with a ship."""
    p = c.palette
    c.oval(330, 220, 100, 100, p.sun)
    left = 0.0
    while left < WIDTH:
        w, h = c.random.uniform(60, 130), c.random.uniform(40, 170)
        c.box(left, 520 - h, w, h, c.random.choice([p.shades[2], p.shades[3]]))
        left += w + c.random.uniform(0, 40)
    c.box(0, 520, WIDTH, 380, p.shades[0])
    for number in range(26):
        c.box(
            c.random.uniform(0, 1500),
            560 + number * 13,
            c.random.uniform(60, 190),
            7,
            p.shades[2],
            4,
        )
    c.box(0, 430, WIDTH, 34, p.dark)
    for tower in (520, 1080):
        c.box(tower - 22, 150, 44, 470, p.dark)
        for step in range(1, 8):
            for side in (-1, 1):
                c.line([(tower, 170), (tower + side * step * 40, 432)], p.dark, 4)
    c.shape([(640, 690), (1010, 690), (960, 770), (680, 770)], p.dark)
    c.box(700, 630, 120, 60, p.light, 4)
    c.box(840, 650, 130, 40, p.accent, 4)


def coffee_bar(c: Canvas) -> None:
    """A bar with stools, lamps and cups: where colleagues meet."""
    p = c.palette
    c.box(0, 0, WIDTH, HEIGHT, p.shades[2])
    c.box(0, 740, WIDTH, 160, p.ground)
    window(c, 130, 190, 520, 260)
    window(c, 950, 190, 520, 260)
    for x in (260, 620, 980, 1340):
        c.line([(x, 0), (x, 120)], p.dark, 5)
        c.shape([(x - 70, 180), (x + 70, 180), (x + 26, 110), (x - 26, 110)], p.accent)
        c.oval(x, 184, 30, 16, p.sun)
    c.box(110, 500, 1380, 34, p.light, 10)
    c.box(150, 534, 1300, 250, p.dark)
    for x in range(180, 1420, 130):
        c.box(x, 560, 100, 200, p.shades[1], 6)
    for x in (320, 560, 1000, 1240):
        c.box(x, 458, 56, 42, "#ffffff", 10)
        c.oval(x + 62, 476, 14, 14, "#ffffff")
        c.oval(x + 62, 476, 7, 7, p.shades[2])
    for x in (300, 600, 900, 1200):
        c.oval(x + 50, 640, 74, 18, p.accent)
        c.line([(x + 50, 655), (x + 20, 850)], p.accent, 9)
        c.line([(x + 50, 655), (x + 80, 850)], p.accent, 9)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "city-map": city_map,
    "coffee-bar": coffee_bar,
    "counter": counter,
    "desk": desk_top,
    "meeting": meeting,
    "office": office,
    "paperless": paperless,
    "quiet-room": quiet_room,
    "skyline": skyline,
    "waterway": waterway,
}


def draw(scene: str, palette: str, seed: int = 1) -> bytes:
    """A drawing as a JPEG file; the same arguments give the same drawing."""
    canvas = Canvas(PALETTES[palette], seed)
    SCENES[scene](canvas)
    return canvas.jpeg()
