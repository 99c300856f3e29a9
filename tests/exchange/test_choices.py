"""Everybody chooses what they are mailed about; the defaults are sane and nothing switches itself on."""

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.core.models import User
from exchange import choices
from exchange.choices import NotificationKind, choose, wanting, wants
from exchange.models import NotificationChoice
from exchange.notify import switch_off_url, tell
from tests.factories import UserFactory
from tests.organisations.people import COLLEAGUE, COMMUNICATOR, NOBODY, Government

pytestmark = pytest.mark.django_db
ON = NotificationKind("proef-aan", "Er is iets gebeurd", "Hoogstens een per dag.")
OFF = NotificationKind("proef-uit", "Elke kleinigheid", default=False)
WRITERS = NotificationKind(
    "proef-schrijvers", "Alleen voor wie schrijft", concerns=lambda user: user.groups.exists()
)


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three kinds, and none of the site's own."""
    monkeypatch.setattr(choices, "_kinds", {})
    for kind in (ON, OFF, WRITERS):
        choices.register(kind)


@pytest.fixture
def anna() -> User:
    return UserFactory(email="anna@voorbeeld.example")


def path_of(link: str) -> str:
    return urlsplit(link).path


def test_without_a_choice_the_default_holds_and_nothing_is_stored(anna: User) -> None:
    assert wants(anna, ON)
    assert not wants(anna, OFF)
    assert not NotificationChoice.objects.exists()


def test_only_what_departs_from_the_default_is_stored(anna: User) -> None:
    choose(anna, ON, wanted=False)
    choose(anna, OFF, wanted=True)
    assert not wants(anna, ON)
    assert wants(anna, OFF)
    assert NotificationChoice.objects.count() == 2
    choose(anna, ON, wanted=True)
    choose(anna, OFF, wanted=False)
    assert not NotificationChoice.objects.exists()


def test_who_cannot_sign_in_any_more_is_told_nothing(anna: User) -> None:
    anna.is_active = False
    anna.save()
    assert not wants(anna, ON)
    assert list(wanting([anna], ON)) == []
    assert tell([anna], ON, "exchange/mail/proef", {}) == 0


def test_many_are_asked_in_one_query(anna: User) -> None:
    people = [anna, *(UserFactory() for _number in range(5))]
    choose(anna, ON, wanted=False)
    choose(anna, OFF, wanted=True)
    for users in (people, User.objects.all()):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert set(wanting(users, ON)) == set(people[1:])
        assert len(queries) == 1
        assert list(wanting(users, OFF)) == [anna]


def test_a_name_is_given_once() -> None:
    assert choices.register(ON) is ON
    with pytest.raises(ValueError, match="proef-aan"):
        choices.register(NotificationKind("proef-aan", "Iets anders"))


@pytest.fixture
def told(anna: User, settings: Any, tmp_path: Any) -> Any:
    """The mail that Anna gets about a kind that is on."""
    folder = tmp_path / "exchange" / "mail"
    folder.mkdir(parents=True)
    (folder / "proef_subject.txt").write_text("Nieuws")
    (folder / "proef.txt").write_text(
        '{% extends "exchange/mail/notification.txt" %}{% block content %}Hallo{% endblock %}'
    )
    (folder / "proef.html").write_text(
        '{% extends "exchange/mail/notification.html" %}{% block content %}Hallo{% endblock %}'
    )
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    ]
    assert tell([anna, UserFactory(is_active=False)], ON, "exchange/mail/proef", {}) == 1
    [message] = mail.outbox
    return message


def test_a_mail_says_why_it_came_and_how_to_switch_it_off(anna: User, told: Any) -> None:
    assert told.to == [anna.email]
    for text in (told.body, told.alternatives[0][0]):
        assert "omdat bij u deze melding aanstaat: Er is iets gebeurd" in text
        assert "/volgen/meldingen/uit/" in text
        assert "/cms/account/#tab-notifications" in text
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_link_in_the_mail_switches_off_that_kind_only(anna: User, told: Any) -> None:
    choose(anna, OFF, wanted=True)
    link = re.search(r"https?://\S+/volgen/meldingen/uit/\S+", told.body)
    assert link
    assert "anna" not in link[0]
    # A scanner that opens every link switches nothing off.
    answer = Client().get(path_of(link[0]))
    assert "Wilt u deze melding uitzetten?" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert wants(anna, ON)
    address = path_of(told.extra_headers["List-Unsubscribe"].strip("<>"))
    for _again in range(2):
        answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "Deze melding staat uit" in answer.content.decode()
        assert not answer.cookies
    assert not wants(anna, ON)
    assert wants(anna, OFF)


def test_a_link_that_is_not_right_gets_a_clear_word(anna: User) -> None:
    good = path_of(switch_off_url(anna, ON))
    for bad in (good[:-3] + "xx/", "/volgen/meldingen/uit/x/"):
        answer = Client().post(bad)
        assert answer.status_code == 410
        assert "Deze link werkt niet meer" in answer.content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=731)):
        assert Client().post(good).status_code == 410
    assert wants(anna, ON)
    gone = path_of(switch_off_url(anna, NotificationKind("bestaat-niet", "Weg")))
    assert Client().post(gone).status_code == 200
    anna.delete()
    assert Client().post(good).status_code == 200
    assert not NotificationChoice.objects.exists()


def account_data(**more: str) -> dict[str, str]:
    """What the account page posts, besides what is asked for here."""
    return {
        "name_email-first_name": "Anna",
        "name_email-last_name": "de Vries",
        "name_email-email": "anna@voorbeeld.example",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        **more,
    }


def test_the_account_page_shows_the_kinds_that_can_reach_one_and_keeps_the_choice(
    government: Government,
) -> None:
    writer = government.people[COMMUNICATOR]
    client = Client()
    client.force_login(writer)
    url = reverse("wagtailadmin_account")
    text = client.get(url).content.decode()
    assert "Meldingen per mail" in text
    assert "Er is iets gebeurd" in text
    assert "Hoogstens een per dag." in text
    assert "Alleen voor wie schrijft" in text
    data = account_data(**{"choices-shown": "1", "choices-proef-uit": "on"})
    assert client.post(url, data).status_code == 302
    assert (wants(writer, ON), wants(writer, OFF), wants(writer, WRITERS)) == (False, True, False)
    assert not NotificationChoice.objects.exclude(user=writer).exists()
    # Somebody else's choices stay as they were, and so do one's own when they were not on screen.
    client.post(url, account_data())
    assert (wants(writer, ON), wants(writer, OFF)) == (False, True)
    assert wants(government.people[COLLEAGUE], ON)


def test_a_kind_that_cannot_reach_somebody_is_not_shown_or_changed(government: Government) -> None:
    person = government.people[NOBODY]
    assert WRITERS not in choices.kinds_for(person)
    assert ON in choices.kinds_for(person)
