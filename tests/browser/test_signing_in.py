"""From the invitation to the overview: by the organisation's account or a password, always with a
second factor; and later with a passkey alone.
"""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Page, expect

from cms.core.models import User
from organisations.models import Role
from organisations.roles.invitations import invite
from tests.browser.conftest import Watch, accessibility_problems
from tests.core.accounts.doors import PASSWORD, code_for
from tests.oidc_provider import OIDCProvider
from tests.organisations.people import ADMINISTRATOR, Government, make_government

ANNA = "anna@rijk.example"

# Not the address of the sign-in page, which ends in the one to go to afterwards.
OVERVIEW = re.compile(r"^[^?]*/cms/$")


@pytest.fixture
def government(settings: Any, live_server: Any) -> Government:
    cache.clear()
    settings.SECOND_FACTOR_ROLES = list(Role.values)
    # A browser gives passkeys to a name, not to a number.
    settings.WAGTAILADMIN_BASE_URL = by_name(live_server.url)
    return make_government()


def by_name(url: str) -> str:
    return url.replace("127.0.0.1", "localhost")


def link_for_anna(government: Government) -> str:
    roles = [(government.logius, Role.COMMUNICATOR)]
    invite(ANNA, roles, by=government.people[ADMINISTRATOR])
    return re.search(r"https?://\S+/uitnodiging/\S+", str(mail.outbox[-1].body))[0]


def problems(page: Page) -> list[str]:
    page.locator("body.ready").wait_for()
    page.add_style_tag(content="* { animation: none !important; transition: none !important }")
    return accessibility_problems(page)


def set_up_app(page: Page) -> str:
    """From the page that asks for a second factor to the overview; returns the secret."""
    expect(page.get_by_text("Stel eerst een tweede factor in.")).to_be_visible()
    assert problems(page) == []
    page.get_by_role("link", name="App met codes instellen").click()
    expect(page.locator(".account-code svg")).to_be_visible()
    assert problems(page) == []
    secret = page.locator(".account-secret").inner_text().strip()
    page.get_by_label("Code", exact=False).last.fill("000000")
    page.get_by_role("button", name="Instellen").click()
    expect(page.get_by_text("Deze code klopt niet.")).to_be_visible()
    page.locator("[name=code]").fill(code_for(secret))
    page.get_by_role("button", name="Instellen").click()
    expect(page.locator(".account-codes li")).to_have_count(10)
    assert problems(page) == []
    page.get_by_role("link", name="Naar het overzicht").click()
    expect(page).to_have_url(OVERVIEW)
    return secret


def test_invited_organisations_account_app_overview(
    phone: Page, watch: Watch, government: Government, oidc: OIDCProvider
) -> None:
    watch.host = "localhost:" + watch.host.rpartition(":")[2]
    oidc.person = {
        "sub": "7",
        "email": ANNA,
        "email_verified": True,
        "given_name": "Anna",
        "family_name": "de Vries",
    }
    phone.goto(link_for_anna(government))
    assert problems(phone) == []
    phone.get_by_role("button", name="Aanmelden met Rijksaccount").click()
    expect(phone).to_have_url(re.compile(r"/authorize\?"))
    phone.get_by_role("link", name="Ik ben het").click()
    set_up_app(phone)
    assert not User.objects.get(email=ANNA).has_usable_password()
    # Only the way to the provider itself leads out of the site.
    assert {urlsplit(url).path for url in watch.outside_requests} <= {"/authorize", "/favicon.ico"}
    assert [error for error in watch.console_errors if "404" not in error] == []


def test_invited_password_app_overview_and_in_again(
    page: Page, watch: Watch, government: Government
) -> None:
    watch.host = "localhost:" + watch.host.rpartition(":")[2]
    page.goto(link_for_anna(government))
    page.get_by_label("Voornaam").fill("Anna")
    page.get_by_label("Achternaam").fill("de Vries")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_label("Hetzelfde wachtwoord nog een keer").fill(PASSWORD)
    page.get_by_role("button", name="Account maken").click()
    secret = set_up_app(page)
    page.context.clear_cookies()
    cache.clear()
    page.goto(by_name(f"{page.url.partition('/cms/')[0]}/cms/"))
    assert problems(page) == []
    page.get_by_label("E-mailadres").fill(ANNA)
    page.locator("[name=password]").fill("een verkeerd wachtwoord")
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_text("Het e-mailadres of het wachtwoord klopt niet.")).to_be_visible()
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_role("heading", name="Tweede factor")).to_be_visible()
    assert problems(page) == []
    page.locator("[name=code]").fill(code_for(secret))
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page).to_have_url(OVERVIEW)
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_a_passkey_is_a_second_factor_and_opens_the_cms_alone(
    page: Page, watch: Watch, government: Government, live_server: Any
) -> None:
    watch.host = "localhost:" + watch.host.rpartition(":")[2]
    person = government.people[ADMINISTRATOR]
    person.set_password(PASSWORD)
    person.save()
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    chrome.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto(by_name(f"{live_server.url}/cms/"))
    page.get_by_label("E-mailadres").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.get_by_role("link", name="Toegangssleutel instellen").click()
    assert problems(page) == []
    page.get_by_label("Naam").fill("laptop")
    page.get_by_label("Ook aanmelden zonder wachtwoord").check()
    page.get_by_role("button", name="Instellen").click()
    expect(page.locator(".account-codes li")).to_have_count(10)
    page.get_by_role("link", name="Naar het overzicht").click()
    expect(page).to_have_url(OVERVIEW)

    page.context.clear_cookies()
    page.goto(by_name(f"{live_server.url}/cms/"))
    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
    expect(page).to_have_url(OVERVIEW)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.context.clear_cookies()
    page.goto(by_name(f"{live_server.url}/cms/"))
    page.get_by_label("E-mailadres").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.get_by_role("button", name="Gebruik een toegangssleutel").click()
    expect(page).to_have_url(OVERVIEW)
    page.goto(by_name(f"{live_server.url}/cms/tweede-factor/webauthn/"))
    expect(page.get_by_role("heading", name="laptop")).to_be_visible()
    assert problems(page) == []
    assert watch.console_errors == []
    assert watch.outside_requests == []
