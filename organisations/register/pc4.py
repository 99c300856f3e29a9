"""Centre points of postcode areas."""

import csv
from functools import cache
from pathlib import Path

from django.conf import settings

from organisations.geo.points import Point


def point_of(postcode: str) -> Point | None:
    """The middle of the area of a postcode ("2511 DP"); None when it is not known."""
    return _table().get(postcode[:4])


@cache
def _table() -> dict[str, Point]:
    path = Path(settings.BASE_DIR) / "data" / "pc4_zwaartepunten.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["pc4"]: Point(latitude=float(row["lat"]), longitude=float(row["lng"]))
            for row in csv.DictReader(file)
        }
