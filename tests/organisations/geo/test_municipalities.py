"""The municipality of a place, where no geocoder has told it."""

import csv
import json

import pytest
from django.conf import settings

from organisations.geo.municipalities import municipality_of
from organisations.register import values

DATA = settings.BASE_DIR / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("city", "province", "expected"),
    [
        ("Hoofddorp", "Noord-Holland", "Haarlemmermeer"),
        ("'s-Gravenhage", "Zuid-Holland", "Den Haag"),
        ("Rijswijk", "Zuid-Holland", "Rijswijk"),
        ("Rijswijk", "Gelderland", ""),
        ("Nergenshuizen", "Drenthe", ""),
        ("Kralendijk, Bonaire", "", "Bonaire"),
        ("Willemstad", "", ""),
        ("", "", ""),
    ],
)
def test_a_municipality_is_known_by_place_and_province(
    city: str, province: str, expected: str
) -> None:
    assert municipality_of(city, province) == expected


def test_every_place_of_the_register_in_a_province_has_a_municipality() -> None:
    places = {
        (row["plaats"], values.clean_province(row["provincie"]))
        for row in rows("rijksorganisaties.csv")
        if row["plaats"] and row["provincie"]
    }
    assert len(places) >= 40
    assert {place for place in places if not municipality_of(*place)} == set()


def test_the_list_names_provinces_that_there_are() -> None:
    base_map = json.loads((DATA / "basemap_netherlands.geojson").read_text(encoding="utf-8"))
    names = {feature["properties"].get("name", "") for feature in base_map["features"]}
    listed = rows("gemeenten.csv")
    assert {row["provincie"] for row in listed} <= {*names, ""}
    assert all(row["gemeente"].strip() == row["gemeente"] != "" for row in listed)
    assert len({(row["plaats"], row["provincie"]) for row in listed}) == len(listed)
