"""The map page and the map component: complete without script, the same cost for any number."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.template import Context, Template
from django.test import Client, RequestFactory

from organisations.models import Kind, Location, State
from search.geometry import Box
from search.indexing import write
from search.map_drawing import DrawnMark, clip, land_svg
from tests.factories import LocationFactory, MinistryFactory, OrganisationFactory
from tests.search.test_map_points import GRONINGEN, organisation_at, post_at

pytestmark = pytest.mark.django_db


def read(client: Client, query: str = "") -> BeautifulSoup:
    """The page as a reader without script gets it."""
    response = client.get(f"/kaart/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html5lib")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").get_text(" ").split())


def draw(query: str = "", **options: Any) -> BeautifulSoup:
    """The map component on some page."""
    source = "{% load map_tags %}{% location_map query=query label='Kaart van iets' %}"
    context = Context({"query": query, "request": RequestFactory().get("/"), **options})
    return BeautifulSoup(Template(source).render(context), "html5lib")


def test_the_list_holds_every_place_with_its_address_and_how_precise_it_is(client: Client) -> None:
    owner = organisation_at()
    far = organisation_at(point=GRONINGEN, city="Groningen", province="Groningen")
    page = read(client)
    for organisation in (owner, far):
        assert page.select_one(f'.map-page__list a[href="{organisation.get_url()}"]')
    assert "Turfmarkt 147, 2511 DP Den Haag" in words(page)
    assert "precies op het adres" in words(page)
    headings = [heading.get_text(strip=True) for heading in page.select(".map-area__name")]
    assert headings == ["Groningen, Groningen", "Den Haag, Zuid-Holland"]


def test_organisations_without_a_place_are_in_the_list_and_said_to_have_none(
    client: Client,
) -> None:
    nowhere = OrganisationFactory()
    vague = OrganisationFactory()
    LocationFactory(page=vague, point="", postcode="", city="Kralendijk")
    write([nowhere.pk, vague.pk])
    page = read(client)
    assert page.select_one(f'.map-page__list a[href="{nowhere.get_url()}"]')
    assert "geen adres bekend" in words(page)
    assert "Kralendijk staat niet op de kaart" in words(page)


def test_questions_and_initiatives_stand_with_their_place(client: Client) -> None:
    owner = organisation_at()
    question = post_at(owner, kind=Kind.QUESTION, state=State.OPEN)
    (place,) = read(client).select(".map-place")
    assert [link["href"] for link in place.select(".map-place__found a")] == [
        owner.get_url(),
        question.get_url(),
    ]
    assert "Vraag" in place.get_text()


def test_a_long_list_has_pages_that_together_hold_everything(client: Client) -> None:
    urls = set()
    for number in range(33):
        owner = organisation_at(house_number=str(number)) if number % 2 else OrganisationFactory()
        write([owner.pk])
        urls.add(owner.get_url())
    shown = [
        {link["href"] for link in read(client, query).select(".map-place__found a")}
        for query in ("", "?pagina=2")
    ]
    assert urls <= shown[0] | shown[1]
    assert not urls & shown[0] & shown[1]


def test_the_filter_narrows_map_and_list_and_is_said_in_words(client: Client) -> None:
    ministry = MinistryFactory(slug="bzk", title="Ministerie van Binnenlandse Zaken")
    write([ministry.pk])
    mine = organisation_at(page=OrganisationFactory(parent=ministry))
    other = organisation_at(point=GRONINGEN)
    page = read(client, "?ministerie=bzk")
    assert mine.title in words(page)
    assert other.title not in words(page)
    assert page.select_one('option[value="bzk"][selected]')
    assert json.loads(page.select_one("[data-map]")["data-map"])["query"] == "ministerie=bzk"
    assert page.select_one('a[href="/zoeken/?ministerie=bzk"]')


def test_the_form_holds_what_was_asked(client: Client) -> None:
    assert read(client, "?q=balie").select_one("#kaart-tekst")["value"] == "balie"
    assert read(client, "").select_one("#kaart-tekst")["value"] == ""


def test_a_large_number_fits_in_its_mark() -> None:
    numbers = {
        count: DrawnMark(0, 0, 40, count, "place", True).number for count in (9, 9999, 35230)
    }
    assert numbers == {9: "9", 9999: "9999", 35230: "35K"}


def test_what_is_not_understood_is_said_and_never_an_error(client: Client) -> None:
    page = read(client, "?ministerie=nergens&pagina=abc&q=%00%22&zoom=x&soort=raar")
    assert "nergens" in words(page)


def test_nothing_found_shows_the_way_on(client: Client) -> None:
    organisation_at()
    page = read(client, "?soort=initiatief")
    assert page.select_one('main .empty a[href="/kaart/"]')


def test_drafts_are_not_on_the_page(client: Client) -> None:
    hidden = OrganisationFactory(live=False)
    LocationFactory(page=hidden)
    write([hidden.pk])
    assert hidden.title not in words(read(client))


def test_the_page_has_one_heading_a_way_past_the_map_and_nothing_inline(client: Client) -> None:
    organisation_at()
    page = read(client)
    assert len(page.select("h1")) == 1
    skip = page.select_one(".map__skip")["href"]
    assert page.select_one(skip)
    assert not page.select("[style], style, [onclick], script:not([src])")


def test_the_page_costs_the_same_for_few_and_many(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for size in (2, 25):
        for number in range(size):
            owner = organisation_at(house_number=f"{size}-{number}")
            post_at(owner, kind=Kind.NEED, state=State.OPEN)
            write([OrganisationFactory().pk])
        client.get("/kaart/?soort=organisatie&soort=behoefte")
        with django_assert_max_num_queries(12):
            client.get("/kaart/?soort=organisatie&soort=behoefte")


def test_the_drawn_map_shows_the_marks_and_says_how_many() -> None:
    owner = organisation_at()
    post_at(owner, kind=Kind.NEED, state=State.OPEN)
    organisation_at(point=GRONINGEN)
    drawn = draw()
    label = drawn.select_one("svg[role=img]")["aria-label"]
    assert label == "Kaart van iets: 2 plekken, 1 open vraag of behoefte"
    assert len(drawn.select(".map-drawn--place")) == 2
    assert len(drawn.select(".map-drawn--need")) == 1


def test_a_map_of_a_filter_links_to_the_map_page_with_that_filter() -> None:
    organisation_at()
    drawn = draw("?soort=organisatie")
    assert drawn.select_one(".map__link")["href"] == "/kaart/?soort=organisatie"


def test_two_maps_on_a_page_have_parts_of_their_own() -> None:
    request = RequestFactory().get("/")
    ids = [part["id"] for _ in range(2) for part in draw(request=request).select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_map_that_was_drawn_costs_one_query(django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        organisation_at(house_number=str(number))
    draw("soort=organisatie")
    with django_assert_max_num_queries(1):
        draw("soort=organisatie")


def test_a_map_of_one_building_shows_that_place() -> None:
    owner = organisation_at()
    organisation_at(point=GRONINGEN)
    location = Location.objects.get(page=owner)
    source = "{% load map_tags %}{% location_map place=place %}"
    drawn = BeautifulSoup(Template(source).render(Context({"place": location})), "html5lib")
    assert len(drawn.select(".map-drawn--place")) == 1
    west, south, east, north = json.loads(drawn.select_one("[data-map]")["data-map"])["bounds"]
    assert south < location.latitude < north
    assert west < location.longitude < east


def test_the_land_is_cut_at_the_edge_of_the_drawing() -> None:
    square = [(0.0, 40.0), (20.0, 40.0), (20.0, 60.0), (0.0, 60.0)]
    box = Box(3, 50, 7, 54)
    corners = clip(square, box)
    assert {(round(x), round(y)) for x, y in corners} == {(3, 50), (7, 50), (7, 54), (3, 54)}
    assert clip([(8.0, 50.0), (9.0, 50.0), (9.0, 51.0)], box) == []


def test_the_drawn_land_in_the_repository_is_that_of_the_boundaries(
    settings: Any, tmp_path: Any
) -> None:
    root = settings.BASE_DIR
    (tmp_path / "data").symlink_to(root / "data")
    settings.BASE_DIR = tmp_path
    call_command("draw_base_map", verbosity=0)
    target = "static/img/map/netherlands.svg"
    assert (tmp_path / target).read_text() == (root / target).read_text()


def test_land_without_shapes_is_an_empty_drawing() -> None:
    assert '<g id="land"></g>' in land_svg({"features": []}, Box(3, 50, 7, 54))
