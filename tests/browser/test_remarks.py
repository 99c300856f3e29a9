"""A moderator says at the spot what has to change, and the writer is led there."""

import re
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from wagtail.models import Comment

from tests.browser.test_desk import sit_down, submit
from tests.organisations.people import COMMUNICATOR, MODERATOR, Government, make_government


@pytest.fixture
def government(live_server: Any) -> Government:
    return make_government()


def test_a_remark_at_the_spot_reaches_the_writer(
    page: Page, government: Government, live_server: Any
) -> None:
    post = submit(government, "Minder papier")
    sit_down(page, government.people[MODERATOR], live_server)
    page.goto(f"/cms/pages/{post.pk}/edit/")
    summary = page.locator("[data-contentpath=summary]")
    summary.hover()
    summary.locator("[data-comment-add]").click()
    box = page.locator(".comment textarea")
    # Given the focus it is complete; what is typed sooner may be lost.
    expect(box).to_be_focused()
    box.fill("Noem hier het aantal.")
    expect(box).to_have_value("Noem hier het aantal.")
    page.locator(".comment").get_by_role("button", name="Opmerking").click()
    expect(page.locator(".comment__text")).to_have_text("Noem hier het aantal.")
    page.get_by_role("button", name="Meer acties").last.click()
    page.get_by_role("button", name="Terugsturen met opmerking").click()
    modal = page.locator(".modal-content")
    modal.get_by_label("Wat moet er anders?").fill("Zie mijn opmerking.")
    modal.get_by_role("button", name="Terugsturen met opmerking").click()
    expect(page.locator(".messages")).to_be_visible()

    remark = Comment.objects.get()
    message = mail.outbox[-1]
    assert message.to == [government.people[COMMUNICATOR].email]
    for words in ("Zie mijn opmerking.", "Noem hier het aantal.", f"?comment={remark.pk}"):
        assert words in str(message.body)
        assert words in str(message.alternatives[0][0])

    sit_down(page, government.people[COMMUNICATOR], live_server)
    page.goto("/cms/")
    expect(page.get_by_text("Zie mijn opmerking.")).to_be_visible()
    expect(page.get_by_text("Noem hier het aantal.").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Ga naar deze plek")).click()
    expect(page).to_have_url(re.compile(rf"/{post.pk}/edit/\?comment={remark.pk}"))
    expect(page.locator(".comment--focused .comment__text")).to_have_text("Noem hier het aantal.")
    expect(page.locator("[data-contentpath=summary]")).to_be_in_viewport()
