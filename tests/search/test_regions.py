"""All places by province and municipality: the map without a map."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from search.filters import Filter
from search.indexing import write
from tests.factories import LocationFactory
from tests.search.test_map_points import GRONINGEN, organisation_at

pytestmark = pytest.mark.django_db


def read(client: Client) -> BeautifulSoup:
    response = client.get("/locaties/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").get_text(" ").split())


def test_provinces_hold_their_municipalities_with_the_number_of_places(client: Client) -> None:
    two_places = organisation_at()
    LocationFactory(page=two_places, street="Spui", house_number="70")
    organisation_at(point=GRONINGEN, city="Groningen", province="Groningen")
    nowhere = organisation_at(point="", postcode="", city="Kralendijk", province="")
    write([two_places.pk, nowhere.pk])
    page = read(client)
    assert [head.get_text(" ", strip=True) for head in page.select("main h2")] == [
        "Groningen (1)",
        "Zuid-Holland (2)",
        "Buiten de provincies of onbekend (1)",
    ]
    assert "Den Haag (2)" in words(page)


def test_cities_of_one_municipality_stand_there_once_and_an_unknown_one_by_its_own_name(
    client: Client,
) -> None:
    airport = {"postcode": "1118 CP", "province": "Noord-Holland"}
    organisation_at(city="Schiphol", **airport)
    organisation_at(city="Hoofddorp", house_number="3", **airport)
    organisation_at(city="Nergenshuizen", house_number="4", **airport)
    assert "Noord-Holland (3) Haarlemmermeer (2) Nergenshuizen (1)" in words(read(client))
    found = Filter.of(gemeente="haarlemmermeer").found
    assert found.total == 2


def test_a_municipality_leads_to_its_buildings_and_who_is_in_them(client: Client) -> None:
    near = organisation_at()
    far = organisation_at(point=GRONINGEN, city="Groningen", province="Groningen")
    link = read(client).find("a", string="Den Haag")["href"]
    assert link == "/kaart/?provincie=zuid-holland&gemeente=den-haag#kaart-lijst"
    page = BeautifulSoup(client.get(link).content, "html.parser")
    found = {one.get("href") for one in page.select("#kaart-lijst ~ * a, .map-page__list a")}
    assert near.url in found
    assert far.url not in found
    assert "/locaties/turfmarkt-147-den-haag/" in found
    for area in ({"gemeente": "den-haag"}, {"plaats": "den-haag"}):
        assert [hit.pk for hit in Filter.of(**area).found[:]] == [near.pk]
        assert list(Filter.of(**area).narrowed().values_list("pk", flat=True)) == [near.pk]


def test_places_of_what_is_not_public_are_not_counted(client: Client) -> None:
    secret = organisation_at()
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert "Den Haag" not in words(read(client))


def test_the_page_costs_the_same_for_few_and_many(
    client: Client, django_assert_max_num_queries
) -> None:
    for size in (1, 20):
        for number in range(size):
            organisation_at(house_number=f"{size}-{number}", city=f"Plaats {number}")
        client.get("/locaties/")
        with django_assert_max_num_queries(6):
            client.get("/locaties/")
