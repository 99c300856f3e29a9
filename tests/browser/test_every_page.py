"""Every type of page, in both languages, both schemes, on a narrow phone and on a desk.

The site is built once for each language and width, and each page is loaded once: what can differ
in the other scheme only is looked at without loading it again. A failure names the page.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.checks import (
    CUT_OFF,
    MOVES,
    SAME_ID,
    STAYS,
    TEXT_SPACING,
    TWICE_AS_LARGE,
    UNEXPLAINED,
    axe_problems,
    parse_errors,
    problems_with_style,
    shifts,
)
from tests.browser.conftest import PATIENCE, Watch
from tests.browser.visits import DUTCH, ENGLISH, Visit, visits_in
from tests.factories import StandardPageFactory

PHONE, DESK = 320, 1280
# 1280 by 1024 at 400 %, as WCAG 1.4.10 counts it; and a desk.
HEIGHTS = {PHONE: 256, DESK: 900}
# So long must no request be under way before a page is taken to be complete, and what a reader
# scrolls by to have come in (milliseconds).
QUIET, QUIET_AFTER = 100, 40
STEP = 20


class Traffic:
    """The requests of a page that are under way."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.under_way: set[Request] = set()
        page.on("request", self._begin)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)

    def _begin(self, request: Request) -> None:
        self.under_way.add(request)

    def _end(self, request: Request) -> None:
        self.under_way.discard(request)

    def wait(self, silence: int = QUIET) -> None:
        """Wait until all that the page asks for came in: `networkidle` takes half a second."""
        self.page.wait_for_load_state("load")
        quiet = 0
        while quiet < silence:
            self.page.wait_for_timeout(STEP)
            quiet = 0 if self.under_way else quiet + STEP


@pytest.fixture
def window(
    chromium: Browser, live_server: Any, watch: Watch, settings: Any, width: int
) -> Iterator[Page]:
    """A page of that width, on which the map has tiles."""
    settings.MAP_TILE_URL = "/static/img/favicon.svg?{z}/{x}/{y}"
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": HEIGHTS[width]},
        color_scheme="light",
        locale="nl-NL",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watch.attach(page)
    yield page
    context.close()


def problems(page: Page, traffic: Traffic, watch: Watch, visit: Visit) -> list[str]:
    """All that is wrong with one page, in both schemes."""
    watch.console_errors.clear()
    watch.outside_requests.clear()
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    answer = visit.make(page)
    traffic.wait()
    found = [f"answers {answer.status}"] if answer.status != visit.status else []
    found += parse_errors(answer.body())
    found += shifts(page)
    traffic.wait(QUIET_AFTER)
    if (number := page.locator("h1").count()) != 1:
        found.append(f"has {number} h1")
    found += page.evaluate(SAME_ID) + page.evaluate(CUT_OFF) + page.evaluate(STAYS)
    found += page.evaluate(UNEXPLAINED) if visit.sends else []
    found += axe_problems(page)
    found += [f"{line} (spaced out)" for line in problems_with_style(page, TEXT_SPACING)]
    if page.viewport_size and page.viewport_size["width"] == DESK:
        found += [f"{line} (twice as large)" for line in problems_with_style(page, TWICE_AS_LARGE)]
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += page.evaluate(MOVES)
    found += [f"{line} (in the dark)" for line in axe_problems(page, colours_only=True)]
    # A browser itself reports an answer that is an error; there it is what was asked for.
    expected = f"status of {visit.status} "
    found += [line for line in watch.console_errors if expected not in line]
    return found + [f"asks {url}" for url in watch.outside_requests]


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("language", [DUTCH, ENGLISH])
def test_every_page_is_for_everyone(
    window: Page, watch: Watch, subtests: pytest.Subtests, language: str
) -> None:
    traffic = Traffic(window)
    for visit in visits_in(language):
        with subtests.test(visit.name):
            found = problems(window, traffic, watch, visit)
            assert not found, "\n".join(found)


def test_every_page_is_complete_without_script(
    page_without_script: Page, subtests: pytest.Subtests
) -> None:
    for visit in visits_in(DUTCH):
        if visit.sends:
            continue
        with subtests.test(visit.name):
            page_without_script.goto(visit.address)
            assert page_without_script.locator("h1").is_visible()
            assert page_without_script.locator("main").is_visible()


BROKEN = """() => {
  document.querySelector("h1").insertAdjacentHTML("beforebegin",
    '<div id="inhoud" class="wide">x</div><p class="pale">bleek</p><p class="stays">blijft</p>');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    .wide { inline-size: 3000px; block-size: 300px; }
    .pale { color: #888; }
    .stays { position: fixed; transition: color 2s; }
    h1 { inline-size: 2rem; overflow: hidden; white-space: nowrap; }
    @media (prefers-color-scheme: dark) { .pale { color: #333; background: #222; } }`);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("width", [DESK])
def test_the_checks_see_what_is_wrong(window: Page) -> None:
    StandardPageFactory(slug="over")
    traffic = Traffic(window)
    window.goto("/over/")
    traffic.wait()
    assert shifts(window) == []
    window.evaluate(BROKEN)
    assert any("shifts by" in line for line in shifts(window))
    assert window.evaluate(SAME_ID) == ["more than one element has the id inhoud"]
    assert any(line.startswith("h1.") for line in window.evaluate(CUT_OFF))
    assert any("wide in a window of 1280" in line for line in window.evaluate(CUT_OFF))
    assert window.evaluate(UNEXPLAINED)[0] == "no field says that it is wrong"
    assert any("stays in view" in line for line in window.evaluate(STAYS))
    assert any("stays" in line for line in window.evaluate(MOVES))
    assert any("color-contrast" in line for line in axe_problems(window))
    window.emulate_media(color_scheme="dark")
    assert any("color-contrast" in line for line in axe_problems(window, colours_only=True))
    assert parse_errors(b"<!DOCTYPE html><title>x</title><p><div></p>") != []
