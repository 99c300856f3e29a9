"""Too many wrong passwords stop further attempts for a while, for whoever exists or not."""

import datetime

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog
from django.core import mail
from django.test import Client
from django.urls import reverse

from cms.core.models import User
from tests.core.accounts.doors import (
    LOGIN,
    PASSWORD,
    add_app,
    code_for,
    forget_rates,
    is_in,
    type_password,
)
from tests.core.accounts.test_sign_in import bare
from tests.organisations.people import ADMINISTRATOR, COMMUNICATOR, Government

pytestmark = pytest.mark.django_db

ANNA = "anna@rijk.example"
NOBODY = "nobo@rijk.example"
START = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture
def anna(government: Government) -> User:
    person = government.people[COMMUNICATOR]
    person.email = ANNA
    person.set_password(PASSWORD)
    person.save()
    return person


def fail(email: str, times: int, address: str = "192.0.2.1", **headers: str):
    """The answer to the last of so many wrong passwords."""
    for _number in range(times):
        forget_rates()
        response = type_password(Client(), email, "verkeerd", REMOTE_ADDR=address, **headers)
    return response


def test_after_five_wrong_passwords_the_right_one_does_not_help_either(anna: User) -> None:
    assert fail(ANNA, 4).status_code == 200
    assert fail(ANNA, 1).status_code == 429
    client = Client()
    response = type_password(client, ANNA)
    assert response.status_code == 429
    assert "Wacht 30 minuten" in response.content.decode()
    assert not is_in(client)


def test_the_page_is_the_same_for_who_does_not_exist(anna: User) -> None:
    known, unknown = fail(ANNA, 6), fail(NOBODY, 6)
    assert known.status_code == unknown.status_code == 429
    assert bare(known, ANNA) == bare(unknown, NOBODY)
    assert ANNA not in known.content.decode()


def test_other_capitals_and_other_addresses_count_together(anna: User) -> None:
    fail("Anna@rijk.example", 2, "192.0.2.1")
    fail(ANNA, 2, "192.0.2.2")
    assert fail("ANNA@RIJK.EXAMPLE", 1, "192.0.2.3").status_code == 429


def test_a_colleague_at_the_same_address_is_not_held_up(government: Government, anna: User) -> None:
    fail(ANNA, 6)
    other = government.people[ADMINISTRATOR]
    other.set_password(PASSWORD)
    other.save()
    client = Client()
    type_password(client, other.email, REMOTE_ADDR="192.0.2.1")
    assert is_in(client)


def test_one_address_that_tries_many_accounts_is_stopped(settings) -> None:
    settings.SIGN_IN_ADDRESS_FACTOR = 2
    answers = [fail(f"iemand{number}@rijk.example", 1).status_code for number in range(11)]
    assert answers[:8] == [200] * 8
    assert answers[-1] == 429
    assert fail("nog-een@rijk.example", 1, "192.0.2.9").status_code == 200


def test_after_a_while_it_goes_on_also_when_somebody_kept_trying(anna: User) -> None:
    with time_machine.travel(START, tick=False):
        fail(ANNA, 5)
    with time_machine.travel(START + datetime.timedelta(minutes=20), tick=False):
        assert fail(ANNA, 3).status_code == 429
    with time_machine.travel(START + datetime.timedelta(minutes=31), tick=False):
        client = Client()
        forget_rates()
        type_password(client, ANNA)
        assert is_in(client)


def test_the_right_password_wipes_the_slate(anna: User) -> None:
    fail(ANNA, 4)
    type_password(Client(), ANNA)
    assert fail(ANNA, 4).status_code == 200


def test_behind_a_proxy_the_address_of_the_visitor_counts(settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    fail(NOBODY, 1, "10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.5, 198.51.100.7")
    assert AccessAttempt.objects.get().ip_address == "198.51.100.7"


def test_without_a_proxy_nobody_gives_an_address_of_their_choice() -> None:
    fail(NOBODY, 1, "192.0.2.1", HTTP_X_FORWARDED_FOR="203.0.113.5")
    assert AccessAttempt.objects.get().ip_address == "192.0.2.1"


def test_no_password_is_written_down_and_addresses_are_forgotten(anna: User, settings) -> None:
    settings.SIGN_IN_LOG_DAYS = 30
    with time_machine.travel(START, tick=False):
        fail(ANNA, 1)
        assert "verkeerd" not in str(list(AccessAttempt.objects.values()))
        assert AccessFailureLog.objects.count() == 1
    with time_machine.travel(START + datetime.timedelta(days=31), tick=False):
        type_password(Client(), ANNA)
    assert not AccessFailureLog.objects.exists()
    assert not AccessAttempt.objects.exists()


def test_an_administrator_sees_who_is_held_up_and_lets_go(
    government: Government, anna: User
) -> None:
    fail(ANNA, 5)
    administrator = Client()
    administrator.force_login(government.people[ADMINISTRATOR])
    page = administrator.get(reverse("people_sign_ins")).content.decode()
    assert ANNA in page
    assert "192.0.2.1" in page
    attempt = AccessAttempt.objects.get()
    administrator.post(reverse("people_unlock", args=[attempt.pk]))
    client = Client()
    forget_rates()
    type_password(client, ANNA)
    assert is_in(client)
    history = administrator.get("/cms/reports/site-history/").content.decode()
    assert "Aanmelden vrijgegeven" in history


def test_nobody_else_sees_or_lets_go(government: Government, anna: User) -> None:
    fail(NOBODY, 5)
    attempt = AccessAttempt.objects.get()
    client = Client()
    client.force_login(anna)
    assert client.get(reverse("people_sign_ins")).status_code == 302
    client.post(reverse("people_unlock", args=[attempt.pk]))
    assert AccessAttempt.objects.exists()


def test_many_mails_for_a_new_password_are_not_sent(anna: User) -> None:
    answers = [
        Client().post("/cms/password_reset/", {"email": ANNA}).status_code for _number in range(7)
    ]
    assert answers[-1] == 429
    assert len(mail.outbox) == 5


def test_what_happens_at_the_door_is_in_the_log(government: Government, anna: User) -> None:
    add_app(anna)
    client = Client()
    type_password(client, ANNA)
    client.post("/cms/tweede-factor/authenticate/", {"code": "000000"})
    client.post("/cms/tweede-factor/authenticate/", {"code": code_for()})
    client.post("/cms/logout/")
    administrator = Client()
    administrator.force_login(government.people[ADMINISTRATOR])
    history = administrator.get("/cms/reports/site-history/").content.decode()
    for line in (
        "Verkeerde code van de tweede factor: app met codes",
        "Aangemeld met tweede factor, wachtwoord",
        "Afgemeld",
    ):
        assert line in history
    assert "192.0.2" not in history
    assert LOGIN not in history
