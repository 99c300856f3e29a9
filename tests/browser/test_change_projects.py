"""A change project, from the first draft to a reader who compares it with another."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from organisations.models import ChangeProjectPage
from tests.browser.conftest import Watch, accessibility_problems, open_form
from tests.browser.site import build_site
from tests.browser.test_desk import sit_down
from tests.factories import LocationFactory, TopicFactory
from tests.organisations.people import COMMUNICATOR, MODERATOR, Government, make_government

TITLE = "Samen in het oude postkantoor"
NO_CARD = "Zonder afsluitkaart is een fase niet klaar."


@pytest.fixture
def government(live_server: Any) -> Government:
    government = make_government()
    LocationFactory(page=government.logius)
    TopicFactory(name="huisvesting", parent=TopicFactory(name="wonen"))
    return government


def begin(page: Page, government: Government) -> None:
    """The form of a new project, with a goal and a first phase."""
    open_form(page, f"/cms/pages/add/organisations/changeprojectpage/{government.logius.pk}/")
    page.get_by_role("textbox", name="Titel").first.fill(TITLE)
    page.locator("[name=goal]").fill("Drie teams werken op één plek.")
    page.get_by_role("tab", name="Fasen en mijlpalen").click()
    page.get_by_role("button", name=re.compile("Voeg fase toe", re.IGNORECASE)).click()
    page.locator("[name=phases-0-name]").fill("Rondkijken")
    page.locator("[name=phases-0-state]").select_option("klaar")


def send_in(page: Page) -> None:
    """Hand what is in the editor to the moderators."""
    page.get_by_role("button", name="Meer acties").last.click()
    page.locator("[name=action-submit]").last.click()


def test_a_project_is_made_closed_with_a_card_approved_and_read(
    page: Page, page_without_script: Page, phone: Page, government: Government, live_server: Any
) -> None:
    sit_down(page, government.people[COMMUNICATOR], live_server)
    begin(page, government)
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.locator("body")).to_contain_text(NO_CARD)
    page.wait_for_load_state()  # the tabs work once their script is there
    page.get_by_role("tab", name="Fasen en mijlpalen").click()
    for name, words in (
        ("worked", "Met één verdieping beginnen."),
        ("failed", "Te laat aan de kluisjes gedacht."),
        ("reuse", "Elke week een rondje."),
    ):
        page.locator(f"[name=phases-0-{name}]").fill(words)
    expect(page.locator("[name=phases-0-name]")).to_have_value("Rondkijken")
    page.locator("[name=phases-0-started_on]").fill("2026-03-01")
    page.keyboard.press("Escape")
    send_in(page)
    expect(page.locator(".messages")).to_contain_text(TITLE)
    project = ChangeProjectPage.objects.get(draft_title=TITLE)
    assert not project.live

    page.context.clear_cookies()
    sit_down(page, government.people[MODERATOR], live_server)
    page.goto("/cms/te-beoordelen/")
    page.get_by_role("button", name=f"Goedkeuren: {TITLE}").click()
    expect(page.get_by_text("Er wacht niets op u")).to_be_visible()

    project.refresh_from_db()
    assert project.live
    for reader in (page_without_script, phone):
        reader.goto(project.url)
        expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
        expect(reader.get_by_text("Met één verdieping beginnen.")).to_be_visible()
        expect(reader.get_by_role("img", name="Tekening van de fasen")).to_be_visible()


def test_a_reader_sees_the_timeline_and_compares_two(
    page: Page, page_without_script: Page, phone: Page, watch: Watch
) -> None:
    site = build_site()
    first, second = site.projects
    for reader in (page, page_without_script, phone):
        reader.goto("/trajecten/")
        reader.get_by_role("link", name=first.title).click()
        expect(reader.get_by_role("heading", level=1)).to_have_text(first.title)
        reader.get_by_text("Deze tijdlijn als lijst").click()
        expect(reader.get_by_text("Mijlpaal: Eerste team klaar (bereikt)")).to_be_visible()
        reader.get_by_role("link", name="Vergelijk met een ander traject").click()
        expect(reader.get_by_label("Eerste traject")).to_have_value(str(first.pk))
        reader.get_by_label("Tweede traject").select_option(label=second.title)
        reader.get_by_role("button", name="Vergelijk").click()
        cards = reader.locator(".compare").first.locator(".card__title")
        expect(cards).to_have_text([first.title, second.title])
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert accessibility_problems(page) == []
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_the_keyboard_scrolls_the_timeline_on_a_phone(phone: Page) -> None:
    site = build_site()
    phone.goto(site.projects[0].url)
    timeline = phone.get_by_role("region", name="Getekende tijdlijn")
    timeline.focus()
    phone.keyboard.press("ArrowRight")
    # The scrolling is smooth, and the security policy of the page bars `wait_for_function`.
    expect(timeline).not_to_have_js_property("scrollLeft", 0)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
