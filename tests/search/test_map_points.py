"""The marks of the map as JSON: what is in view, by the filter, published things only."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from organisations.geo.points import Point, format_point
from organisations.models import BlogPostPage, Kind, Location, OrganisationPage, Precision, State
from search import versions
from search.indexing import write
from search.models import EntryPlace
from tests.factories import LocationFactory, MinistryFactory, OrganisationFactory, PostFactory

pytestmark = pytest.mark.django_db

URL = "/kaart/punten.json"
EVERYTHING = "3.2,50.7,7.3,53.7"
THE_HAGUE = "4.2,52.0,4.4,52.1"
GRONINGEN = format_point(Point(latitude=53.2194, longitude=6.5665))


def organisation_at(**place: Any) -> OrganisationPage:
    """A published organisation with one place, in the index."""
    owner = place.pop("page", None) or OrganisationFactory()
    LocationFactory(page=owner, **place)
    write([owner.pk])
    return owner


def post_at(owner: OrganisationPage, **values: Any) -> BlogPostPage:
    """A post that is placed at the (first) location of its organisation, in the index."""
    post = PostFactory(parent=owner, place=Location.objects.filter(page=owner).first(), **values)
    write([post.pk])
    return post


def ask(client: Client, **parameters: Any) -> Any:
    """The answer for a view, the whole Netherlands unless told otherwise."""
    return client.get(URL, {"bbox": EVERYTHING, "zoom": 7, **parameters}).json()


def test_a_mark_says_what_it_is_where_it_is_and_leads_there(client: Client) -> None:
    owner = organisation_at(precision=Precision.POSTCODE4)
    (mark,) = ask(client)["marks"]
    assert mark["title"] == owner.title
    assert mark["url"] == owner.get_url()
    assert mark["kind"] == "organisation"
    assert mark["count"] == 1
    assert mark["address"] == "Turfmarkt 147, 2511 DP Den Haag"
    assert mark["approximate"] is True
    assert "bij benadering" in mark["precision"]
    assert (round(mark["lat"], 3), round(mark["lng"], 3)) == (52.078, 4.318)


def test_only_what_is_in_view_is_answered(client: Client) -> None:
    organisation_at()
    organisation_at(point=GRONINGEN, city="Groningen")
    assert ask(client)["total"] == 2
    assert ask(client, bbox=THE_HAGUE, zoom=11)["total"] == 1


def test_the_filter_is_respected(client: Client) -> None:
    ministry = MinistryFactory(slug="bzk", title="Ministerie van Binnenlandse Zaken")
    write([ministry.pk])
    mine = organisation_at(page=OrganisationFactory(parent=ministry))
    organisation_at(point=GRONINGEN)
    answer = ask(client, ministerie="bzk")
    assert [mark["title"] for mark in answer["marks"]] == [mine.title]


def test_what_the_filter_does_not_understand_is_said(client: Client) -> None:
    assert "nergens" in ask(client, ministerie="nergens")["problems"][0]


def test_an_organisation_with_its_messages_is_one_place(client: Client) -> None:
    owner = organisation_at()
    post_at(owner)
    post_at(owner)
    answer = ask(client)
    assert answer["total"] == 1
    assert answer["marks"][0]["title"] == owner.title


def test_open_questions_and_initiatives_have_marks_of_their_own(client: Client) -> None:
    owner = organisation_at()
    question = post_at(owner, kind=Kind.QUESTION, state=State.OPEN)
    answered = post_at(owner, kind=Kind.NEED, state=State.ANSWERED)
    initiative = post_at(owner, kind=Kind.INITIATIVE)
    answer = ask(client)
    by_kind = {mark["kind"]: mark for mark in answer["marks"]}
    assert by_kind["need"]["url"] == question.get_url()
    assert by_kind["initiative"]["url"] == initiative.get_url()
    assert answered.title not in str(answer)
    assert answer["summary"] == "Op deze kaart: 1 plek, 1 open vraag of behoefte, 1 initiatief."


def test_organisations_in_one_building_are_one_mark_that_opens_the_building(
    client: Client,
) -> None:
    titles = {organisation_at().title for _number in range(3)}
    (mark,) = ask(client)["marks"]
    assert (mark["kind"], mark["count"]) == ("building", 3)
    assert mark["url"] == "/locaties/turfmarkt-147-den-haag/"
    assert {item["title"] for item in mark["items"]} == titles


def test_a_hundred_places_and_more_are_at_most_a_hundred_marks(client: Client) -> None:
    owner = OrganisationFactory()
    for number in range(150):
        point = Point(latitude=51 + number % 15 / 7, longitude=4 + number // 15 / 5)
        LocationFactory(page=owner, point=format_point(point), house_number=str(number))
    write([owner.pk])
    answer = ask(client, zoom=12)
    assert answer["total"] == 150
    assert len(answer["marks"]) <= 100


@pytest.mark.parametrize(
    "change",
    [
        {"live": False},
        {"expire_at": timezone.now() - datetime.timedelta(minutes=1)},
        {"private": True},
    ],
)
def test_what_is_not_published_never_has_a_mark(client: Client, change: dict[str, Any]) -> None:
    private = change.pop("private", False)
    owner = OrganisationFactory(**change)
    if private:
        PageViewRestriction.objects.create(page=owner, restriction_type=PageViewRestriction.LOGIN)
    LocationFactory(page=owner)
    write([owner.pk])
    assert ask(client)["marks"] == []


def test_an_unpublished_organisation_leaves_the_map_at_once(client: Client) -> None:
    owner = organisation_at()
    assert ask(client)["total"] == 1
    owner.unpublish()
    assert ask(client)["total"] == 0


def test_a_place_that_moves_is_seen_at_once(client: Client) -> None:
    owner = organisation_at()
    before = ask(client)["marks"][0]["lat"]
    Location.objects.filter(page=owner).update(point=GRONINGEN, latitude=53.2194, longitude=6.5665)
    write([owner.pk])
    assert ask(client)["marks"][0]["lat"] > before


def test_an_entry_that_expires_without_being_written_leaves_the_map(
    client: Client, time_machine: Any
) -> None:
    owner = OrganisationFactory(expire_at=timezone.now() + datetime.timedelta(hours=1))
    organisation_at(page=owner)
    assert ask(client)["total"] == 1
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=2))
    assert ask(client)["total"] == 0


def test_every_way_of_writing_places_is_noticed() -> None:
    owner = organisation_at()
    seen = versions.current()
    place = EntryPlace.objects.get(entry=owner.pk)
    place.save()
    assert versions.current() != seen
    seen = versions.current()
    place.delete()
    assert versions.current() != seen


@pytest.mark.parametrize(
    "nonsense",
    [{"bbox": "hier"}, {"bbox": "7,50,3,53"}, {"bbox": "nan,1,2,3"}, {"zoom": "99"}, {"zoom": "-1"},
     {"zoom": "dichtbij"}, {"bbox": "1,2,3,4\x00"}, {"bbox": "9" * 10_000}],
)  # fmt: skip
def test_a_nonsense_view_is_refused_with_a_clear_word(
    client: Client, nonsense: dict[str, str]
) -> None:
    response = client.get(URL, {"bbox": EVERYTHING, "zoom": "7", **nonsense})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == 400
    assert "bbox" in problem["detail"] or "zoom" in problem["detail"]


def test_without_a_view_the_whole_country_is_meant(client: Client) -> None:
    organisation_at()
    assert client.get(URL).json()["total"] == 1


def test_the_same_answer_is_not_sent_twice(client: Client) -> None:
    owner = organisation_at()
    first = client.get(URL)
    again = client.get(URL, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    owner.unpublish()
    changed = client.get(URL, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_answers_may_be_shared_for_a_minute_and_depend_on_nobody(client: Client) -> None:
    response = client.get(URL)
    assert "public" in response["Cache-Control"]
    assert "max-age=60" in response["Cache-Control"]
    assert not response.has_header("Vary") or "Cookie" not in response["Vary"]
    assert not response.cookies


def test_only_reading_is_possible(client: Client) -> None:
    assert client.post(URL).status_code == 405


def test_more_places_cost_no_more_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        organisation_at(house_number=str(number))
    client.get(URL)
    with django_assert_max_num_queries(8):
        few = ask(client, zoom=19, bbox=THE_HAGUE)
    for number in range(3, 25):
        owner = organisation_at(house_number=str(number), point=GRONINGEN)
        post_at(owner, kind=Kind.NEED, state=State.OPEN)
    client.get(URL)  # the first who asks reads what changed
    with django_assert_max_num_queries(8):
        many = ask(client, zoom=15, bbox="6.5,53.2,6.6,53.3")
    assert few["marks"]
    assert len(many["marks"]) > len(few["marks"])
