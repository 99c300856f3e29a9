"""From an invitation to a post that everybody reads, with real mail and a real OIDC provider.

Run on SQLite and on PostgreSQL (`make test`): it is the one journey that passes through it all.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, BrowserContext, Page, expect
from wagtail.models import WorkflowState

from organisations.models import BlogPostPage
from organisations.models.post import Kind
from tests.browser.conftest import accessibility_problems
from tests.browser.test_desk import sit_down
from tests.core.uploads import photo_of_a_phone
from tests.factories import LocationFactory, TopicFactory
from tests.oidc_provider import OIDCProvider
from tests.organisations.people import ADMINISTRATOR, MODERATOR, Government, make_government
from tests.smtp_server import MailServer

pytestmark = pytest.mark.journey

ANNA = "anna@rijk.example"
TITLE = "De balie is open"


@pytest.fixture
def government(live_server: Any) -> Government:
    government = make_government()
    LocationFactory(page=government.logius)
    TopicFactory(name="dienstverlening", parent=TopicFactory(name="bestuur"))
    return government


@pytest.fixture
def anna(chromium: Browser, live_server: Any) -> Iterator[Page]:
    """The phone of the person who is invited."""
    context: BrowserContext = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        locale="nl-NL",
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def problems(page: Page) -> list[str]:
    """What axe finds once the screen stands still: what fades in has too little contrast."""
    page.add_style_tag(content="* { animation: none !important; transition: none !important }")
    return accessibility_problems(page)


def code_of(secret: str) -> str:
    """The code that an app on a phone would show now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06d}"


def invite(desk: Page, organisation: int) -> None:
    desk.goto(f"/cms/mensen/uitnodigen/?rol=communicator&plaats={organisation}")
    desk.get_by_label("E-mailadres").fill(ANNA)
    desk.locator("form").get_by_role("button", name="Uitnodigen").click()
    expect(desk.get_by_text(f"De mail aan {ANNA} gaat weg.")).to_be_visible()


def sign_in_with_second_factor(anna: Page, link: str) -> None:
    """Follow the link, sign in at the provider, and set up an app with codes."""
    anna.goto(link)
    anna.get_by_role("button", name="Aanmelden met Rijksaccount").click()
    anna.get_by_role("link", name="Ik ben het").click()
    expect(anna.get_by_role("heading", level=1)).to_contain_text("Tweede factor")
    anna.goto("/cms/snel/")
    expect(anna.get_by_role("heading", level=1)).to_contain_text("Tweede factor")
    anna.get_by_role("link", name="App met codes instellen").click()
    anna.get_by_label("Code", exact=False).last.fill(
        code_of(anna.locator(".account-secret").inner_text().strip())
    )
    anna.get_by_role("button", name="Instellen").click()
    anna.get_by_role("link", name="Naar het overzicht").click()
    expect(anna.get_by_role("heading", level=1)).to_contain_text("Mijn overzicht")


def write_with_photos(anna: Page, folder: Path) -> None:
    """Two photos from the phone, described; a title, a text and a topic."""
    files = []
    for name in ("balie.jpg", "gang.jpg"):
        (folder / name).write_bytes(photo_of_a_phone())
        files.append(folder / name)
    anna.goto("/cms/snel/")
    anna.locator("[name=kind][value=fotos]").check()
    anna.get_by_role("textbox", name="Titel").fill(TITLE)
    anna.locator("[name=text]").fill("Vandaag ging de nieuwe balie open.")
    anna.locator("#id_files").set_input_files(files)
    rows = anna.locator(".quick-photo:visible")
    expect(rows).to_have_count(2)
    for number, words in enumerate(("Een balie met twee mensen", "Een lange gang")):
        rows.nth(number).locator("[name$=alt_text]").fill(words)
    anna.locator("summary", has_text="Kies onderwerpen").click()
    anna.get_by_label("Zoek een onderwerp").fill("dienst")
    anna.get_by_label("Dienstverlening", exact=True).check()
    assert problems(anna) == []
    anna.get_by_role("button", name="Dien in").click()
    expect(anna.locator(".messages")).to_contain_text("is ingestuurd")


def decide(page: Page, government: Government, live_server: Any) -> None:
    """Sit at the screen of the moderator, with the queue."""
    page.context.clear_cookies()
    sit_down(page, government.people[MODERATOR], live_server)
    page.goto("/cms/te-beoordelen/")


def test_invited_signed_in_written_sent_back_improved_approved_read(
    page: Page,
    anna: Page,
    page_without_script: Page,
    government: Government,
    live_server: Any,
    mail_server: MailServer,
    oidc: OIDCProvider,
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.SECOND_FACTOR_ROLES = ["communicator"]
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    oidc.person = {"sub": "7", "email": ANNA, "email_verified": True, "name": "Anna de Vries"}

    sit_down(page, government.people[ADMINISTRATOR], live_server)
    invite(page, government.logius.pk)
    mail_server.wait_for(1)
    sign_in_with_second_factor(anna, mail_server.to(ANNA)[-1].link("/uitnodiging/"))
    write_with_photos(anna, tmp_path)
    post = BlogPostPage.objects.get(draft_title=TITLE)
    assert not post.live

    moderator = government.people[MODERATOR].email
    mail_server.wait_for(2)
    asked = mail_server.to(moderator)[-1]
    assert TITLE in asked.text
    assert "nieuwe balie open" in asked.text
    decide(page, government, live_server)
    page.locator("summary", has_text=TITLE).click()
    page.get_by_label("Wat moet er anders?").fill("Noem de plaats in de titel.")
    page.get_by_role("button", name="Terugsturen", exact=True).click()
    expect(page.get_by_text("Er wacht niets op u")).to_be_visible()
    assert WorkflowState.objects.get(object_id=str(post.pk)).status == "needs_changes"
    mail_server.wait_for(3)
    assert "Noem de plaats in de titel." in mail_server.to(ANNA)[-1].text

    anna.goto("/cms/")
    expect(anna.get_by_text("Noem de plaats in de titel.")).to_be_visible()
    anna.goto(f"/cms/pages/{post.pk}/edit/")
    anna.locator("#id_title").fill(f"{TITLE} in Den Haag")
    anna.get_by_role("button", name="Meer acties").last.click()
    anna.get_by_role("button", name=re.compile("opnieuw|Dien .*in|Resubmit", re.I)).first.click()
    expect(anna.locator(".messages")).to_be_visible()
    mail_server.wait_for(4)

    decide(page, government, live_server)
    page.get_by_role("button", name=f"Goedkeuren: {TITLE} in Den Haag").click()
    expect(page.get_by_text("Er wacht niets op u")).to_be_visible()
    post.refresh_from_db()
    assert post.live
    assert post.kind == Kind.PHOTOS

    reader = page_without_script
    reader.goto("/zoeken/?q=balie")
    reader.get_by_role("link", name=f"{TITLE} in Den Haag").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(f"{TITLE} in Den Haag")
    for words in ("Een balie met twee mensen", "Een lange gang"):
        expect(reader.get_by_role("img", name=words)).to_be_visible()
