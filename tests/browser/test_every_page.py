"""Every type of page, as a reader with any browser meets it."""

from playwright.sync_api import Page

from tests.browser.conftest import Watch, accessibility_problems
from tests.browser.site import build_site

NOT_FOUND = "not found"


def test_every_page_is_accessible_and_talks_to_this_site_only(page: Page, watch: Watch) -> None:
    for name, address in build_site().addresses().items():
        watch.console_errors.clear()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.locator("h1").count() == 1, name
        assert accessibility_problems(page) == [], name
        if name != NOT_FOUND:
            assert watch.console_errors == [], name
    assert watch.outside_requests == []


def test_every_page_is_accessible_in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for name, address in build_site().addresses().items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert accessibility_problems(page) == [], name


def test_every_page_fits_a_narrow_phone(phone: Page) -> None:
    for name, address in build_site().addresses().items():
        phone.goto(address)
        phone.wait_for_load_state("networkidle")
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{name} is {width} pixels wide"


def test_every_page_is_complete_without_script(page_without_script: Page) -> None:
    for name, address in build_site().addresses().items():
        page_without_script.goto(address)
        assert page_without_script.locator("h1").is_visible(), name
        assert page_without_script.locator("main").is_visible(), name
        assert page_without_script.get_by_role("contentinfo").is_visible(), name
