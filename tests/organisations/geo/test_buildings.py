"""Who shares a building: only who is published, in a fixed number of queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.geo.buildings import find_building
from organisations.models import Precision
from tests.factories import LocationFactory, MinistryFactory, OrganisationFactory, PostFactory

pytestmark = pytest.mark.django_db
KEY = "turfmarkt-147-den-haag"


def test_a_building_has_its_organisations_and_their_latest_posts() -> None:
    ministry = MinistryFactory(title="Ministerie van Zand")
    agency = OrganisationFactory(parent=ministry, title="Agentschap Duin")
    unit = OrganisationFactory(parent=agency, title="Afdeling elders")
    elsewhere = OrganisationFactory(title="Dienst elders")
    LocationFactory(page=ministry)
    LocationFactory(page=agency, city="'s-Gravenhage", house_number="147 ")
    LocationFactory(page=unit, street="Hojel", city="Utrecht")
    old, new = PostFactory(parent=agency, title="Oud"), PostFactory(parent=agency, title="Nieuw")
    PostFactory(parent=unit)
    PostFactory(parent=elsewhere)
    building = find_building(KEY)
    assert building is not None
    assert [page.title for page in building.organisations] == [
        "Agentschap Duin",
        "Ministerie van Zand",
    ]
    assert [post.pk for post in building.posts] == [new.pk, old.pk]
    assert building.posts[0].organisation == agency
    assert building.posts[0].ministry == ministry
    assert building.address.startswith("Turfmarkt 147, 2511 DP")
    assert building.point is not None


def test_the_best_known_location_gives_the_point() -> None:
    LocationFactory(precision=Precision.POSTCODE4, point="SRID=4326;POINT(4.30000 52.00000)")
    best = LocationFactory(precision=Precision.ADDRESS)
    building = find_building(KEY)
    assert building is not None
    assert building.location == best


def test_drafts_private_and_expired_pages_are_not_in_the_building() -> None:
    LocationFactory(page=OrganisationFactory(live=False))
    assert find_building(KEY) is None
    agency = LocationFactory().page.specific
    PostFactory(parent=agency, live=False)
    building = find_building(KEY)
    assert building is not None
    assert (building.organisations, building.posts) == ([agency], [])


def test_ended_organisations_come_last() -> None:
    ended = LocationFactory(page__title="Aa", page__ended_on=datetime.date(2020, 1, 1)).page
    current = LocationFactory(page__title="Bb").page
    building = find_building(KEY)
    assert building is not None
    assert [page.pk for page in building.organisations] == [current.pk, ended.pk]


@pytest.mark.parametrize("key", ["", "nergens-1-nergens", "x" * 500, "%", "'"])
def test_an_unknown_key_is_no_building(key: str) -> None:
    LocationFactory(street="")
    assert find_building(key) is None


def test_the_number_of_queries_does_not_grow() -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            PostFactory(parent=LocationFactory().page)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert find_building(KEY, posts=50)
        return len(queries)

    fill(2)
    few = count()
    fill(6)
    assert count() == few <= 9
