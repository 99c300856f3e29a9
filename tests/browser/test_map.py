"""The map in a real browser: marks without tiles, by keyboard, on a phone and without script."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from organisations.models import Kind, OrganisationPage, State
from tests.browser.conftest import Watch, accessibility_problems
from tests.search.test_map_points import GRONINGEN, organisation_at, post_at

ENLARGE = "Zoom in"


@pytest.fixture
def places() -> list[OrganisationPage]:
    """One organisation in The Hague with an open question, and one in Groningen."""
    near = organisation_at()
    post_at(near, kind=Kind.QUESTION, state=State.OPEN)
    far = organisation_at(
        point=GRONINGEN, street="Kempkensberg", house_number="12", city="Groningen"
    )
    return [near, far]


def open_map(page: Page, address: str = "/kaart/") -> None:
    """Open a page and wait until its map shows what the server answered."""
    page.route("**/tegels/**", lambda route: route.abort())
    page.goto(address)
    expect(page.locator(".map--ready")).to_be_visible()


def active_label(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''"))


def errors_but_for_tiles(watch: Watch) -> list[str]:
    """The console's errors; that the tiles cannot be reached is what these tests are about."""
    return [text for text in watch.console_errors if "net::ERR_FAILED" not in text]


def test_marks_and_land_are_there_when_no_tile_can_be_reached(
    places: list[OrganisationPage], page: Page, watch: Watch
) -> None:
    open_map(page)
    expect(page.locator(".map-mark")).to_have_count(3)
    expect(page.locator(".map-land--province")).to_have_count(12)
    expect(page.locator(".map-city").first).to_be_attached()
    expect(page.locator(".leaflet-tile")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("2 plekken, 1 open vraag of behoefte")
    assert errors_but_for_tiles(watch) == []
    assert watch.outside_requests == []


def test_the_keyboard_reaches_opens_and_leaves_a_mark(
    places: list[OrganisationPage], page: Page
) -> None:
    open_map(page)
    page.locator(".map__canvas").focus()
    page.keyboard.press("Tab")
    labels = {active_label(page)}
    for arrow in ("ArrowRight", "ArrowUp", "ArrowRight"):
        page.keyboard.press(arrow)
        labels.add(active_label(page))
    here = active_label(page)
    assert here.startswith(f"Organisatie: {places[1].title}, Kempkensberg 12")
    assert len(labels) > 1
    page.keyboard.press("Enter")
    link = page.locator(".map-card__link")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", places[1].get_url())
    page.keyboard.press("Escape")
    expect(page.locator(".map-card")).to_have_count(0)
    assert active_label(page) == here


def test_all_marks_are_one_stop_for_the_tab_key(places: list[OrganisationPage], page: Page) -> None:
    open_map(page)
    expect(page.locator('.map-mark[tabindex="0"]')).to_have_count(1)
    expect(page.locator('.map-mark[tabindex="-1"]')).to_have_count(2)


def test_the_map_can_be_skipped(places: list[OrganisationPage], page: Page) -> None:
    open_map(page)
    skip = page.get_by_role("link", name="Sla de kaart over")
    skip.focus()
    expect(skip).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('.map-page__list') !== null"
    assert page.evaluate(inside)


def test_a_mark_opens_a_card_that_leads_to_the_organisation(
    places: list[OrganisationPage], page: Page
) -> None:
    open_map(page)
    page.locator(".map-mark--organisation", has=page.locator("svg")).last.click()
    card = page.locator(".map-card")
    expect(card).to_contain_text("precies op het adres")
    card.get_by_role("link").click()
    expect(page).to_have_url(re.compile("|".join(f"{place.get_url()}$" for place in places)))


def test_zooming_asks_for_what_is_in_view_and_says_so(
    places: list[OrganisationPage], page: Page
) -> None:
    open_map(page)
    page.locator(".map-mark--organisation").first.focus()
    for _step in range(4):
        page.get_by_role("button", name=ENLARGE).click()
    expect(page.get_by_role("status")).not_to_contain_text("2 plekken")


def test_when_the_points_do_not_come_the_reader_is_told(
    places: list[OrganisationPage], page: Page
) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="")

    page.route("**/punten.json*", refuse)
    page.goto("/kaart/")
    expect(page.get_by_role("status")).to_contain_text("De lijst werkt wel")
    expect(page.locator(".map__drawing")).to_be_visible()


def test_a_phone_shows_the_map_without_trapping_the_finger(
    places: list[OrganisationPage], phone: Page
) -> None:
    open_map(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    expect(phone.locator(".map-mark")).to_have_count(3)


def test_without_script_the_drawn_map_and_the_list_are_there(
    places: list[OrganisationPage], page_without_script: Page
) -> None:
    page_without_script.goto("/kaart/")
    drawing = page_without_script.get_by_role("img", name="Kaart van Nederland")
    expect(drawing).to_be_visible()
    for place in places:
        link = page_without_script.locator(".map-page__list").get_by_role("link", name=place.title)
        expect(link.first).to_be_visible()


def test_the_page_is_accessible(places: list[OrganisationPage], page: Page) -> None:
    open_map(page)
    assert accessibility_problems(page) == []


def test_who_moves_the_map_can_list_what_is_there(
    places: list[OrganisationPage], page: Page
) -> None:
    open_map(page)
    expect(page.get_by_role("link", name="Zoek in dit gebied")).to_have_count(0)
    for _step in range(3):
        page.get_by_role("button", name=ENLARGE).click()
        expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    page.get_by_role("link", name="Zoek in dit gebied").click()
    expect(page).to_have_url(re.compile(r"/kaart/\?gebied="))
    expect(page.get_by_text("op dit deel van de kaart").first).to_be_visible()
    assert accessibility_problems(page) == []


def test_the_map_in_a_frame_works_and_opens_pages_beside_it(
    places: list[OrganisationPage], page: Page, watch: Watch
) -> None:
    open_map(page, "/kaart/insluiten/?soort=organisatie")
    assert accessibility_problems(page) == []
    page.get_by_label(re.compile("^Organisatie: ")).first.click()
    with page.expect_popup() as opened:
        page.locator(".map-card a").first.click()
    expect(opened.value).to_have_url(re.compile("/dienst-"))
    assert errors_but_for_tiles(watch) == []
    assert watch.outside_requests == []
