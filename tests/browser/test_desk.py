"""A moderator decides from the queue, and a writer reads on the overview why a post came back."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page, expect
from wagtail.models import WorkflowState

from cms.core.models import User
from organisations.models import BlogPostPage
from organisations.moderation.workflow import ensure_workflow
from tests.browser.conftest import Watch, accessibility_problems
from tests.organisations.people import (
    COMMUNICATOR,
    MODERATOR,
    Government,
    draft_by,
    make_government,
)


@pytest.fixture
def government(live_server: Any) -> Government:
    return make_government()


def submit(government: Government, title: str) -> BlogPostPage:
    writer = government.people[COMMUNICATOR]
    post = draft_by(writer, government.logius, title=title)
    ensure_workflow(government.home).start(post, writer)
    return post


def sit_down(page: Page, person: User, live_server: Any) -> None:
    """Let this person sit at the screen."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_a_moderator_approves_one_and_sends_one_back(
    page: Page, watch: Watch, government: Government, live_server: Any, width: int
) -> None:
    good, unfinished = submit(government, "Minder papier"), submit(government, "Zonder bron")
    page.set_viewport_size({"width": width, "height": 900})
    sit_down(page, government.people[MODERATOR], live_server)
    page.goto("/cms/te-beoordelen/")
    assert accessibility_problems(page) == []

    page.get_by_role("button", name="Goedkeuren: Minder papier").click()
    expect(page.get_by_role("link", name="Minder papier")).to_have_count(0)
    page.locator("summary", has_text="Zonder bron").click()
    page.get_by_label("Wat moet er anders?").fill("Graag een bron.")
    page.get_by_role("button", name="Terugsturen", exact=True).click()
    expect(page.get_by_text("Er wacht niets op u")).to_be_visible()

    good.refresh_from_db()
    assert good.live
    assert WorkflowState.objects.get(object_id=str(unfinished.pk)).status == "needs_changes"
    sit_down(page, government.people[COMMUNICATOR], live_server)
    page.goto("/cms/")
    expect(page.get_by_text("Graag een bron.")).to_be_visible()
    assert accessibility_problems(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


def test_filtering_keeps_the_buttons_working(
    page: Page, watch: Watch, government: Government, live_server: Any
) -> None:
    post = submit(government, "Minder papier")
    sit_down(page, government.people[MODERATOR], live_server)
    page.goto("/cms/te-beoordelen/?soort=bericht")
    page.get_by_role("button", name="Goedkeuren: Minder papier").click()
    expect(page.get_by_text("Er wacht niets dat bij dit filter past")).to_be_visible()
    post.refresh_from_db()
    assert post.live
