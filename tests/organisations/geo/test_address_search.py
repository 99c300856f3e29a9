"""The view that the edit form asks: for who may use the CMS, and never with an error page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.organisations.geo.locatieserver import Service

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def ask(client: Client, text: str, **headers: str):
    return client.get(reverse("location_address_search"), {"q": text}, headers=headers)


def test_an_editor_gets_the_address_and_a_sentence(editor: Client, service: Service) -> None:
    response = ask(editor, "Turfmarkt 147 Den Haag")
    data = response.json()
    assert data["message"] == ("Gevonden: Turfmarkt 147, 2511 DP Den Haag (precies op het adres).")
    (found,) = data["found"]
    assert (found["street"], found["house_number"], found["postcode"]) == (
        "Turfmarkt",
        "147",
        "2511 DP",
    )
    assert (found["lat"], found["lng"]) == (52.07832345, 4.32012345)
    assert found["precision"] == "address"


def test_a_stranger_is_sent_away_and_the_service_is_not_asked(service: Service) -> None:
    response = ask(Client(), "Turfmarkt 147")
    assert response.status_code == 302
    assert response.url.startswith("/cms/login/")
    assert ask(Client(), "Turfmarkt 147", x_requested_with="XMLHttpRequest").status_code == 403
    assert service.asked == []


def test_someone_without_access_to_the_cms_is_sent_away_too(service: Service) -> None:
    client = Client()
    client.force_login(UserFactory())
    assert ask(client, "Turfmarkt 147", x_requested_with="XMLHttpRequest").status_code == 403
    assert service.asked == []


def test_without_the_service_the_answer_says_how_precise_it_is(editor: Client, settings) -> None:
    settings.GEOCODER_URL = ""
    data = ask(editor, "Turfmarkt 147, 2511 DP Den Haag").json()
    assert "niet bereikbaar" in data["message"]
    assert "postcodegebied 2511, bij benadering" in data["message"]
    assert data["found"][0]["precision"] == "postcode4"
    assert data["found"][0]["street"] == "Turfmarkt"


def test_without_the_service_and_a_postcode_the_answer_says_what_to_do(editor: Client) -> None:
    data = ask(editor, "Turfmarkt 147").json()
    assert data["found"] == []
    assert "Typ een postcode" in data["message"]


def test_nothing_found_is_said_plainly(editor: Client, service: Service) -> None:
    service.docs = []
    assert ask(editor, "Nergensstraat 1").json()["message"].startswith("Geen adres gevonden")


@pytest.mark.parametrize("text", ["", "abc", "\0\0\0\0\0", "x" * 10_000])
def test_an_unusable_question_gets_status_400(editor: Client, service: Service, text: str) -> None:
    response = ask(editor, text)
    assert response.status_code == 400
    assert response.json()["message"]
    assert service.asked == []


@pytest.mark.parametrize("text", ['"; DROP TABLE', "Turf\0markt 1", "<script>", "type:* OR *:*"])
def test_odd_words_are_just_words(editor: Client, service: Service, text: str) -> None:
    assert ask(editor, text).status_code == 200


def test_posting_is_not_allowed(editor: Client) -> None:
    assert editor.post(reverse("location_address_search")).status_code == 405


def test_answers_are_not_kept_by_caches(editor: Client) -> None:
    assert "private" in ask(editor, "2511 DP")["Cache-Control"]
