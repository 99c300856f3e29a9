"""A part of the map as a filter, and the map in a frame on another site."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisations.models import Location, OrganisationPage
from search.filters import Filter
from search.geometry import Box
from tests.factories import LocationFactory, PostFactory
from tests.search.helpers import index_everything
from tests.search.test_map_points import GRONINGEN, organisation_at

pytestmark = pytest.mark.django_db

NORTH = "6.2,53.1,6.9,53.4"


@pytest.fixture
def far() -> OrganisationPage:
    """An organisation in Groningen, and one in The Hague."""
    organisation_at()
    return organisation_at(point=GRONINGEN, city="Groningen", province="Groningen")


def test_list_map_and_search_hold_what_is_on_that_part_of_the_map(
    client: Client, far: OrganisationPage
) -> None:
    asked = Filter.of(gebied=NORTH)
    assert [hit.pk for hit in asked.found[:]] == [far.pk]
    assert list(asked.narrowed().values_list("pk", flat=True)) == [far.pk]
    assert asked.describe() == "op dit deel van de kaart"
    for address in (f"/kaart/?gebied={NORTH}", f"/zoeken/?gebied={NORTH}"):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        found = {link.get("href") for link in page.select("main a")}
        assert far.url in found
        assert page.find("a", class_="chip", string=lambda text: text and "deel van" in text) or (
            "op dit deel van de kaart" in page.get_text()
        )


def test_the_map_opens_at_the_part_that_was_asked_for(
    client: Client, far: OrganisationPage
) -> None:
    page = BeautifulSoup(client.get(f"/kaart/?gebied={NORTH}").content, "html.parser")
    assert '"bounds": [6.2, 53.1, 6.9, 53.4]' in page.select_one("[data-map]")["data-map"]


def test_a_part_is_one_address_however_precisely_it_was_typed() -> None:
    asked = Filter.of(gebied="6.20000001,53.1,6.8999999,53.4")
    assert asked.query_string() == "gebied=6.2000%2C53.1000%2C6.9000%2C53.4000"
    assert asked.area.box == Box(6.2, 53.1, 6.9, 53.4)


@pytest.mark.parametrize("typed", ["", "a,b,c,d", "1,2,3", "7,53,6,54", "nan,1,2,3", "0,0,999,1"])
def test_nonsense_is_left_out_with_a_word(client: Client, typed: str) -> None:
    asked = Filter.of(gebied=typed)
    assert not asked.area.active
    assert bool(asked.problems) == bool(typed)
    assert client.get(f"/zoeken/?gebied={quote(typed)}").status_code == 200


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sides=st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=3, max_size=5))
def test_any_numbers_are_read_or_refused(sides: list[float]) -> None:
    asked = Filter.of(gebied=",".join(map(str, sides)))
    if asked.area.box:
        assert Filter.of(gebied=asked.area.values[0]).area.values == asked.area.values


def test_the_map_may_stand_in_a_frame_on_any_site_and_no_other_page_may(
    client: Client, far: OrganisationPage
) -> None:
    response = client.get(f"/kaart/insluiten/?gebied={NORTH}")
    assert response.status_code == 200
    assert "X-Frame-Options" not in response.headers
    assert "frame-ancestors 'self' *" in response["Content-Security-Policy"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert not response.cookies
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.select("h1")) == 1
    assert page.base["target"] == "_blank", "a link does not open inside the frame"
    assert not page.select("form, script:not([src]), style, [style]")
    for address in ("/kaart/", "/zoeken/", "/"):
        other = client.get(address)
        assert other["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self';" in other["Content-Security-Policy"] + ";"


def test_the_map_page_gives_the_code_for_the_frame(client: Client, far: OrganisationPage) -> None:
    page = BeautifulSoup(client.get(f"/kaart/?gebied={NORTH}&q=%22%3E").content, "html.parser")
    frame = BeautifulSoup(page.select_one("#kaart-code").get_text(), "html.parser").iframe
    assert frame["src"].startswith("http://testserver/kaart/insluiten/?")
    assert frame["title"]
    assert client.get(frame["src"]).status_code == 200


def test_a_post_shows_where_it_is_and_leads_to_the_map_there(client: Client) -> None:
    place = LocationFactory(city="Zwolle", point="SRID=4326;POINT(6.09 52.51)")
    post = PostFactory(parent=place.page, place=place)
    index_everything()
    page = BeautifulSoup(client.get(post.url).content, "html.parser")
    link = page.select_one("a.place-map")
    assert " ".join(link.get_text().split()) == "Zwolle op de kaart"
    dot = link.select_one(".place-map__dot")
    # The east of the country, a little north of the middle.
    assert 0.6 < float(dot["cx"]) / 1000 < 0.8
    assert page.select_one("script[src*='map.js']") is None, "a post stays light"
    there = client.get(link["href"]).content.decode()
    assert post.title in there
    assert 'class="problems"' not in there


@pytest.mark.parametrize(
    "point", [None, {"latitude": None, "longitude": None}, {"latitude": 12.15, "longitude": -68.27}]
)
def test_a_post_without_a_point_in_the_drawing_has_no_picture_of_it(
    client: Client, point: dict[str, float | None] | None
) -> None:
    """No place; an address that is not known; Bonaire."""
    place = LocationFactory()
    if point is not None:
        Location.objects.filter(pk=place.pk).update(**point)
    post = PostFactory(parent=place.page, place=None if point is None else place)
    response = client.get(post.url)
    assert response.status_code == 200
    assert b"place-map" not in response.content
