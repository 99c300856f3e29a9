"""Placing without a network: postcodes, cities and provinces from the bundled files."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from organisations.geo import pc4
from organisations.geo.points import Point
from organisations.geo.provinces import normal_province, province_of


def test_a_postcode_is_placed_near_its_addresses() -> None:
    place = pc4.point_of("2511 DP")
    assert place is not None
    assert place == pytest.approx((52.0783, 4.3201), abs=0.01)
    assert pc4.point_of("2511") == place == pc4.point_of("2511dp")


@pytest.mark.parametrize("text", ["", "2500 GX", "geen", "0000"])
def test_an_unknown_postcode_has_no_place(text: str) -> None:
    assert pc4.point_of(text) is None


def test_cities_are_known_where_the_register_has_an_address() -> None:
    assert pc4.city_of("2511 DP") == "Den Haag"
    assert pc4.city_of("9999") == ""
    assert pc4.find_city("'s-Gravenhage") == pytest.approx((52.0783, 4.3201), abs=0.04)
    assert pc4.find_city("Nergenshuizen") is None
    assert pc4.find_city("") is None


def test_the_province_agrees_with_every_address_of_the_register() -> None:
    path = Path(settings.BASE_DIR) / "data" / "rijksorganisaties.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"] and row["provincie"]]
    assert len(rows) > 200
    for row in rows:
        assert province_of(Point(float(row["lat"]), float(row["lng"]))) == row["provincie"], row[
            "naam"
        ]


@pytest.mark.parametrize(
    "place",
    [Point(48.85, 2.35), Point(12.15, -68.27), Point(53.6, 4.0), Point(51.2213, 4.4051)],
    ids=["Paris", "Kralendijk", "North Sea", "Antwerp"],
)
def test_outside_the_provinces_there_is_no_province(place: Point) -> None:
    assert province_of(place) == ""


def test_a_quay_just_outside_the_drawn_coast_is_in_its_province() -> None:
    assert province_of(Point(52.1130, 4.2700)) == "Zuid-Holland"


def test_friesland_is_called_by_its_official_name() -> None:
    assert normal_province("Friesland") == "Fryslân"
    assert province_of(Point(53.2012, 5.7999)) == "Fryslân"
