"""Points: what is stored, what people type, and what is refused."""

import contextlib
import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from organisations.geo.addresses import normal_postcode
from organisations.geo.points import (
    Point,
    format_coordinates,
    format_point,
    is_same_place,
    normal_point,
    parse_coordinates,
    parse_point,
)
from organisations.geo.validators import is_in_kingdom, validate_point, validate_postcode

points = st.builds(
    Point,
    latitude=st.floats(-90, 90).map(lambda n: round(n, 5)),
    longitude=st.floats(-180, 180).map(lambda n: round(n, 5)),
)


@given(points)
def test_a_point_comes_back_as_it_was_stored(point: Point) -> None:
    assert parse_point(format_point(point)) == point


@given(points)
def test_a_point_comes_back_as_it_was_shown(point: Point) -> None:
    assert parse_coordinates(format_coordinates(point)) == point
    assert parse_point(normal_point(format_coordinates(point))) == point


@given(st.text())
def test_any_text_is_a_point_or_kept_as_typed(text: str) -> None:
    result = normal_point(text)
    assert parse_point(result) or result == text.strip()


@given(st.text() | st.from_regex(r"-?[0-9]{1,3}[.,][0-9]{0,6}[ ,;]-?[0-9]{1,3}[.,][0-9]{0,6}"))
def test_any_text_is_a_place_in_the_kingdom_or_refused(text: str) -> None:
    with contextlib.suppress(ValidationError):
        validate_point(text)
        point = parse_point(normal_point(text))
        assert point is not None
        assert is_in_kingdom(point)


@given(st.text())
def test_any_postcode_that_is_accepted_is_four_digits_and_two_letters(text: str) -> None:
    with contextlib.suppress(ValidationError):
        validate_postcode(text)
        assert re.fullmatch(r"[1-9][0-9]{3}( [A-Z]{2})?", normal_postcode(text))


@pytest.mark.parametrize(
    "text",
    [
        "52.07832, 4.32012",
        "52.07832,4.32012",
        "52.07832 4.32012",
        "52,07832, 4,32012",
        "52,07832 4,32012",
        "52,07832; 4,32012",
        " 52.07832 / 4.32012 ",
        "52.07832° 4.32012°",
        "+52.07832, +4.32012",
    ],
)
def test_coordinates_may_be_typed_in_many_ways(text: str) -> None:
    assert parse_coordinates(text) == Point(52.07832, 4.32012)


@pytest.mark.parametrize(
    "text", ["", "52.1", "hier", "52.1, x", "95, 4", "52, 200", "1e5, 4", "٥٢, ٤"]
)
def test_what_is_no_pair_of_numbers_on_earth_is_no_point(text: str) -> None:
    assert parse_coordinates(text) is None


@pytest.mark.parametrize(
    "place",
    [
        Point(52.0783, 4.3201),  # Den Haag
        Point(50.7546, 6.0208),  # Vaals
        Point(53.4800, 6.1600),  # Schiermonnikoog
        Point(12.1500, -68.2700),  # Kralendijk
        Point(17.4890, -62.9760),  # Oranjestad, Sint Eustatius
        Point(12.5240, -70.0270),  # Aruba
    ],
)
def test_every_part_of_the_kingdom_is_in_the_kingdom(place: Point) -> None:
    assert is_in_kingdom(place)
    validate_point(format_point(place))


def test_a_place_elsewhere_is_refused_in_plain_words() -> None:
    with pytest.raises(ValidationError, match="buiten het Koninkrijk der Nederlanden"):
        validate_point("SRID=4326;POINT(2.35 48.85)")


def test_who_swaps_latitude_and_longitude_is_told_so() -> None:
    with pytest.raises(ValidationError, match="eerst de breedte en dan de lengte"):
        validate_point("4.3201, 52.0783")


@pytest.mark.parametrize(
    "text", ["geen plek", "SRID=4326;POINT(a b)", "SRID=28992;POINT(4 52)", "0"]
)
def test_garbage_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValidationError, match=r"52\.0784, 4\.3179"):
        validate_point(text)


@pytest.mark.parametrize("code", ["2511 DP", "2511dp", "2511", " 2511 DP "])
def test_postcodes_are_accepted_as_people_write_them(code: str) -> None:
    validate_postcode(code)


@pytest.mark.parametrize(
    "code", ["0511 DP", "251 DP", "2511 D", "2511 SS", "2511 DPX", "B-1000", "٢٥١١"]
)
def test_impossible_postcodes_are_refused(code: str) -> None:
    with pytest.raises(ValidationError, match="geen Nederlandse postcode"):
        validate_postcode(code)


def test_points_within_a_metre_are_the_same_place() -> None:
    assert is_same_place("SRID=4326;POINT(4.3205 52.0724)", "SRID=4326;POINT(4.32050 52.07240)")
    assert not is_same_place("SRID=4326;POINT(4.3205 52.0724)", "SRID=4326;POINT(4.3207 52.0724)")
    assert is_same_place("", None)
    assert not is_same_place("", "SRID=4326;POINT(4.3205 52.0724)")
