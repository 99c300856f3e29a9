"""A moderator sees what changed since the site was last published, on a wide and a narrow screen."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from organisations.moderation.workflow import ensure_workflow
from tests.browser.conftest import Watch, accessibility_problems
from tests.browser.test_desk import sit_down
from tests.factories import ImageFactory
from tests.organisations.people import (
    COMMUNICATOR,
    MODERATOR,
    Government,
    make_government,
    published_by,
)


@pytest.fixture
def government(live_server: Any) -> Government:
    return make_government()


@pytest.mark.parametrize("width", [320, 1280])
def test_old_and_new_beside_or_under_each_other(
    page: Page, watch: Watch, government: Government, live_server: Any, width: int
) -> None:
    writer = government.people[COMMUNICATOR]
    post = published_by(writer, government.logius, title="Minder papier")
    post.summary = "Wat wij deden, en wat wij ervan vonden."
    post.lead_image = ImageFactory()
    post.save_revision(user=writer)
    ensure_workflow(government.home).start(post, writer)
    page.set_viewport_size({"width": width, "height": 900})
    sit_down(page, government.people[MODERATOR], live_server)
    page.goto("/cms/te-beoordelen/")
    page.get_by_role("link", name="Verschil met wat op de site staat").click()
    summary = page.get_by_role("region", name="Samenvatting")
    sides = summary.locator(".compare__side")
    expect(sides).to_have_count(2)
    old, new = sides.all()
    expect(old.locator("del").first).to_be_visible()
    expect(new.locator("ins").first).to_be_visible()
    expect(page.get_by_role("region", name="Foto").get_by_role("img")).to_have_count(1)
    left, right = old.bounding_box(), new.bounding_box()
    assert left
    assert right
    if width == 320:
        assert right["y"] >= left["y"] + left["height"]
        expect(summary.get_by_role("heading", name="Oud")).to_be_visible()
    else:
        assert right["x"] >= left["x"] + left["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert accessibility_problems(page) == []
    assert watch.console_errors == []
