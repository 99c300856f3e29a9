"""Which municipality a city or village belongs to, for the places in which the government sits.

From data/gemeenten.csv. A geocoder knows it for every address; this is for where there is none.
"""

import csv
from functools import cache
from pathlib import Path

from django.conf import settings

from organisations.geo.addresses import city_key


def municipality_of(city: str, province: str) -> str:
    """The name of the municipality; empty for a place that is not in the list.

    The province is needed: there is a Rijswijk in Zuid-Holland, in Gelderland and in Noord-Brabant.
    It is empty in the Caribbean Netherlands, whose islands are as municipalities.
    """
    return _municipalities().get((city_key(city), province), "")


@cache
def _municipalities() -> dict[tuple[str, str], str]:
    path = Path(settings.BASE_DIR) / "data" / "gemeenten.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            (city_key(row["plaats"]), row["provincie"]): row["gemeente"]
            for row in csv.DictReader(lines)
        }
