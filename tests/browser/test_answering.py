"""A question is asked, another organisation offers help, an answer is taken, and help is credited."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from exchange.models import Comment
from organisations.models import OrganisationPage
from tests.browser.conftest import Watch, accessibility_problems
from tests.exchange.answers import TITLE, comment_on, helper, offered, question
from tests.organisations.people import COMMUNICATOR, Government, make_government
from tests.smtp_server import MailServer

MESSAGE = "Wij hebben een stille verdieping. Kom kijken."


@pytest.fixture
def government() -> Government:
    made = make_government()
    for page in (made.ministry, made.logius, made.other_ministry, made.duo):
        page.save_revision().publish()
    return made


def sign_in(page: Page, government: Government, name: str, url: str) -> None:
    """Give the browser the session of somebody of this role."""
    client = Client()
    client.force_login(government.people[name])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])


def offer_help(reader: Page, government: Government, by: OrganisationPage) -> None:
    """From the page of the ministry to the thanks, with one thing forgotten at first."""
    reader.goto(government.ministry.url)
    reader.get_by_role("link", name="1 open vraag of behoefte").click()
    reader.get_by_role("link", name=TITLE).first.click()
    reader.get_by_role("link", name="Wij kunnen helpen").click()
    reader.get_by_label("Uw naam").fill("Noor")
    reader.get_by_label("Uw e-mailadres").fill("noor@buren.example")
    reader.get_by_label("Waarmee kunt u helpen?").fill(MESSAGE)
    reader.get_by_role("button", name="Hulp aanbieden").click()
    reader.get_by_role("alert").get_by_role("link", name="Kies uw organisatie.").click()
    expect(reader.get_by_label("Uw organisatie")).to_be_focused()
    reader.get_by_label("Uw organisatie").select_option(label=by.title)
    reader.get_by_role("button", name="Hulp aanbieden").click()
    expect(reader.get_by_role("heading", name="Dank u wel")).to_be_visible()


def take_answer(desk: Page, comment: Comment, credit: OrganisationPage) -> None:
    """From the overview to the answer that is kept."""
    desk.goto("/cms/")
    desk.locator("#help-offers-section").get_by_role("link", name=TITLE).click()
    expect(desk.get_by_text(MESSAGE)).to_be_visible()
    desk.get_by_label(f"{comment.name}: “{comment.text}”").check()
    desk.get_by_role("checkbox", name=credit.title).check()
    desk.get_by_role("button", name="Bewaren en sluiten").click()
    expect(desk.get_by_text("Bewaard. Op de site staat nu: beantwoord.")).to_be_visible()


def test_question_helped_answered_and_credited(
    page_without_script: Page,
    page: Page,
    watch: Watch,
    government: Government,
    live_server,
    mail_server: MailServer,
) -> None:
    buren = helper()
    post = question(government.logius)
    reader = page_without_script
    offer_help(reader, government, buren)
    mail_server.wait_for(2)
    [letter] = mail_server.to(government.people[COMMUNICATOR].email)
    assert letter.subject == f"Iemand kan helpen: {TITLE}"
    assert MESSAGE in letter.text
    assert letter.message["Reply-To"] == "noor@buren.example"
    assert mail_server.to("noor@buren.example") == []

    sign_in(page, government, COMMUNICATOR, live_server.url)
    take_answer(page, comment_on(post, "Zet planten tussen de bureaus."), buren)

    reader.goto(post.url)
    reader.reload()  # a browser may keep a page for a minute
    answer = reader.locator("#antwoord")
    expect(answer).to_contain_text("Zet planten tussen de bureaus.")
    expect(answer).to_contain_text("Door Logius gekozen als antwoord op")
    answer.get_by_role("link", name=buren.title).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(buren.title)
    expect(reader.get_by_role("heading", name="Heeft geholpen bij")).to_be_visible()
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_all_of_it_fits_a_narrow_phone_and_passes_axe(
    phone: Page, watch: Watch, government: Government, live_server
) -> None:
    buren = helper()
    answered, still_open = (
        question(government.logius),
        question(government.logius, title="Nog open"),
    )
    comment_on(still_open, organisation=buren)
    offered(still_open, buren)
    sign_in(phone, government, COMMUNICATOR, live_server.url)
    phone.goto(f"/cms/antwoorden/{answered.pk}/")
    phone.get_by_label("Een eigen antwoord").check()
    phone.get_by_label("Uw eigen antwoord").fill("Wij kozen zelf voor gordijnen.")
    phone.get_by_label("Nog een organisatie die hielp").select_option(label=buren.title)
    phone.get_by_role("button", name="Bewaren en sluiten").click()
    expect(phone.get_by_text("Bewaard. Op de site staat nu: beantwoord.")).to_be_visible()
    addresses = {
        "the screen": f"/cms/antwoorden/{still_open.pk}/",
        "answered": answered.url,
        "open": still_open.url,
        "the form": f"/helpen/{still_open.pk}/",
        "thanks": f"/helpen/{still_open.pk}/bedankt/",
        "too late": f"/helpen/{answered.pk}/",
        "helper": buren.url,
        "ministry": government.ministry.url,
    }
    for name, address in addresses.items():
        phone.goto(address)
        assert accessibility_problems(phone) == [], name
        wider = phone.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, name
    assert watch.console_errors == []
    assert watch.outside_requests == []
