"""The pattern page in a browser: every state of every component is accessible by itself."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.bodies import document
from tests.browser.conftest import Watch, accessibility_problems
from tests.factories import ImageFactory, PostFactory

# A component by itself is no whole page: it has no title of its own, and begins at any level.
WHOLE_PAGE = ("page-has-heading-one", "heading-order", "region", "landmark-one-main")


def test_every_state_of_every_component_is_accessible(desk: Page, watch: Watch) -> None:
    ImageFactory()
    document("plan.pdf")
    PostFactory().save_revision().publish()
    desk.set_default_timeout(60_000)
    desk.goto("/cms/patronen/", wait_until="domcontentloaded")
    assert desk.locator("h1").inner_text() == "Patronen"
    rules = {rule: {"enabled": False} for rule in WHOLE_PAGE}
    number = desk.locator("iframe").count()
    assert number > 60
    # One at a time: a frame loads when it comes near the screen.
    for _each in range(number):
        element = desk.locator("iframe").first.element_handle()
        element.scroll_into_view_if_needed()
        title = element.get_attribute("title")
        frame = element.content_frame()
        assert frame is not None
        frame.locator("body *").first.wait_for(state="attached")
        found = Axe().run(frame, options={"rules": rules}).response["violations"]  # type: ignore[arg-type]
        assert [(each["id"], node["html"]) for each in found for node in each["nodes"]] == [], title
        element.evaluate("frame => frame.remove()")
    assert watch.outside_requests == []


def test_the_page_itself_is_accessible(desk: Page) -> None:
    desk.goto("/cms/patronen/", wait_until="domcontentloaded")
    desk.evaluate("document.querySelectorAll('iframe').forEach(frame => frame.remove())")
    desk.evaluate("document.querySelector('wagtail-userbar')?.remove()")
    assert accessibility_problems(desk) == []
