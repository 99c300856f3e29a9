"""Signing in at the provider of one's organisation, against a real provider on this machine."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from cms.core.models import User
from organisations.models import Invitation, Membership, Role
from organisations.roles.invitations import invite
from tests.core.accounts.doors import (
    LOGIN,
    PASSWORD,
    TO_PROVIDER,
    add_app,
    is_in,
    through_provider,
)
from tests.oidc_provider import OIDCProvider
from tests.organisations.people import ADMINISTRATOR, COMMUNICATOR, Government

pytestmark = pytest.mark.django_db

ANNA = "anna@rijk.example"
BACK = "/cms/oidc/terug/sso/"


def person(email: str = ANNA, **claims: object) -> dict[str, object]:
    return {
        "sub": "nummer-7",
        "email": email,
        "email_verified": True,
        "given_name": "Anna",
        "family_name": "de Vries",
        **claims,
    }


@pytest.fixture
def anna(government: Government) -> User:
    communicator = government.people[COMMUNICATOR]
    communicator.email = ANNA
    communicator.set_password(PASSWORD)
    communicator.save()
    return communicator


def invited(government: Government, email: str = ANNA) -> None:
    roles = [(government.logius, Role.COMMUNICATOR)]
    invite(email, roles, by=government.people[ADMINISTRATOR])
    # The mail with the link goes out after the transaction; the term begins with it.
    from organisations.roles.invitations import new_token

    new_token(Invitation.objects.get(email=email))


def test_the_button_has_the_name_of_the_provider(oidc: OIDCProvider) -> None:
    assert "Aanmelden met Rijksaccount" in Client().get(LOGIN).content.decode()


def test_an_account_that_exists_is_joined_once_and_known_by_number_after(
    oidc: OIDCProvider, anna: User
) -> None:
    oidc.person = person()
    client = Client()
    response = through_provider(client)
    assert response.url == "/cms/"
    assert client.get("/cms/").status_code == 200
    assert SocialAccount.objects.get().user == anna
    assert mail.outbox[-1].to == [ANNA]
    # Another address at the provider, the same person.
    oidc.person = person("anna.nieuw@rijk.example")
    again = Client()
    through_provider(again)
    assert is_in(again)
    assert SocialAccount.objects.count() == 1
    anna.refresh_from_db()
    assert anna.email == ANNA
    assert anna.check_password(PASSWORD)


def test_who_was_invited_comes_in_without_a_password(
    oidc: OIDCProvider, government: Government
) -> None:
    invited(government)
    oidc.person = person()
    client = Client()
    response = through_provider(client)
    assert response.url == "/cms/"
    new = User.objects.get(email=ANNA)
    assert (new.first_name, new.last_name) == ("Anna", "de Vries")
    assert not new.has_usable_password()
    assert Membership.objects.active().get(person=new).page_id == government.logius.pk
    assert Invitation.objects.get().accepted_at


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email_verified": "false"},
        {"email_verified": "true"},
        {"email": "anna@elders.example"},
        {"email": "anna@elders.example@rijk.example"},
        {"email": ""},
        {"email": None},
        {"email": ["anna@rijk.example"]},
        {"email": "vreemd@rijk.example"},
    ],
)
def test_who_is_not_known_for_sure_gets_one_and_the_same_answer(
    oidc: OIDCProvider, anna: User, claims: dict[str, object]
) -> None:
    users = User.objects.count()
    oidc.person = {**person(), **claims}
    client = Client()
    response = through_provider(client)
    assert response.status_code in (401, 403)
    assert "Aanmelden lukt niet" in response.content.decode()
    assert ANNA not in response.content.decode()
    assert not is_in(client)
    assert User.objects.count() == users
    assert not SocialAccount.objects.exists()


def test_an_account_that_was_put_off_stays_out(oidc: OIDCProvider, anna: User) -> None:
    oidc.person = person()
    through_provider(Client())
    anna.is_active = False
    anna.save()
    client = Client()
    assert through_provider(client).status_code == 403
    assert not is_in(client)


def test_an_expired_or_withdrawn_invitation_opens_nothing(
    oidc: OIDCProvider, government: Government
) -> None:
    invited(government)
    Invitation.objects.update(expires_at="2020-01-01T00:00:00Z")
    oidc.person = person()
    assert through_provider(Client()).status_code == 403
    assert not User.objects.filter(email=ANNA).exists()


@pytest.mark.parametrize(
    "broken",
    [
        "nonce",
        "signature",
        "audience",
        "issuer",
        "expired",
        "subject",
        "token",
        "no-json",
        "denied",
    ],
)
def test_a_provider_that_is_not_right_opens_nothing(
    oidc: OIDCProvider, anna: User, broken: str
) -> None:
    oidc.person = person()
    client = Client()
    if broken == "issuer":
        oidc.broken = broken
        response = client.post(TO_PROVIDER)
    else:
        client.get(LOGIN)
        oidc.broken = broken
        response = through_provider(client)
    assert response.status_code in (302, 401, 403)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_a_provider_that_is_down_gives_a_page_with_a_way_back(oidc: OIDCProvider) -> None:
    oidc.broken = "discovery"
    response = Client().post(TO_PROVIDER)
    assert response.status_code == 401
    assert LOGIN in response.content.decode()


@pytest.mark.parametrize("change", ["state", "code", "both", "other session"])
def test_an_answer_that_was_tampered_with_opens_nothing(
    oidc: OIDCProvider, anna: User, change: str
) -> None:
    oidc.person = person()
    client = Client()
    page = client.post(TO_PROVIDER).content.decode()
    onward = html.unescape(re.search(r'url=([^"]+)"', page)[1])
    query = {name: values[0] for name, values in parse_qs(urlsplit(onward).query).items()}
    answer = {name: v[0] for name, v in parse_qs(urlsplit(oidc.authorize(query)).query).items()}
    if change in ("state", "both"):
        answer["state"] = "made-up"
    if change in ("code", "both"):
        answer["code"] = "made-up"
    if change == "other session":
        client = Client()
    assert client.get(BACK, answer).status_code == 401
    assert not is_in(client)


def test_an_answer_works_once(oidc: OIDCProvider, anna: User) -> None:
    oidc.person = person()
    client = Client()
    page = client.post(TO_PROVIDER).content.decode()
    onward = html.unescape(re.search(r'url=([^"]+)"', page)[1])
    query = {name: values[0] for name, values in parse_qs(urlsplit(onward).query).items()}
    back = oidc.authorize(query).replace("http://testserver", "")
    assert client.get(back).status_code == 302
    client.post("/cms/logout/")
    assert client.get(back).status_code == 401
    assert not is_in(client)


def test_the_visitor_does_not_choose_what_is_asked_for(oidc: OIDCProvider) -> None:
    address = f"{TO_PROVIDER}?scope=admin&process=connect&auth_params=nonce%3Dmine%26prompt%3Dnone"
    page = Client().post(address).content.decode()
    assert "admin" not in page
    assert "mine" not in page
    assert "prompt" not in page


def test_only_a_form_starts_the_journey(oidc: OIDCProvider) -> None:
    assert Client().get(TO_PROVIDER).status_code == 405
    assert Client(enforce_csrf_checks=True).post(TO_PROVIDER).status_code == 403


def test_the_second_factor_is_asked_after_the_provider_too(
    oidc: OIDCProvider, anna: User, settings
) -> None:
    oidc.person = person()
    add_app(anna)
    client = Client()
    assert through_provider(client).url == "/cms/tweede-factor/authenticate/"
    assert not is_in(client)


def test_after_the_provider_a_factor_can_be_set_up_without_a_password(
    oidc: OIDCProvider, government: Government, settings
) -> None:
    settings.SECOND_FACTOR_ROLES = ["communicator"]
    invited(government)
    oidc.person = person()
    client = Client()
    through_provider(client)
    assert client.get("/cms/").url == "/cms/tweede-factor/"
    assert client.get("/cms/tweede-factor/totp/activate/").status_code == 200


def test_no_password_of_the_provider_is_kept(oidc: OIDCProvider, anna: User) -> None:
    from allauth.account.models import EmailAddress
    from allauth.socialaccount.models import SocialToken

    oidc.person = person()
    through_provider(Client())
    assert not SocialToken.objects.exists()
    # The address stands in the account and nowhere else, so that changing it there is enough.
    assert not EmailAddress.objects.exists()
