"""The second factor: setting it up, using it, losing it, and having to have it."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse

from cms.core.models import User
from home.models import HomePage
from organisations.models import Role
from tests.core.accounts.doors import (
    LOGIN,
    PASSWORD,
    SECRET,
    add_app,
    code_for,
    is_in,
    kinds_of,
    type_password,
)
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    Government,
)

pytestmark = pytest.mark.django_db

FACTOR = "/cms/tweede-factor/"
AUTHENTICATE = f"{FACTOR}authenticate/"
# What is noted in the session after a factor was stored: with real transactions only.
stored = pytest.mark.django_db(transaction=True, serialized_rollback=True)
CMS_PATHS = [
    "/cms/",
    "/cms/pages/",
    "/cms/account/",
    "/cms/mensen/",
    "/cms/images/add/",
    "/django-admin/",
    "/cms/bestaat-niet/",
]
API_PATHS = ["/cms/api/main/pages/", "/cms/api/main/images/", "/cms/api/main/documents/"]


@pytest.fixture
def anna(government: Government) -> User:
    person = government.people[COMMUNICATOR]
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def all_roles(settings) -> None:
    settings.SECOND_FACTOR_ROLES = list(Role.values)


def signed_in(person: User, *, code: str = "") -> Client:
    client = Client()
    type_password(client, person.email)
    if code:
        client.post(AUTHENTICATE, {"code": code})
    return client


def set_up_app(client: Client) -> str:
    """Scan the code and type what the app shows; returns the secret."""
    page = client.get(f"{FACTOR}totp/activate/")
    secret = page.context["form"].secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(f"{FACTOR}totp/activate/", {"code": code_for(secret)})
    assert response.url == f"{FACTOR}recovery-codes/"
    return secret


def test_setting_up_an_app_and_signing_in_with_it(anna: User) -> None:
    client = signed_in(anna)
    secret = set_up_app(client)
    assert kinds_of(anna) == {"totp", "recovery_codes"}
    assert "Er is een app met codes" in mail.outbox[-1].body
    assert mail.outbox[-1].to == [anna.email]
    second = Client()
    response = type_password(second, anna.email)
    assert response.url == AUTHENTICATE
    assert not is_in(second)
    assert second.get("/cms/").url.startswith(LOGIN)
    response = second.post(AUTHENTICATE, {"code": code_for(secret)})
    assert response.url == "/cms/"
    assert is_in(second)


def test_the_code_to_scan_stands_in_the_page_itself(anna: User) -> None:
    page = signed_in(anna).get(f"{FACTOR}totp/activate/").content.decode()
    assert "<svg" in page
    assert "<?xml" not in page
    assert "Typ dan deze tekst over" in page


def test_the_secret_is_not_readable_in_the_database(anna: User) -> None:
    secret = set_up_app(signed_in(anna))
    assert secret not in str(Authenticator.objects.values_list("data", flat=True))


def test_a_secret_outlives_a_new_key_of_the_site(anna: User, settings) -> None:
    add_app(anna)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-0123456789-0123456789-0123456789-0123"
    assert is_in(signed_in(anna, code=code_for()))


@pytest.mark.parametrize(
    "code", ["000000", "", "abc", "1" * 5000, "\uff11\uff12\uff13\uff14\uff15\uff16", "\x00"]
)
def test_a_wrong_code_opens_nothing_and_is_said_plainly(anna: User, code: str) -> None:
    add_app(anna)
    client = signed_in(anna)
    response = client.post(AUTHENTICATE, {"code": code})
    assert response.status_code == 200
    assert "error-message" in response.content.decode()
    assert not is_in(client)


def test_a_code_of_the_app_works_once(anna: User) -> None:
    add_app(anna)
    code = code_for()
    assert is_in(signed_in(anna, code=code))
    assert not is_in(signed_in(anna, code=code))


def test_codes_cannot_be_tried_without_end(anna: User) -> None:
    add_app(anna)
    client = signed_in(anna)
    for _ in range(10):
        client.post(AUTHENTICATE, {"code": "000000"})
    response = client.post(AUTHENTICATE, {"code": code_for()})
    assert "Wacht vijf minuten" in response.content.decode()
    assert not is_in(client)


def test_a_recovery_code_works_once(anna: User) -> None:
    first, second, *_rest = add_app(anna)
    assert is_in(signed_in(anna, code=first))
    assert not is_in(signed_in(anna, code=first))
    assert is_in(signed_in(anna, code=second))


def test_recovery_codes_are_shown_once(anna: User) -> None:
    client = signed_in(anna)
    set_up_app(client)
    codes = f"{FACTOR}recovery-codes/"
    first = client.get(codes)
    assert first.content.decode().count("<li>") == 10
    again = client.get(codes).content.decode()
    assert not any(code in again for code in first.context["unused_codes"])
    assert "al een keer getoond" in again
    assert client.get(f"{codes}download/").status_code in (403, 404)


def test_changing_factors_later_asks_who_it_is(anna: User) -> None:
    client = signed_in(anna)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    for path in ("totp/activate/", "webauthn/add/"):
        response = client.get(f"{FACTOR}{path}")
        assert response.url.startswith("/cms/bevestigen/")
    posted = client.post(f"{FACTOR}totp/activate/", {"code": "123456"})
    assert posted.url.startswith("/cms/bevestigen/")
    wrong = client.post("/cms/bevestigen/", {"password": "verkeerd"})
    assert "Dit wachtwoord klopt niet." in wrong.content.decode()
    client.post("/cms/bevestigen/?next=/cms/tweede-factor/", {"password": PASSWORD})
    assert client.get(f"{FACTOR}totp/activate/").status_code == 200


@pytest.mark.parametrize("role", [COMMUNICATOR, MODERATOR, CENTRAL, ADMINISTRATOR])
def test_who_must_have_a_factor_is_led_to_it_before_anything_else(
    government: Government, all_roles: None, role: str
) -> None:
    client = Client()
    client.force_login(government.people[role])
    for path in CMS_PATHS:
        for response in (client.get(path), client.post(path, {"x": "1"})):
            assert response.status_code == 302, path
            assert response.url == FACTOR, path
    for path in API_PATHS:
        assert client.get(path).status_code == 403, path
    script = client.get("/cms/pages/", headers={"x-requested-with": "XMLHttpRequest"})
    assert script.status_code == 403
    page = client.get(FACTOR).content.decode()
    assert "Stel eerst een tweede factor in." in page


@pytest.mark.parametrize(
    ("asked", "held_up"),
    [
        ("moderator", {MODERATOR, CENTRAL}),
        ("administrator", {ADMINISTRATOR}),
        ("communicator", {COMMUNICATOR}),
    ],
)
def test_a_factor_is_asked_of_the_roles_in_the_setting(
    government: Government, settings, asked: str, held_up: set[str]
) -> None:
    settings.SECOND_FACTOR_ROLES = [asked]
    stopped = set()
    for role in (COMMUNICATOR, MODERATOR, CENTRAL, ADMINISTRATOR):
        client = Client()
        client.force_login(government.people[role])
        if client.get("/cms/").status_code == 302:
            stopped.add(role)
    assert stopped == held_up


def test_a_superuser_must_have_what_an_administrator_must(government, settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["administrator"]
    client = Client()
    client.force_login(User.objects.create_superuser("baas@rijk.example", PASSWORD))
    assert client.get("/cms/").url == FACTOR
    assert client.get("/django-admin/").url == FACTOR


def test_without_the_setting_nobody_is_held_up(anna: User) -> None:
    assert signed_in(anna).get("/cms/").status_code == 200


@stored
def test_after_setting_up_the_cms_opens(anna: User, all_roles: None) -> None:
    client = signed_in(anna)
    set_up_app(client)
    assert client.get(f"{FACTOR}recovery-codes/").status_code == 200
    assert client.get("/cms/").status_code == 200
    assert client.get(API_PATHS[0]).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(anna: User, all_roles: None) -> None:
    Authenticator.objects.create(user=anna, type="recovery_codes", data={})
    assert signed_in(anna).get("/cms/").url == FACTOR


@stored
def test_a_session_from_before_the_factor_ends(anna: User, all_roles: None) -> None:
    thief, owner = signed_in(anna), signed_in(anna)
    set_up_app(owner)
    assert thief.get("/cms/").url == LOGIN
    assert not is_in(thief)
    assert owner.get("/cms/").status_code == 200


@stored
def test_taking_the_app_away_leads_back_to_setting_one_up(anna: User, all_roles: None) -> None:
    client = signed_in(anna)
    set_up_app(client)
    client.post(f"{FACTOR}totp/deactivate/")
    assert kinds_of(anna) == set()
    assert client.get("/cms/").url == FACTOR


def test_the_administrator_sees_and_takes_away_a_lost_factor(
    government: Government, anna: User, django_capture_on_commit_callbacks
) -> None:
    add_app(anna)
    client = Client()
    client.force_login(government.people[ADMINISTRATOR])
    assert f"tweede factor van {anna}" in client.get(reverse("people")).content.decode()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("people_reset_factor", args=[anna.pk]), follow=True)
    assert "is weg" in response.content.decode()
    assert kinds_of(anna) == set()
    assert mail.outbox[-1].to == [anna.email]
    assert "beheerder heeft uw tweede factor weggehaald" in mail.outbox[-1].body
    log = client.get("/cms/reports/site-history/").content.decode()
    assert "Tweede factor weggehaald door een beheerder" in log


@pytest.mark.parametrize("name", [COMMUNICATOR, MODERATOR, CENTRAL])
def test_nobody_else_takes_away_a_factor(government: Government, anna: User, name: str) -> None:
    add_app(anna)
    client = Client()
    client.force_login(government.people[name])
    client.post(reverse("people_reset_factor", args=[anna.pk]))
    assert "totp" in kinds_of(anna)


def test_an_administrator_resets_neither_their_own_factor_nor_that_of_a_superuser(
    government: Government,
) -> None:
    administrator = government.people[ADMINISTRATOR]
    boss = User.objects.create_superuser("baas@rijk.example", PASSWORD)
    client = Client()
    client.force_login(administrator)
    for person in (administrator, boss):
        add_app(person)
        client.post(reverse("people_reset_factor", args=[person.pk]))
        assert "totp" in kinds_of(person)


def test_example_accounts_get_in_with_a_password_alone(settings) -> None:
    from home.examples.accounts import make_account

    make_account("voorbeeld@voorbeeld.example", HomePage.objects.get(), Role.ADMINISTRATOR)
    person = User.objects.get(email="voorbeeld@voorbeeld.example")
    person.set_password(PASSWORD)
    person.save()
    assert settings.SECOND_FACTOR_ROLES == []
    assert signed_in(person).get("/cms/").status_code == 200


def test_every_page_of_the_factor_opens_and_is_dutch(anna: User) -> None:
    client = signed_in(anna)
    for path in ("", "totp/activate/", "webauthn/", "webauthn/add/"):
        page = client.get(f"{FACTOR}{path}").content.decode()
        assert page.count("<h1") == 1, path
        assert "Security" not in page
        assert "Passwordless" not in page
    set_up_app(client)
    for path in ("", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"):
        assert client.get(f"{FACTOR}{path}").content.decode().count("<h1") == 1, path


def test_of_each_other_nobody_sees_or_changes_keys(government: Government, anna: User) -> None:
    other = government.people[MODERATOR]
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "van een ander"})
    client = signed_in(anna)
    for action in ("edit", "remove"):
        path = f"{FACTOR}webauthn/keys/{key.pk}/{action}/"
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "van mij"}).status_code == 404
    assert SECRET not in client.get(FACTOR).content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()


@pytest.mark.parametrize("credential", ["", "{}", "geen json", '{"id": 1}', "[]", '"x"', "null"])
def test_a_made_up_passkey_is_refused_without_an_error(anna: User, credential: str) -> None:
    client = Client()
    response = client.post(f"{FACTOR}webauthn/login/", {"credential": credential})
    assert response.status_code in (200, 302)
    assert not is_in(client)
    inside = signed_in(anna)
    response = inside.post(f"{FACTOR}webauthn/add/", {"name": "x", "credential": credential})
    assert response.status_code == 200
    assert kinds_of(anna) == set()
