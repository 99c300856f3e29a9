"""A bar chart of numbers, as shapes for an inline SVG."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import date as date_format

from organisations.readership.numbers import Number

WIDTH, HEIGHT = 600, 160
TOP, BOTTOM = 24, 24


@dataclass(frozen=True)
class Bar:
    """One bar, in units of the drawing; `label` says of which day or month it is."""

    x: float
    y: float
    width: float
    height: float
    label: str
    number: int


@dataclass(frozen=True)
class Tick:
    """A word below the axis; `anchor` says which side of it stands at `x`."""

    x: float
    anchor: str
    label: str


@dataclass(frozen=True)
class Chart:
    """What the template draws, and the table beside it: both from the same bars."""

    name: str
    title: str
    column: str
    bars: list[Bar]
    ticks: list[Tick]
    highest: int
    total: int
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    base: int = HEIGHT - BOTTOM


def day_label(day: date) -> str:
    """A day in words: "3 november"."""
    return str(date_format(day, "j F"))


def month_label(day: date) -> str:
    """A month in words: "november 2026"."""
    return str(date_format(day, "F Y"))


def draw(
    name: str, title: str, column: str, numbers: list[Number], label: Callable[[date], str]
) -> Chart:
    """A chart of these numbers, oldest at the left.

    Args:
        name: what the chart is called in the page; unique there.
        title: what it shows, in words.
        column: the heading above the days or months in the table.
        numbers: at least one.
        label: makes the word for a day.
    """
    highest = max(number.number for number in numbers)
    room = HEIGHT - TOP - BOTTOM
    step = WIDTH / len(numbers)
    bars = []
    for place, number in enumerate(numbers):
        height = round(room * number.number / highest, 1) if highest else 0.0
        bars.append(
            Bar(
                x=round(place * step + step * 0.1, 1),
                y=round(HEIGHT - BOTTOM - height, 1),
                width=round(step * 0.8, 1),
                height=height,
                label=label(number.day),
                number=number.number,
            )
        )
    ticks = [
        Tick(0, "start", bars[0].label),
        Tick(WIDTH / 2, "middle", bars[len(bars) // 2].label),
        Tick(WIDTH, "end", bars[-1].label),
    ]
    total = sum(number.number for number in numbers)
    return Chart(name, title, column, bars, ticks, highest, total)
