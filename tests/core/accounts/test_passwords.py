"""Choosing, changing and resetting a password."""

import re
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from cms.core.models import User
from tests.core.accounts.doors import PASSWORD, add_app, is_in, type_password

pytestmark = pytest.mark.django_db

ANNA = "anna@rijk.example"
NEW = "zeven koeien op de dijk"


@pytest.fixture
def anna() -> User:
    return User.objects.create_user(ANNA, PASSWORD, first_name="Anna", last_name="de Vries")


def mailed_link() -> str:
    Client().post("/cms/password_reset/", {"email": ANNA})
    return urlsplit(re.search(r"https?://\S+/link/\S+", str(mail.outbox[-1].body))[0]).path


def choose(client: Client, link: str, password: str = NEW):
    page = client.get(link, follow=True)
    path = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(path, {"password1": password, "password2": password}, follow=True)


@pytest.mark.parametrize(
    "password",
    [
        "kort",
        "password1234",
        "1q2w3e4r5t6y",
        "123456789012345",
        "Welkom2026!!",
        "W3lk0m-2026-W3lk0m",
        "P@ssw0rd!2026",
        "passwordpassword",
        "!!Rijksoverheid1",
        "september2026!",
        "annadevries1",
        "anna@rijk.example",
    ],
)
def test_what_is_easily_guessed_is_refused(anna: User, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, anna)


@pytest.mark.parametrize(
    "password",
    [NEW, PASSWORD, "correct horse battery staple", "kF8!pQ2z-vL9x", "wij fietsen graag in mei"],
)
def test_a_good_password_is_taken(anna: User, password: str) -> None:
    validate_password(password, anna)


def test_a_list_of_leaked_passwords_can_be_added(tmp_path, settings) -> None:
    leaked = tmp_path / "leaked.txt"
    leaked.write_text("zeven koeien op de dijk\n", encoding="utf-8")
    settings.AUTH_PASSWORD_VALIDATORS = [
        {
            "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
            "OPTIONS": {"password_list_path": str(leaked)},
        }
    ]
    with pytest.raises(ValidationError):
        validate_password(NEW)


def test_a_new_password_by_mail(anna: User) -> None:
    anna.set_password(PASSWORD)
    response = choose(Client(), mailed_link())
    assert "Wachtwoord bewaard" in response.content.decode()
    client = Client()
    type_password(client, ANNA, NEW)
    assert is_in(client)
    assert "nieuw wachtwoord gekozen" in mail.outbox[-1].body


def test_choosing_a_password_signs_nobody_in_and_ends_other_sessions(anna: User) -> None:
    elsewhere = Client()
    type_password(elsewhere, ANNA)
    client = Client()
    choose(client, mailed_link())
    assert not is_in(client)
    assert elsewhere.get("/cms/").url.startswith("/cms/login/")


def test_a_link_works_once(anna: User) -> None:
    link = mailed_link()
    choose(Client(), link)
    assert "Deze link werkt niet meer" in Client().get(link, follow=True).content.decode()


def test_a_link_works_for_a_day(anna: User) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False):
        link = mailed_link()
    with time_machine.travel("2026-03-03T10:00:00Z", tick=False):
        assert "Deze link werkt niet meer" in Client().get(link, follow=True).content.decode()


@pytest.mark.parametrize(
    "key", ["1-abc", "zzzzzzzzzzzz-abc-def", "0-set-password", "1-set-password", "1-%00"]
)
def test_a_link_that_was_tampered_with_opens_nothing(anna: User, key: str) -> None:
    response = Client().get(f"/cms/password_reset/link/{key}/", follow=True)
    assert "Deze link werkt niet meer" in response.content.decode()


def test_a_new_password_does_not_pass_by_the_second_factor(anna: User) -> None:
    add_app(anna)
    choose(Client(), mailed_link())
    client = Client()
    assert type_password(client, ANNA, NEW).url == "/cms/tweede-factor/authenticate/"
    assert not is_in(client)


def test_what_is_wrong_with_a_password_stands_next_to_the_field(anna: User) -> None:
    page = choose(Client(), mailed_link(), "Welkom2026!!").content.decode()
    assert "lijkt te veel op een wachtwoord dat vaak wordt gebruikt" in page


def test_changing_a_password_asks_for_the_old_one(anna: User) -> None:
    client = Client()
    type_password(client, ANNA)
    form = {"oldpassword": "verkeerd", "password1": NEW, "password2": NEW}
    page = client.post("/cms/wachtwoord/", form).content.decode()
    assert "Vul uw huidige wachtwoord in." in page
    other = Client()
    type_password(other, ANNA)
    client.post("/cms/wachtwoord/", {**form, "oldpassword": PASSWORD})
    anna.refresh_from_db()
    assert anna.check_password(NEW)
    assert is_in(client)
    assert other.get("/cms/").url.startswith("/cms/login/")
    assert "Uw wachtwoord is veranderd." in mail.outbox[-1].body


def test_wagtails_own_screens_set_no_password(anna: User) -> None:
    client = Client()
    boss = User.objects.create_superuser("baas@rijk.example", PASSWORD)
    client.force_login(boss)
    form = {"email": ANNA, "first_name": "Anna", "last_name": "de Vries", "is_active": "on"}
    extra = {"password1": NEW, "password2": NEW}
    client.post(f"/cms/users/edit/{anna.pk}/", {**form, **extra})
    assert client.get("/cms/password_reset/confirm/MQ/abc/").status_code == 404
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)
