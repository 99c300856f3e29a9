"""Who walks away from the CMS is signed out after a while."""

import datetime

import pytest
import time_machine
from django.test import Client

from tests.factories import UserFactory, home_page

pytestmark = pytest.mark.django_db

START = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
PING = "/cms/editing-sessions/ping/wagtailcore/page/{page}/{session}/"


@pytest.fixture
def at_work(settings) -> Client:
    settings.SESSION_IDLE_MINUTES = 60
    with time_machine.travel(START, tick=False):
        client = Client()
        client.force_login(UserFactory(is_superuser=True))
        assert client.get("/cms/").status_code == 200
    return client


def after(minutes: int) -> time_machine.travel:
    return time_machine.travel(START + datetime.timedelta(minutes=minutes), tick=False)


def test_who_does_nothing_for_an_hour_signs_in_again(at_work: Client) -> None:
    with after(61):
        response = at_work.get("/cms/")
        assert response.status_code == 302
        assert response.url.startswith("/cms/login/")
        assert "_auth_user_id" not in at_work.session


def test_who_works_on_stays_signed_in(at_work: Client) -> None:
    for minutes in (50, 100, 150):
        with after(minutes):
            assert at_work.get("/cms/").status_code == 200
    with after(211):
        assert at_work.get("/cms/").status_code == 302


def test_an_editor_that_stands_open_is_no_work(at_work: Client) -> None:
    path = PING.format(page=home_page().pk, session=1)
    for minutes in (20, 40, 59):
        with after(minutes):
            at_work.post(path)
            assert "_auth_user_id" in at_work.session
    with after(61):
        assert at_work.get("/cms/").status_code == 302


def test_the_clock_is_not_written_on_every_click(at_work: Client) -> None:
    with after(10):
        at_work.get("/cms/")
        written = at_work.session["last_active"]
    with time_machine.travel(START + datetime.timedelta(minutes=10, seconds=30), tick=False):
        at_work.get("/cms/")
        assert at_work.session["last_active"] == written


def test_public_pages_stay_without_a_session() -> None:
    response = Client().get("/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
