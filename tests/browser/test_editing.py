"""A communicator writes a post in the CMS."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Page as CmsPage

from organisations.blocks import BodyBlock
from organisations.models import Kind
from tests.bodies import every_block
from tests.browser.conftest import Watch, accessibility_problems
from tests.factories import PostFactory, TopicFactory
from tests.local_server import LocalServer, Reply, local_server

STATUS = {
    "created_at": "2026-03-01T12:00:00Z",
    "content": "<p>Vandaag open!</p>",
    "account": {"acct": "logius", "display_name": "Logius"},
}


@pytest.fixture
def mastodon() -> Iterator[LocalServer]:
    with local_server(lambda path, query: Reply(json.dumps(STATUS))) as server:
        yield server


def edit(desk: Page, page: CmsPage) -> None:
    desk.goto(f"/cms/pages/{page.pk}/edit/")


def add_block(desk: Page, name: str) -> None:
    desk.locator(".c-sf-add-button:visible").last.click()
    desk.get_by_role("option", name=name, exact=True).click()


def test_the_form_of_a_post_follows_its_kind(desk: Page, watch: Watch) -> None:
    edit(desk, PostFactory(kind=Kind.MESSAGE))
    phase, advice = desk.locator("[name=phase]"), desk.get_by_text("Zet uw vraag in de titel.")
    expect(phase).to_have_count(1)
    expect(phase).to_be_hidden()
    expect(advice).to_be_hidden()
    desk.get_by_label("Initiatief", exact=True).check()
    expect(phase).to_be_visible()
    expect(advice).to_be_hidden()
    desk.get_by_label("Vraag", exact=True).check()
    expect(advice).to_be_visible()
    expect(phase).to_be_hidden()
    # Choosing an answer settles a question; its writer has nothing to set.
    expect(desk.locator("[name=state]")).to_have_count(0)
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_topics_are_found_by_typing(desk: Page) -> None:
    theme = TopicFactory(name="verkeer en water")
    TopicFactory(name="luchtvaart", parent=theme)
    edit(desk, PostFactory())
    desk.get_by_label("Zoek een onderwerp").fill("luchtv")
    desk.get_by_label("Luchtvaart", exact=True).check()
    summary = desk.locator("summary", has_text="Verkeer en water")
    expect(summary).to_contain_text("1")


def test_a_post_on_social_media_is_taken_over_and_published(
    desk: Page, watch: Watch, mastodon: LocalServer
) -> None:
    post = PostFactory()
    edit(desk, post)
    add_block(desk, "Kop")
    desk.locator("[name=body-0-value-text]").fill("Wat wij deelden")
    add_block(desk, "Bericht van sociale media")
    desk.locator("[name=body-1-value-url]").fill(f"{mastodon.url}/@logius/1")
    desk.get_by_role("button", name="Ophalen").click()
    text = desk.locator("[name=body-1-value-text]")
    expect(text).to_have_value("Vandaag open!")
    expect(desk.locator("[name=body-1-value-author]")).to_have_value("Logius")
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_the_page_of_a_post_with_every_block_is_accessible(page: Page, watch: Watch) -> None:
    names = list(BodyBlock().child_blocks)
    post = PostFactory(body=every_block())
    page.goto(post.url)
    for name in names:
        expect(page.locator(f"main .block--{name.replace('_', '-')}").first).to_be_visible()
    assert accessibility_problems(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert watch.console_errors == []
    assert watch.outside_requests == []
