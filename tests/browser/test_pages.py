"""Every kind of page in a real browser: readable, reachable, without script, on a small screen."""

import gzip
import re
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from organisations.models import ASKING_KINDS, Kind, Phase, State
from tests.browser.conftest import Watch, accessibility_problems
from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
)


@pytest.fixture
def urls(settings: Any) -> list[str]:
    """A small site; the address of one page of each kind."""
    settings.MAP_TILE_URL = ""
    cache.clear()
    ministry = MinistryFactory(intro="Wij geven het voorbeeld.")
    organisation = OrganisationFactory(parent=ministry, website="https://www.voorbeeld.example/")
    place = LocationFactory(page=organisation)
    topic = TopicFactory(name="werken", slug="werken")
    posts = []
    for kind in Kind.values:
        post = PostFactory(
            parent=organisation,
            kind=kind,
            slug=f"werkplek-{kind}",
            place=place,
            is_example=True,
            state=State.OPEN if kind in ASKING_KINDS else "",
            phase=Phase.PILOT if kind == Kind.INITIATIVE else "",
        )
        post.topics.set([topic])
        posts.append(post)
    standard = StandardPageFactory(slug="over-deze-site", intro="Wat deze site is.")
    pages = [ministry, organisation, *posts, standard]
    for page in pages:
        page.save_revision().publish()
    return [
        "/",
        *(page.url for page in pages),
        "/zoeken/?soort=bericht&pagina=abc",
        "/kaart/",
        "/onderwerpen/",
        topic.get_absolute_url(),
        place.get_building_url(),
        "/bestaat-niet/",
    ]


def problems_of(page: Page, url: str) -> list[str]:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    found = accessibility_problems(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    window = page.evaluate("window.innerWidth")
    if width > window:
        found.append(f"the page is {width} wide in a window of {window}")
    return [f"{url}: {problem}" for problem in found]


def test_every_page_is_accessible_and_asks_nothing_of_other_hosts(
    page: Page, urls: list[str], watch: Watch
) -> None:
    assert [problem for url in urls for problem in problems_of(page, url)] == []
    assert watch.outside_requests == []
    # The page that does not exist is the only error.
    assert all("404" in error for error in watch.console_errors)
    assert len(watch.console_errors) <= 1


def test_every_page_fits_a_narrow_phone(phone: Page, urls: list[str]) -> None:
    assert [problem for url in urls for problem in problems_of(phone, url)] == []


def test_the_dark_scheme_can_be_read(chromium: Browser, live_server: Any, urls: list[str]) -> None:
    context = chromium.new_context(base_url=live_server.url, color_scheme="dark")
    page = context.new_page()
    assert [problem for url in urls for problem in problems_of(page, url)] == []
    context.close()


def test_a_phone_without_script_has_menu_and_search(
    chromium: Browser, live_server: Any, urls: list[str]
) -> None:
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 320, "height": 640},
        java_script_enabled=False,
    )
    page = context.new_page()
    page.goto(urls[0])
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    expect(menu).to_be_hidden()
    page.locator("summary", has_text="Menu").click()
    menu.get_by_role("link", name="Onderwerpen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Onderwerpen")
    page.get_by_label("Zoek op deze site").fill("bericht")
    page.get_by_role("button", name="Zoeken").first.click()
    expect(page).to_have_url(re.compile(re.escape("/zoeken/?q=bericht")))
    context.close()


def test_a_wide_screen_shows_the_menu_at_once(page: Page, urls: list[str]) -> None:
    page.goto(urls[0])
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    assert menu.get_by_role("link", name="Kaart").is_visible()
    assert not page.locator("summary", has_text="Menu").is_visible()


def test_the_keyboard_goes_to_the_content_first(page: Page, urls: list[str]) -> None:
    page.goto(urls[0])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Direct naar de inhoud")
    assert skip.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


@pytest.mark.parametrize("address", ["over-deze-site", "werkplek-bericht"])
def test_a_page_of_text_and_a_post_with_a_place_are_light(
    page: Page, urls: list[str], address: str
) -> None:
    """Below 100 kB with its fonts, as the server sends it: text compressed, fonts as they are."""
    received: dict[str, int] = {}

    def note(response: Any) -> None:
        body = response.body()
        is_font = response.url.endswith(".woff2")
        received[response.url] = len(body if is_font else gzip.compress(body))

    page.on("response", note)
    page.goto(next(url for url in urls if address in url))
    page.wait_for_load_state("networkidle")
    assert any(url.endswith(".woff2") for url in received)
    assert any(url.endswith("components.css") for url in received)
    assert any(url.endswith("netherlands.svg") for url in received) is ("werkplek" in address)
    assert sum(received.values()) < 100_000
