"""What stands around the pages, in a real browser: messages, pages that are gone, the overview."""

import gzip
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from home.models import Level, SiteMessage
from tests.browser.conftest import Watch
from tests.browser.site import Site, build_site
from tests.factories import home_page


@pytest.fixture
def site() -> Site:
    """The small site, with messages and a post that was withdrawn."""
    small = build_site()
    for level in Level:
        SiteMessage.objects.create(
            place=home_page(),
            level=level,
            text="Op maandag 30 november is de site tussen 8 en 10 uur niet te bereiken.",
            link_text="Lees wat er gebeurt",
            link_url="https://voorbeeld.example/onderhoud",
        )
    small.posts["kort"].unpublish()
    return small


def test_a_page_that_is_gone_leads_on(page: Page, site: Site) -> None:
    answer = page.goto(site.posts["kort"].url)
    assert answer is not None
    assert answer.status == 410
    page.get_by_role("main").get_by_role("link", name="Rijksdienst voor Voorbeelden").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rijksdienst voor Voorbeelden")


def test_the_policy_lets_the_data_for_search_engines_be(
    page: Page, site: Site, watch: Watch
) -> None:
    """The browser keeps the element, runs nothing and complains of nothing."""
    for address in ("/", site.organisation.url, site.posts["vraag"].url):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        data = page.evaluate(
            "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"
        )
        assert data["@context"] == "https://schema.org"
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_an_ordinary_post_is_light(page: Page, site: Site) -> None:
    """Below 100 kB in all, fonts included, as the server sends it; also with a message above it."""
    received: dict[str, int] = {}

    def note(response: Any) -> None:
        body = response.body()
        received[response.url] = len(body if ".woff2" in response.url else gzip.compress(body))

    page.on("response", note)
    page.goto(site.posts["bericht"].url)
    page.wait_for_load_state("networkidle")
    assert any(url.endswith(".woff2") for url in received)
    assert sum(received.values()) < 100_000, received
