"""A reader comments, confirms, is moderated in the CMS, and gets a reply; with and without script."""

import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.core.models import User
from exchange.models import Comment, CommentState
from organisations.models import BlogPostPage
from tests.browser.conftest import Watch, accessibility_problems
from tests.exchange.comments import ANNA, published_on, recent_post
from tests.organisations.people import COMMUNICATOR, Government, make_government
from tests.smtp_server import MailServer

WORDS = "Wij doen dit al een jaar. Kom gerust kijken."


@pytest.fixture
def government() -> Government:
    return make_government()


@pytest.fixture
def post(government: Government) -> BlogPostPage:
    return recent_post(government.logius)


def path(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}".removesuffix("?")


def sign_in(page: Page, person: User, live_server: Any) -> None:
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )


def fill(page: Page, text: str = WORDS) -> None:
    page.get_by_label("Uw reactie").fill(text)
    page.get_by_label("Uw naam").fill("Anna")
    page.get_by_label("Uw e-mailadres").fill(ANNA)


def test_comment_is_moderated_shown_and_replied_to(
    phone: Page,
    page: Page,
    watch: Watch,
    government: Government,
    post: BlogPostPage,
    mail_server: MailServer,
    live_server: Any,
) -> None:
    # A reader with a phone opens the form on the page itself.
    phone.goto(post.url)
    phone.get_by_role("link", name="Schrijf een reactie").click()
    expect(phone.get_by_label("Uw reactie")).to_be_focused()
    assert urlsplit(phone.url).path == post.url
    expect(phone.get_by_text("Uw reactie wordt eerst beoordeeld.")).to_be_visible()
    assert accessibility_problems(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    fill(phone)
    phone.get_by_role("button", name="Verstuur uw reactie").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Dank u wel voor uw reactie")
    # The puzzle was solved: it waits at once, without a confirmation.
    assert Comment.objects.get().state == CommentState.WAITING

    mail_server.wait_for(3)
    by_reader = {mail.to[0]: mail for mail in mail_server.mails}
    asked = by_reader[government.people[COMMUNICATOR].email]
    assert asked.subject == f"Reactie ter beoordeling: {post.title}"
    assert WORDS in asked.text

    # The communicator follows the link in the mail and places it.
    sign_in(page, government.people[COMMUNICATOR], live_server)
    page.goto("/cms/")
    expect(page.get_by_text("Er wacht 1 reactie.")).to_be_visible()
    page.goto(path(asked.link("/cms/reacties/")))
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert accessibility_problems(page) == []
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.get_by_text("1 reactie is geplaatst.")).to_be_visible()

    mail_server.wait_for(4)
    told = mail_server.mails[-1]
    assert told.to == [ANNA]
    phone.goto(path(told.link(post.slug)))
    expect(phone.get_by_text(WORDS)).to_be_visible()
    assert accessibility_problems(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320

    # The organisation answers, and stands there at once.
    page.goto(post.url)
    page.get_by_role("link", name="Reageer hierop (Anna)").click()
    page.get_by_role("link", name="Log in en reageer namens uw organisatie").click()
    expect(page.get_by_text("Uw reactie staat meteen op de site")).to_be_visible()
    page.get_by_label("Uw reactie").fill("Dank, wij komen graag.")
    page.get_by_role("button", name="Verstuur uw reactie").click()
    reply = page.locator(".comments__replies .comment")
    expect(reply).to_contain_text("Dank, wij komen graag.")
    expect(reply).to_contain_text("Namens Logius")

    # The writer takes the own words back.
    phone.goto(path(by_reader[ANNA].link("/reageren/wijzigen/")))
    assert accessibility_problems(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.get_by_role("button", name="Trek mijn reactie in").click()
    expect(phone.get_by_text("U hebt uw reactie ingetrokken.")).to_be_visible()
    phone.goto(f"{post.url}?later")
    expect(phone.get_by_role("heading", name="Nog geen reacties")).to_be_visible()
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_commenting_works_without_script(
    page_without_script: Page, post: BlogPostPage, mail_server: MailServer
) -> None:
    page = page_without_script
    parent = published_on(post, "Hoe doet u dat?", name="Ben")
    page.goto(post.url)
    page.get_by_role("link", name="Reageer hierop (Ben)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Reageer op: {post.title}")
    fill(page, "")
    page.get_by_role("button", name="Verstuur uw reactie").click()
    expect(page.locator("#id_text_error")).to_have_text("Schrijf uw reactie.")
    expect(page.get_by_label("Uw naam")).to_have_value("Anna")
    page.get_by_label("Uw reactie").fill(WORDS)
    page.get_by_role("button", name="Verstuur uw reactie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bevestig uw reactie")
    mail_server.wait_for(1)
    page.goto(path(mail_server.mails[0].link("/reageren/wijzigen/")))
    page.get_by_role("button", name="Ja, dit is mijn reactie").click()
    expect(page.get_by_text("Uw reactie wacht op beoordeling.")).to_be_visible()
    comment = Comment.objects.get(text=WORDS)
    assert (comment.state, comment.parent) == (CommentState.WAITING, parent)


def test_a_browser_that_cannot_solve_the_puzzle_confirms_by_mail(
    page: Page, watch: Watch, post: BlogPostPage, mail_server: MailServer
) -> None:
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    page.goto(post.url)
    page.get_by_role("link", name="Schrijf een reactie").click()
    fill(page)
    page.get_by_role("button", name="Verstuur uw reactie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bevestig uw reactie")
    assert Comment.objects.get().state == CommentState.UNCONFIRMED
    assert watch.console_errors == []


def test_comments_wait_while_the_mail_server_is_away(
    page: Page, post: BlogPostPage, mail_server: MailServer, time_machine: Any
) -> None:
    from django.core.management import call_command

    mail_server.stop()
    page.goto(f"/reageren/{post.pk}/")
    fill(page)
    page.get_by_role("button", name="Verstuur uw reactie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel voor uw reactie")
    assert Comment.objects.get().state == CommentState.WAITING
    mail_server.start()
    time_machine.move_to(timezone.now() + datetime.timedelta(days=1))
    call_command("send_mail")
    mail_server.wait_for(3)
    assert ANNA in {mail.to[0] for mail in mail_server.mails}


def test_many_are_refused_at_once_from_the_queue(
    page: Page, government: Government, post: BlogPostPage, live_server: Any
) -> None:
    from tests.exchange.comments import comment_on

    for number in range(3):
        comment_on(post, f"Koop nu {number}", name=f"Verkoper {number}")
    sign_in(page, government.people[COMMUNICATOR], live_server)
    page.goto("/cms/reacties/")
    assert accessibility_problems(page) == []
    page.get_by_label("Verkoper 0").check()
    page.get_by_label("Verkoper 2").check()
    page.get_by_label("Reden", exact=True).select_option("reclame")
    page.get_by_role("button", name="Weigeren").click()
    expect(page.get_by_text("2 reacties zijn geweigerd.")).to_be_visible()
    expect(page.get_by_text("Koop nu 1")).to_be_visible()
    expect(page.get_by_text("Koop nu 0")).to_have_count(0)
