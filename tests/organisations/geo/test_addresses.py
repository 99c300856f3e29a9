"""Addresses: read from a line, and turned into the key of a building."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.geo.addresses import building_key, normal_postcode, number_of, parse_address


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Turfmarkt 147, 2511 DP Den Haag", ("Turfmarkt", "147", "2511 DP", "Den Haag")),
        ("Turfmarkt 147a 2511dp Den Haag", ("Turfmarkt", "147a", "2511 DP", "Den Haag")),
        ("2511dp 147", ("", "147", "2511 DP", "")),
        ("2511 Den Haag", ("", "", "2511", "Den Haag")),
        ("Tiberdreef 12 -24, 3561 GG Utrecht", ("Tiberdreef", "12-24", "3561 GG", "Utrecht")),
        ("Turfmarkt 147, Den Haag", ("Turfmarkt", "147", "", "Den Haag")),
        ("1e Weteringplantsoen 2C, 1017 SL", ("1e Weteringplantsoen", "2C", "1017 SL", "")),
        ("zomaar iets", ("zomaar iets", "", "", "")),
    ],
)
def test_an_address_on_one_line_is_read(line: str, parts: tuple[str, ...]) -> None:
    assert parse_address(line) == parts


@given(st.text(max_size=200))
def test_any_line_is_read_without_failing(line: str) -> None:
    parse_address(line)


@given(st.tuples(*[st.text(max_size=30)] * 4))
def test_a_key_is_always_a_valid_part_of_an_address(parts: tuple[str, str, str, str]) -> None:
    assert re.fullmatch(r"[-a-z0-9_]{0,160}", building_key(*parts))


@pytest.mark.parametrize(
    "address",
    [
        ("Turfmarkt", "147", "Den Haag"),
        ("turfmarkt", "147 ", "'s-Gravenhage"),
        ("Turfmarkt", "147", "’s-Gravenhage"),  # noqa: RUF001  as some registers write it
        ("Turfmarkt", "147", "DEN HAAG"),
        ("Turfmarkt 147", "", "Den Haag"),
        ("Turfmarkt 147", "147", "Den Haag"),
        ("Turfmarkt", "147", "The Hague"),
    ],
)
def test_one_building_has_one_key_however_it_is_spelled(address: tuple[str, str, str]) -> None:
    assert building_key(*address, "2511 DP") == "turfmarkt-147-den-haag"


@pytest.mark.parametrize("number", ["147a", "147 A", "147-a", "147A"])
def test_an_addition_is_part_of_the_key_in_one_form(number: str) -> None:
    assert building_key("Turfmarkt", number, "Den Haag") == "turfmarkt-147a-den-haag"


def test_other_spellings_of_streets_meet() -> None:
    assert building_key("St.-Jacobsstraat", "400 - 420", "Utrecht") == (
        building_key("Sint Jacobsstr.", "400-420", "Utrecht")
    )


def test_without_street_or_city_the_full_postcode_does() -> None:
    assert building_key("", "147", "", "2511dp") == "2511dp-147"
    assert building_key("", "147", "", "2511") == ""
    assert building_key("Turfmarkt", "", "Den Haag", "2511 DP") == ""


def test_neighbours_have_different_keys() -> None:
    keys = {building_key("Turfmarkt", number, "Den Haag") for number in ("1", "11", "1-1", "1a")}
    assert len(keys) == 4


def test_postcodes_come_out_as_people_write_them() -> None:
    assert normal_postcode("2511dp") == normal_postcode(" 2511 Dp ") == "2511 DP"
    assert normal_postcode("2511") == "2511"
    assert normal_postcode(" geen ") == "geen"


def test_the_number_of_a_house_number() -> None:
    assert [number_of(text) for text in ("147-A", "#4", "", "bis")] == ["147", "4", "", ""]
