"""While somebody edits a page, the CMS shows how it will look and what readers would stumble on."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch, open_editor
from tests.factories import (
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    StandardPageFactory,
    home_page,
)

SKIPPED_LEVEL = [{"type": "heading", "value": {"text": "Te diep", "level": "h4"}}]


@pytest.fixture(autouse=True)
def _nothing_is_saved_meanwhile(settings: Any) -> None:
    """A preview needs no autosave, of which two may meet on a slow machine."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


@pytest.mark.parametrize(
    "make", [MinistryFactory, OrganisationFactory, PostFactory, StandardPageFactory]
)
def test_the_preview_follows_what_is_typed_and_is_checked(
    desk: Page, watch: Watch, make: Any
) -> None:
    edited = make(live=False, title="Eerste titel", body=SKIPPED_LEVEL)
    open_editor(desk, edited.pk)
    desk.get_by_role("button", name="voorvertoning").click()
    shown = desk.frame_locator("#w-preview-iframe")
    expect(shown.locator("h1")).to_have_text("Eerste titel")
    desk.locator("#id_title").fill("Tweede titel")
    expect(shown.locator("h1")).to_have_text("Tweede titel")
    desk.get_by_role("button", name="Checks").click()
    expect(desk.locator("[data-content-checker-row]").first).to_be_visible()
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_the_home_page_has_both_panels_too(desk: Page, watch: Watch) -> None:
    open_editor(desk, home_page().pk)
    desk.get_by_role("button", name="voorvertoning").click()
    shown = desk.frame_locator("#w-preview-iframe")
    desk.locator("#id_headline").fill("Kom kijken")
    expect(shown.locator("h1")).to_have_text("Kom kijken")
    desk.get_by_role("button", name="Checks").click()
    expect(desk.locator("[data-content-word-count]")).not_to_have_text("-")
    assert watch.console_errors == []
    assert watch.outside_requests == []
