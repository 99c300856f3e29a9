"""Measures the grouping of marks, with more places than the country has."""

import statistics
import time
from argparse import ArgumentParser
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand

from search.geometry import NETHERLANDS, Box
from search.map import View, marks_in
from search.places import LAYERS, Places, Selection

CITIES = 400
TIMES = 9
# A look at the country, a region, a city and a street, as a screen of common size shows them.
VIEWS = {
    7: NETHERLANDS,
    9: Box(3.5, 51.7, 5.1, 52.5),
    12: Box(4.2, 52.0, 4.4, 52.1),
    15: Box(4.30, 52.07, 4.33, 52.09),
}


class Command(BaseCommand):
    """Places made up in memory, around cities of unequal size; the database is not touched."""

    help = "Prints a table (Markdown) of the time that the marks of a map take, by zoom."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many places."""
        parser.add_argument("places", type=int, nargs="*", default=[100_000, 1_000_000])

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure each number of places at each zoom; the time is that of the processor."""
        self.stdout.write("| places | zoom | marks | ms |\n|--:|--:|--:|--:|")
        for number in options["places"]:
            selection = made_up(number)
            for zoom, box in VIEWS.items():
                view = View.around(box, zoom)
                marks = marks_in(selection, view).marks
                taken = statistics.median(seconds(selection, view) for _time in range(TIMES))
                self.stdout.write(f"| {number:,} | {zoom} | {len(marks)} | {taken * 1000:.1f} |")


def seconds(selection: Selection, view: View) -> float:
    """The time that one view takes."""
    began = time.process_time()
    marks_in(selection, view)
    return time.process_time() - began


def made_up(number: int) -> Selection:
    """So many places with points around cities, most of them near a few large ones."""
    random = np.random.default_rng(1)
    sizes = random.pareto(1.2, CITIES) + 0.1
    city = random.choice(CITIES, number, p=sizes / sizes.sum())
    latitudes = random.uniform(50.8, 53.4, CITIES)[city] + random.normal(0, 0.03, number)
    longitudes = random.uniform(3.5, 7.1, CITIES)[city] + random.normal(0, 0.05, number)
    sine = np.sin(np.radians(latitudes))
    none = np.zeros(number, dtype=np.int32)
    places = Places(
        entries=np.arange(number),
        locations=np.arange(number),
        layers=random.choice(LAYERS, number, p=(0.6, 0.2, 0.2)).astype(np.int64),
        is_post=np.zeros(number, dtype=np.bool_),
        is_project=np.zeros(number, dtype=np.bool_),
        x=(longitudes + 180) / 360,
        y=0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi),
        approximate=np.zeros(number, dtype=np.bool_),
        buildings=none,
        cities=none,
        provinces=none,
        names=([""], [""], [""]),
    )
    return Selection.of(places, np.arange(number))
