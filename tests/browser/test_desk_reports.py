"""A writer looks after what is on the site: what is old, what is broken, what is read."""

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from organisations.links.check import check_here
from organisations.links.scan import scan_pages
from organisations.models import BlogPostPage, ContentReview
from organisations.readership.store import add_readings
from tests.browser.conftest import Watch, accessibility_problems
from tests.browser.test_desk import sit_down
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


def post_of_long_ago(government: Government) -> BlogPostPage:
    """A post of a year ago with a link that leads nowhere, read every day of this month."""
    writer = government.people[COMMUNICATOR]
    post = published_by(writer, government.logius, title="Minder papier")
    post.body = [("text", '<p><a linktype="page" id="999999">ons bericht</a></p>')]
    post.save_revision(user=writer).publish()
    then = timezone.now() - datetime.timedelta(days=400)
    BlogPostPage.objects.filter(pk=post.pk).update(last_published_at=then)
    today = timezone.localdate()
    add_readings({(post.pk, today - datetime.timedelta(days=day)): day for day in range(1, 30)})
    scan_pages()
    check_here()
    return post


@pytest.mark.parametrize("width", [390, 1280])
def test_a_writer_says_that_an_old_post_is_still_right(
    page: Page, watch: Watch, government: Government, live_server: Any, width: int
) -> None:
    post = post_of_long_ago(government)
    page.set_viewport_size({"width": width, "height": 900})
    sit_down(page, government.people[COMMUNICATOR], live_server)
    page.goto("/cms/")
    expect(page.get_by_role("heading", name="Links die niet werken")).to_be_visible()
    page.get_by_role("button", name="Nog juist: Minder papier").click()
    expect(page.get_by_text("“Minder papier” is nog juist.")).to_be_visible()
    page.goto("/cms/")
    expect(page.get_by_role("heading", name="Klopt dit nog?")).to_have_count(0)
    assert accessibility_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert ContentReview.objects.get(page=post).reviewed_by == government.people[COMMUNICATOR]


@pytest.mark.parametrize("width", [390, 1280])
def test_how_often_a_post_was_read_is_seen_and_heard(
    page: Page, watch: Watch, government: Government, live_server: Any, width: int
) -> None:
    post_of_long_ago(government)
    page.set_viewport_size({"width": width, "height": 900})
    sit_down(page, government.people[COMMUNICATOR], live_server)
    page.goto("/cms/")
    page.get_by_role("link", name=re.compile("435 keer gelezen, .*Minder papier")).click()
    chart = page.get_by_role("img", name="Gelezen per dag: 435 keer")
    expect(chart).to_be_visible()
    page.locator("summary", has_text="Dezelfde cijfers als tabel").first.click()
    expect(page.get_by_role("table", name="Gelezen per dag").get_by_role("row")).to_have_count(31)
    assert accessibility_problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "report",
    [
        "te-laat-beoordeeld",
        "onvolledige-berichten",
        "stille-blogs",
        "lang-niet-bekeken",
        "links-die-niet-werken",
        "gelezen-berichten",
    ],
)
def test_every_report_can_be_used_by_everybody(
    page: Page, watch: Watch, government: Government, live_server: Any, report: str
) -> None:
    post_of_long_ago(government)
    sit_down(page, government.people[MODERATOR], live_server)
    page.goto(f"/cms/rapporten/{report}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert accessibility_problems(page) == []
