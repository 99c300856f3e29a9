"""Places of four-digit postcodes, from a table that is part of the project: works with no network.

Source: data/pc4_zwaartepunten.csv (see data/README.md), the centre of the addresses of every
four-digit area, 0.3 to 1 km off. Cities come from the addresses in the bundled register, so not
every city is known.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from organisations.geo.addresses import normal_postcode, same_city
from organisations.geo.points import Point


def point_of(postcode: str) -> Point | None:
    """The middle of the area of a postcode ("2511 DP" or "2511"); None when it is not known."""
    return _table().get(normal_postcode(postcode)[:4])


def city_of(postcode: str) -> str:
    """The city that an area belongs to, where the register tells; else an empty string."""
    return _cities().get(normal_postcode(postcode)[:4], "")


def find_city(name: str) -> Point | None:
    """The middle of the postcode areas that are known to lie in a city; None when unknown."""
    points = [
        point
        for pc4, city in _cities().items()
        if name.strip() and same_city(city, name) and (point := point_of(pc4))
    ]
    if not points:
        return None
    return Point(
        latitude=sum(point.latitude for point in points) / len(points),
        longitude=sum(point.longitude for point in points) / len(points),
    )


@cache
def _table() -> Mapping[str, Point]:
    """All areas by their four digits."""
    return {
        row["pc4"]: Point(latitude=float(row["lat"]), longitude=float(row["lng"]))
        for row in _rows("pc4_zwaartepunten.csv")
    }


@cache
def _cities() -> Mapping[str, str]:
    """City by four digits: the name that most addresses of the register in that area carry."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in _rows("rijksorganisaties.csv"):
        if row["postcode"][:4] in _table() and row["plaats"]:
            counts[row["postcode"][:4]][
                row["plaats"].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
            ] += 1
    return {pc4: max(names, key=lambda name: names[name]) for pc4, names in counts.items()}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (Path(settings.BASE_DIR) / "data" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
