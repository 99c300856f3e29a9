"""Somebody is invited, follows the link, chooses a password and is in the CMS."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch, accessibility_problems
from tests.organisations.people import ADMINISTRATOR, Government, make_government

ANNA = "anna@voorbeeld.example"
PASSWORD = "regen-op-het-binnenhof"


@pytest.fixture
def government() -> Government:
    return make_government()


@pytest.fixture
def desk(page: Page, live_server: Any, government: Government) -> Page:
    """The desk of an administrator."""
    client = Client()
    client.force_login(government.people[ADMINISTRATOR])
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    return page


def problems(page: Page) -> list[str]:
    """What axe finds once the screen stands still: what fades in has too little contrast."""
    page.locator("body.ready").wait_for()
    page.add_style_tag(content="* { animation: none !important; transition: none !important }")
    return accessibility_problems(page)


def link_in_mail() -> str:
    return urlsplit(re.search(r"https?://\S+/uitnodiging/\S+", str(mail.outbox[-1].body))[0]).path


def test_invite_link_password_cms(
    desk: Page, phone: Page, watch: Watch, government: Government
) -> None:
    desk.goto("/cms/")
    desk.get_by_role("link", name="Mensen", exact=True).click()
    desk.get_by_role("link", name="Uitnodigen", exact=True).click()
    desk.get_by_label("E-mailadres").fill(ANNA)
    desk.get_by_label("Rol", exact=True).first.select_option("communicatiemedewerker")
    first = desk.locator("fieldset").first
    first.get_by_role("button", name=re.compile("Kies een pagina")).click()
    modal = desk.locator(".modal-content")
    modal.locator("[name=q]").fill("Logius")
    modal.get_by_role("link", name="Logius", exact=True).click()
    expect(first).to_contain_text("Logius")
    assert problems(desk) == []
    desk.locator("form").get_by_role("button", name="Uitnodigen").click()
    expect(desk.get_by_text(f"De mail aan {ANNA} gaat weg.")).to_be_visible()
    assert problems(desk) == []

    phone.goto(link_in_mail())
    expect(phone.get_by_text("communicatiemedewerker, Logius")).to_be_visible()
    assert problems(phone) == []
    phone.get_by_label("Voornaam").fill("Anna")
    phone.get_by_label("Achternaam").fill("de Vries")
    phone.locator("[name=password]").fill("kort")
    phone.get_by_label("Hetzelfde wachtwoord nog een keer").fill("kort")
    phone.get_by_role("button", name="Account maken").click()
    expect(phone.get_by_text("Dit wachtwoord is te kort.")).to_be_visible()
    phone.locator("[name=password]").fill(PASSWORD)
    phone.get_by_label("Hetzelfde wachtwoord nog een keer").fill(PASSWORD)
    phone.get_by_role("button", name="Account maken").click()
    expect(phone.get_by_text("Welkom! Uw account is klaar.")).to_be_visible()
    assert urlsplit(phone.url).path == "/cms/"

    desk.goto("/cms/mensen/")
    expect(desk.get_by_role("row", name=re.compile(ANNA))).to_contain_text("Logius")
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_an_invited_person_signs_in_again_without_script(
    desk: Page, page_without_script: Page, government: Government
) -> None:
    desk.goto(f"/cms/mensen/uitnodigen/?rol=communicator&plaats={government.duo.pk}")
    desk.get_by_label("E-mailadres").fill(ANNA)
    desk.locator("form").get_by_role("button", name="Uitnodigen").click()
    desk.get_by_text("gaat weg").wait_for()
    page = page_without_script
    page.goto(link_in_mail())
    page.get_by_label("Voornaam").fill("Anna")
    page.get_by_label("Achternaam").fill("de Vries")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_label("Hetzelfde wachtwoord nog een keer").fill(PASSWORD)
    page.get_by_role("button", name="Account maken").click()
    page.context.clear_cookies()
    page.goto("/cms/login/")
    page.locator("[name=login]").fill(ANNA)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form.login-form [type=submit]").click()
    page.wait_for_url("**/cms/")
