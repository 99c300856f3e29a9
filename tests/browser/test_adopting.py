"""From an initiative to its spread, and from a need to the people who may help, with real mail."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from organisations.models import BlogPostPage, Kind
from tests.browser.conftest import accessibility_problems
from tests.browser.test_desk import sit_down
from tests.browser.test_whole_journey import problems
from tests.exchange.nearby import communicator, initiative, known, need
from tests.factories import LocationFactory, TopicFactory
from tests.organisations.people import COMMUNICATOR, MODERATOR, Government, make_government
from tests.smtp_server import MailServer

TITLE = "Bureaus delen met een app"
SUMMARY = "Medewerkers reserveren een bureau en zien wie er is."


@pytest.fixture
def government(live_server: Any, settings: Any) -> Government:
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    government = known(make_government())
    LocationFactory(page=government.logius)
    return government


@pytest.fixture
def topic(government: Government) -> Any:
    return TopicFactory(name="hybride werken", parent=TopicFactory(name="werk"))


@pytest.fixture
def source(government: Government, topic: Any) -> BlogPostPage:
    """The initiative of DUO, in Groningen."""
    place = LocationFactory(
        page=government.duo, city="Groningen", point="SRID=4326;POINT(6.56 53.21)"
    )
    return initiative(government.duo, TITLE, summary=SUMMARY, topics=[topic], place=place)


def fits_a_phone(phone: Page, url: str) -> None:
    phone.goto(url)
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, f"{url} is {width} pixels wide"


def test_an_initiative_is_taken_over_approved_and_shows_its_spread(
    page: Page,
    phone: Page,
    page_without_script: Page,
    government: Government,
    source: BlogPostPage,
    live_server: Any,
    mail_server: MailServer,
    tmp_path: Path,
) -> None:
    person = communicator(government.duo)
    sit_down(page, government.people[COMMUNICATOR], live_server)
    page.goto(source.url)
    page.get_by_role("link", name="Doen wij ook").click()
    expect(page.get_by_text(f"U neemt het initiatief “{TITLE}” over van DUO.")).to_be_visible()
    assert problems(page) == []
    page.screenshot(path=str(tmp_path / "adopt.png"), full_page=True)
    page.get_by_role("button", name="Maak het concept").click()
    expect(page.locator(".messages")).to_contain_text("Dit is uw concept")
    page.wait_for_load_state()  # the menu opens once its script is there
    post = BlogPostPage.objects.child_of(government.logius).get()
    page.get_by_role("button", name="Meer acties").last.click()
    page.locator("button[name=action-submit]").first.click()
    expect(page.locator(".messages")).to_be_visible()

    page.context.clear_cookies()
    sit_down(page, government.people[MODERATOR], live_server)
    page.goto("/cms/te-beoordelen/")
    page.locator("summary", has_text=TITLE).click()
    page.get_by_role("button", name=f"Goedkeuren: {TITLE}").click()
    expect(page.get_by_text("Er wacht niets op u")).to_be_visible()
    call_command("send_mail")
    assert "Logius doet dit ook" in mail_server.to(person.email)[-1].subject

    page_without_script.goto(source.url)
    expect(
        page_without_script.get_by_role("heading", name="1 organisatie doet dit ook")
    ).to_be_visible()
    page_without_script.locator(".spread").get_by_role("link", name=TITLE).click()
    expect(page_without_script.get_by_text("Overgenomen van")).to_contain_text(f"{TITLE} (DUO)")
    for url in (source.url, BlogPostPage.objects.get(pk=post.pk).url):
        page.context.clear_cookies()
        page.goto(url)
        assert accessibility_problems(page) == []
        fits_a_phone(phone, url)
    page.goto(source.url)
    page.screenshot(path=str(tmp_path / "spread.png"), full_page=True)
    phone.goto(source.url)
    phone.screenshot(path=str(tmp_path / "spread-320.png"), full_page=True)


def test_a_need_finds_what_is_there_while_it_is_written_and_its_people_are_mailed(
    page: Page,
    phone: Page,
    government: Government,
    source: BlogPostPage,
    live_server: Any,
    mail_server: MailServer,
    tmp_path: Path,
) -> None:
    person = communicator(government.duo)
    sit_down(page, government.people[COMMUNICATOR], live_server)
    page.goto("/cms/snel/?soort=behoefte")
    page.get_by_role("textbox", name="Titel").fill("Wie helpt ons bureaus te delen?")
    page.locator("[name=text]").fill("Wij willen een bureau reserveren met een app.")
    page.locator("summary", has_text="Kies onderwerpen").click()
    page.get_by_label("Zoek een onderwerp").fill("hybride")
    page.get_by_label("Hybride werken", exact=True).check()
    close = page.locator(".quick__notes")
    expect(close.get_by_text("zelfde onderwerp: Hybride werken")).to_be_visible()
    expect(close.get_by_role("link", name=TITLE)).to_be_visible()
    assert problems(page) == []
    page.screenshot(path=str(tmp_path / "quick.png"), full_page=True)
    page.get_by_role("button", name="Bewaar als concept").click()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    page.locator("[data-close]").scroll_into_view_if_needed()
    page.screenshot(path=str(tmp_path / "editor.png"))

    post = BlogPostPage.objects.get(kind=Kind.NEED)
    post.get_latest_revision().publish()
    call_command("send_mail")
    letter = mail_server.to(person.email)[-1]
    assert "Een behoefte die bij uw initiatief past" in letter.subject
    page.context.clear_cookies()
    page.goto(letter.link(BlogPostPage.objects.get(pk=post.pk).url))
    shown = page.get_by_role("region", name="Misschien helpt dit")
    expect(shown.get_by_role("link", name=TITLE)).to_be_visible()
    assert accessibility_problems(page) == []
    page.screenshot(path=str(tmp_path / "need.png"), full_page=True)
    fits_a_phone(phone, BlogPostPage.objects.get(pk=post.pk).url)
    page.goto(source.url)
    expect(
        page.get_by_role("region", name="Deze behoeften en vragen passen hierbij")
    ).to_contain_text("Wie helpt ons bureaus te delen?")


def test_a_reader_gets_to_know_organisations_that_are_alike(
    page: Page,
    phone: Page,
    government: Government,
    topic: Any,
    source: BlogPostPage,
    mail_server: MailServer,
    tmp_path: Path,
) -> None:
    person = communicator(government.duo)
    need(government.logius, "Iets met bureaus", topics=[topic])
    page.goto(government.logius.url)
    expect(page.get_by_role("heading", name="Organisaties zoals deze")).to_be_visible()
    assert accessibility_problems(page) == []
    page.screenshot(path=str(tmp_path / "organisation.png"), full_page=True)
    fits_a_phone(phone, government.logius.url)
    page.get_by_role("link", name="Maak kennis met DUO").click()
    expect(page).to_have_url(re.compile("/kennismaken/"))
    fits_a_phone(phone, page.url)
    phone.screenshot(path=str(tmp_path / "introduce-320.png"), full_page=True)
    page.get_by_role("button", name="Stel mij voor").click()
    expect(page.locator("#id_name_error")).to_have_text("Vul uw naam in.")
    assert accessibility_problems(page) == []
    page.get_by_label("Uw naam").fill("Anna de Vries")
    page.get_by_label("Uw e-mailadres").fill("anna@voorbeeld.example")
    page.get_by_label("Uw organisatie").fill("Gemeente Voorbeeld")
    page.get_by_role("button", name="Stel mij voor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")
    mail_server.wait_for(1)
    page.goto(mail_server.to("anna@voorbeeld.example")[-1].link("/kennismaken/"))
    page.get_by_role("button", name="Ja, stel mij voor").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De mail is weg")
    mail_server.wait_for(4)
    assert "Anna de Vries" in mail_server.to(person.email)[-1].text
