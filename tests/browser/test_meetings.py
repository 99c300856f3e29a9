"""Several people at work at the same time: the second is warned, and nobody loses anything."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from cms.core.models import User
from organisations.models import BlogPostPage, Role
from organisations.roles.memberships import grant
from tests.browser.conftest import accessibility_problems, open_editor
from tests.browser.test_desk import sit_down
from tests.factories import UserFactory
from tests.organisations.editing import crafted_form
from tests.organisations.people import (
    COLLEAGUE,
    COMMUNICATOR,
    Government,
    draft_by,
    make_government,
)

EDITORS = 10
SAVES_EACH = 3
SECONDS = 1000


@pytest.fixture
def government(live_server: Any) -> Government:
    return make_government()


def summaries(post: BlogPostPage) -> list[str]:
    return [str(one.content["summary"]) for one in post.revisions.order_by("pk")]


def test_the_second_on_a_page_is_warned_and_loses_nothing(
    page: Page, chromium: Browser, government: Government, live_server: Any
) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.logius, title="Minder papier")
    context = chromium.new_context(base_url=live_server.url, locale="nl-NL")
    first, second = page, context.new_page()
    sit_down(first, government.people[COMMUNICATOR], live_server)
    sit_down(second, government.people[COLLEAGUE], live_server)
    open_editor(first, post.pk)
    open_editor(second, post.pk)

    first.locator("[name=summary]").fill("Van de eerste.")
    # Wagtail saves by itself, and tells the others within ten seconds or so.
    warning = second.get_by_role("button", name="heeft een nieuwere versie opgeslagen")
    expect(warning).to_be_visible(timeout=60 * SECONDS)
    assert summaries(post)[-1] == "Van de eerste."

    second.locator("[name=summary]").fill("Van de tweede.")
    expect(
        second.get_by_text("Door op te slaan wordt een nieuwere versie overschreven")
    ).to_be_visible()
    assert summaries(post)[-1] == "Van de eerste.", "nothing is written over by itself"
    second.get_by_role("button", name="Bewaar concept").click()
    confirm = second.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]")
    expect(confirm).to_be_visible()
    assert accessibility_problems(second) == []
    confirm.click()
    expect(second.locator(".messages")).to_contain_text("Minder papier")
    assert summaries(post)[-2:] == ["Van de eerste.", "Van de tweede."], "both are in the history"
    context.close()


def test_ten_who_save_at_once_by_the_form_all_succeed(
    government: Government, live_server: Any
) -> None:
    """A real server with a database file, as on the site."""
    people = [UserFactory(first_name=f"schrijver {number}") for number in range(EDITORS)]
    for person in people:
        grant(person, government.logius, Role.COMMUNICATOR, by=None)
    posts = [draft_by(person, government.logius, f"Van {person}") for person in people]
    together = draft_by(people[0], government.logius, "Van allen")
    start = Barrier(EDITORS)

    def work(number: int) -> list[int]:
        with browser_of(people[number], live_server) as browser:
            forms = {post: editing_form(browser, post) for post in (posts[number], together)}
            start.wait()
            return [
                browser.post(
                    f"/cms/pages/{post.pk}/edit/", data=form | {"summary": f"{number}-{save}"}
                ).status_code
                for save in range(SAVES_EACH)
                for post, form in forms.items()
            ]

    with ThreadPoolExecutor(EDITORS) as pool:
        statuses = [status for some in pool.map(work, range(EDITORS)) for status in some]
    assert set(statuses) == {302}
    for number, post in enumerate(posts):
        assert summaries(post)[1:] == [f"{number}-{save}" for save in range(SAVES_EACH)]
    everything = {f"{number}-{save}" for number in range(EDITORS) for save in range(SAVES_EACH)}
    assert set(summaries(together)[1:]) == everything


def browser_of(person: User, live_server: Any) -> httpx.Client:
    client = Client()
    client.force_login(person)
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    return httpx.Client(base_url=live_server.url, cookies=cookies, timeout=60)


def editing_form(browser: httpx.Client, post: BlogPostPage) -> dict[str, Any]:
    browser.get(f"/cms/pages/{post.pk}/edit/").raise_for_status()
    return crafted_form(post) | {"csrfmiddlewaretoken": browser.cookies["csrftoken"]}
