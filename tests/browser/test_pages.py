"""Pages in a real browser: menu and search on a small screen, the keyboard, and how much they weigh."""

import gzip
import re
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from tests.factories import (
    LocationFactory,
    OrganisationFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
)


@pytest.fixture
def urls(settings: Any) -> list[str]:
    """The front page, a post with a place and a page of text, and what the menu leads to."""
    settings.MAP_TILE_URL = ""
    cache.clear()
    organisation = OrganisationFactory()
    post = PostFactory(
        parent=organisation, slug="werkplek-bericht", place=LocationFactory(page=organisation)
    )
    post.topics.set([TopicFactory(name="werken", slug="werken")])
    standard = StandardPageFactory(slug="over-deze-site", intro="Wat deze site is.")
    for page in (organisation, post, standard):
        page.save_revision().publish()
    return ["/", post.url, standard.url]


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
