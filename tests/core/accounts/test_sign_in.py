"""Signing in with a password, out again, and what nobody can find out at the door."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from cms.core.models import User
from tests.core.accounts.doors import LOGIN, PASSWORD, is_in, type_password
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ANNA = "anna@rijk.example"
NOBODY = "nobo@rijk.example"
RESET = "/cms/password_reset/"


@pytest.fixture
def anna() -> User:
    person = User.objects.create_user(ANNA, PASSWORD, first_name="Anna", last_name="de Vries")
    group = Group.objects.create(name="CMS")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    person.groups.add(group)
    return person


def bare(response, email: str) -> str:
    """A page without what differs anyway: the token of the form and the address that was typed."""
    page = response.content.decode().replace(email, "ADRES")
    return re.sub(r'(csrfmiddlewaretoken" value=|"CSRF_TOKEN": )"[^"]*"', "", page)


def test_password_opens_the_cms(anna: User) -> None:
    client = Client()
    response = type_password(client, ANNA)
    assert response.status_code == 302
    assert response.url == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_capitals_in_an_address_make_no_difference(anna: User) -> None:
    client = Client()
    type_password(client, "Anna@Rijk.Example")
    assert is_in(client)


def test_an_address_that_was_saved_with_capitals_is_kept_small() -> None:
    person = UserFactory(email="Bert@Rijk.Example")
    assert person.email == "bert@rijk.example"


def test_the_session_gets_a_new_number_at_the_door(anna: User) -> None:
    client = Client()
    client.get(LOGIN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    type_password(client, ANNA)
    assert client.session.session_key != before
    assert not Client(headers={"cookie": f"sessionid={before}"}).session.get("_auth_user_id")


def test_who_was_on_the_way_somewhere_gets_there_but_not_to_another_site(anna: User) -> None:
    for wanted, reached in (("/cms/mensen/", "/cms/mensen/"), ("https://kwaad.example/", "/cms/")):
        form = {"login": ANNA, "password": PASSWORD, "next": wanted}
        assert Client().post(LOGIN, form).url == reached


def test_signing_out_ends_the_session_and_its_cookie(anna: User) -> None:
    client = Client()
    type_password(client, ANNA)
    key = client.session.session_key
    response = client.post("/cms/logout/", follow=True)
    assert response.redirect_chain[-1][0] == LOGIN
    assert not is_in(client)
    stale = Client()
    stale.cookies["sessionid"] = key
    assert stale.get("/cms/").status_code == 302


def test_looking_at_the_way_out_is_not_leaving(anna: User) -> None:
    client = Client()
    type_password(client, ANNA)
    assert "Wilt u zich afmelden?" in client.get("/cms/logout/").content.decode()
    assert is_in(client)


@pytest.mark.parametrize("password", ["verkeerd-wachtwoord", ""])
def test_a_wrong_password_gives_the_same_page_for_who_exists_and_who_does_not(
    anna: User, password: str
) -> None:
    known = type_password(Client(), ANNA, password)
    unknown = type_password(Client(), NOBODY, password)
    assert known.status_code == unknown.status_code == 200
    assert bare(known, ANNA) == bare(unknown, NOBODY)


def test_a_wrong_password_is_said_in_plain_dutch_and_the_address_stays(anna: User) -> None:
    page = type_password(Client(), ANNA, "verkeerd-wachtwoord").content.decode()
    assert "Het e-mailadres of het wachtwoord klopt niet." in page
    assert f'value="{ANNA}"' in page
    assert "verkeerd-wachtwoord" not in page


def test_an_account_that_was_put_off_looks_like_one_that_is_not_there(anna: User) -> None:
    anna.is_active = False
    anna.save()
    client = Client()
    closed = type_password(client, ANNA)
    assert not is_in(client)
    assert bare(closed, ANNA) == bare(type_password(Client(), NOBODY), NOBODY)


def test_asking_for_a_new_password_gives_the_same_answer_and_as_much_mail(anna: User) -> None:
    known = Client().post(RESET, {"email": ANNA}, follow=True)
    unknown = Client().post(RESET, {"email": NOBODY}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert bare(known, ANNA) == bare(unknown, NOBODY)
    assert [message.to for message in mail.outbox] == [[ANNA], [NOBODY]]
    assert mail.outbox[0].subject == mail.outbox[1].subject
    assert "geen account" in mail.outbox[1].body
    assert all(one.extra_headers["Auto-Submitted"] == "auto-generated" for one in mail.outbox)


def test_no_mail_with_a_link_goes_to_an_account_that_was_put_off(anna: User) -> None:
    anna.is_active = False
    anna.save()
    Client().post(RESET, {"email": ANNA})
    assert "/link/" not in mail.outbox[0].body


@pytest.mark.parametrize(
    "email", ["", "geen adres", "a" * 400 + "@rijk.example", "anna\x00@rijk.example"]
)
@pytest.mark.parametrize("path", [LOGIN, RESET])
def test_an_address_that_cannot_be_is_refused_next_to_the_field(email: str, path: str) -> None:
    form = {"login": email, "email": email, "password": "x"}
    response = Client().post(path, form)
    assert response.status_code == 200
    assert "error-message" in response.content.decode()


def test_who_has_no_role_is_told_so_instead_of_sent_round() -> None:
    person = UserFactory()
    client = Client()
    client.force_login(person)
    response = client.get("/cms/", follow=True)
    assert response.status_code == 403
    assert "U hebt nog geen toegang" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/cms/signup/",
        "/cms/email/",
        "/cms/inactive/",
        "/cms/login/code/",
        "/cms/password_reset/confirm/MQ/set-password/",
        "/cms/3rdparty/",
        "/accounts/login/",
        "/accounts/signup/",
        "/cms/oidc/naar/onbekend/",
    ],
)
def test_no_other_door_opens(path: str) -> None:
    client = Client()
    for response in (client.get(path), client.post(path, {"email": ANNA, "password1": PASSWORD})):
        to_the_door = response.status_code == 302 and response.url.startswith(f"{LOGIN}?next=")
        assert to_the_door or response.status_code in (404, 405), path
    assert not User.objects.filter(email=ANNA).exists()


def test_nobody_can_sign_up() -> None:
    for name in ("account_signup", "socialaccount_signup", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_djangos_own_admin_has_the_same_door(anna: User) -> None:
    User.objects.create_superuser("baas@rijk.example", PASSWORD)
    client = Client()
    form = {"username": "baas@rijk.example", "password": PASSWORD}
    for response in (
        client.post("/django-admin/login/", form),
        client.post("/django-admin/", form),
        client.get("/django-admin/"),
    ):
        assert response.status_code == 302
    assert client.get("/django-admin/", follow=True).redirect_chain[-1][0].startswith(LOGIN)
    assert not is_in(client)


def test_without_a_provider_there_is_no_button() -> None:
    assert "Aanmelden met Rijks" not in Client().get(LOGIN).content.decode()


def test_the_pages_are_dutch_and_ask_nothing_from_elsewhere() -> None:
    for path in (LOGIN, RESET, f"{RESET}done/", f"{RESET}complete/"):
        page = Client().get(path).content.decode()
        assert page.count("<h1") == 1
        assert not re.search(r'(src|action)="https?://|<link[^>]+https?://', page), path
        assert not re.search(r"\b(Sign|Log|Password|Email address|Forgot)\b", page), path


def test_nobody_changes_their_own_address(anna: User) -> None:
    client = Client()
    type_password(client, ANNA)
    form = {"name_email-email": "baas@rijk.example", "name_email-first_name": "Anna"}
    client.post("/cms/account/", {**form, "name_email-last_name": "de Vries"})
    anna.refresh_from_db()
    assert anna.email == ANNA
