"""A director follows the link in the mail, sees the page as it will look, and answers."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from organisations.models import DirectorApproval
from tests.browser.conftest import Watch, accessibility_problems
from tests.browser.test_desk import sit_down, submit
from tests.organisations.director import JAN
from tests.organisations.people import COMMUNICATOR, MODERATOR, Government, make_government
from tests.smtp_server import MailServer

pytestmark = pytest.mark.journey


@pytest.fixture
def government(live_server: Any) -> Government:
    return make_government()


def problems(page: Page) -> list[str]:
    """What axe finds once the screen stands still: what fades in has too little contrast."""
    page.add_style_tag(content="* { animation: none !important; transition: none !important }")
    return accessibility_problems(page)


def ask(desk: Page, mail_server: MailServer) -> str:
    """Ask Jan, from *Mijn overzicht*; the path of the link in the mail."""
    desk.goto("/cms/")
    desk.get_by_role("link", name=re.compile("Goedkeuring van de leiding")).click()
    desk.get_by_label("Naam").fill("Jan Jansen")
    desk.get_by_label("E-mailadres").fill(JAN)
    desk.get_by_label("Opmerking").fill("Graag voor vrijdag.")
    assert problems(desk) == []
    desk.get_by_role("button", name="Vraag versturen").click()
    expect(desk.get_by_text(f"De mail aan {JAN} gaat weg.")).to_be_visible()
    mail_server.wait_for(1)
    return urlsplit(mail_server.to(JAN)[-1].link("/goedkeuring/")).path


def test_asked_seen_approved_published(
    page: Page,
    phone: Page,
    watch: Watch,
    government: Government,
    live_server: Any,
    mail_server: MailServer,
) -> None:
    post = submit(government, "Minder papier")
    sit_down(page, government.people[COMMUNICATOR], live_server)
    path = ask(page, mail_server)
    page.goto("/cms/")
    expect(page.get_by_text(f"Ligt bij Jan Jansen ({JAN})")).to_be_visible()

    phone.goto(path)
    expect(phone.get_by_text("Graag voor vrijdag.")).to_be_visible()
    preview = phone.frame_locator("iframe")
    expect(preview.get_by_role("heading", name="Minder papier", level=1)).to_be_visible()
    assert problems(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    phone.get_by_role("button", name="Terugsturen").click()
    expect(phone.get_by_text("Schrijf wat er anders moet")).to_be_visible()
    assert problems(phone) == []
    phone.get_by_label("Opmerking").fill("Mooi stuk.")
    phone.get_by_role("button", name="Goedkeuren").click()
    expect(phone.get_by_role("heading", name="Dank u wel")).to_be_visible()
    assert problems(phone) == []
    names = {cookie["name"] for cookie in phone.context.cookies()}
    assert names <= {"csrftoken"}

    sit_down(page, government.people[MODERATOR], live_server)
    page.goto("/cms/te-beoordelen/")
    expect(page.get_by_text(f"Goedgekeurd door Jan Jansen ({JAN})")).to_be_visible()
    expect(page.get_by_text("Mooi stuk.")).to_be_visible()
    page.get_by_role("button", name="Goedkeuren: Minder papier").click()
    expect(page.get_by_text("Er wacht niets op u")).to_be_visible()
    post.refresh_from_db()
    assert post.live
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_sent_back_without_script(
    page: Page,
    page_without_script: Page,
    government: Government,
    live_server: Any,
    mail_server: MailServer,
) -> None:
    submit(government, "Minder papier")
    sit_down(page, government.people[COMMUNICATOR], live_server)
    director = page_without_script
    director.goto(ask(page, mail_server))
    director.get_by_label("Opmerking").fill("Noem geen namen.")
    director.get_by_role("button", name="Terugsturen").click()
    expect(director.get_by_role("heading", name="Dank u wel")).to_be_visible()
    page.goto("/cms/")
    expect(page.get_by_text("Jan Jansen (leiding): Noem geen namen.")).to_be_visible()
    assert not DirectorApproval.objects.get().is_approved
