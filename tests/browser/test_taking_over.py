"""A moderator goes away, a colleague decides, and an administrator mends a mail that got stuck."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.core.mail import send
from cms.core.models import MailState, OutgoingMail, User
from organisations.models import BlogPostPage, MailMoment, ModeratorMail
from tests.browser.conftest import Watch, accessibility_problems
from tests.browser.test_desk import sit_down, submit
from tests.organisations.absences import Case, make_case
from tests.organisations.people import ADMINISTRATOR, make_government
from tests.smtp_server import MailServer


@pytest.fixture
def case(live_server: Any, mail_server: MailServer) -> Case:
    return make_case(make_government())


def test_a_moderator_goes_away_and_a_colleague_decides(
    page: Page, watch: Watch, case: Case, mail_server: MailServer, live_server: Any
) -> None:
    today = timezone.localdate()
    User.objects.filter(pk=case.away.pk).update(first_name="Anna", last_name="de Vries")
    sit_down(page, case.away, live_server)
    page.goto("/cms/account/#tab-notifications")
    page.get_by_label("Eén keer per dag, alles in één mail").check()
    assert accessibility_problems(page) == []
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("accountinstellingen zijn succesvol opgeslagen")).to_be_visible()
    assert ModeratorMail.objects.get(person=case.away).moment == MailMoment.DAILY

    page.goto("/cms/account/")
    page.get_by_label("Eerste dag afwezig").fill(str(today))
    page.get_by_label("Laatste dag afwezig").fill(str(today + datetime.timedelta(days=6)))
    page.get_by_label("Vervanger").select_option(str(case.deputy.pk))
    assert accessibility_problems(page) == []
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("accountinstellingen zijn succesvol opgeslagen")).to_be_visible()
    assert "U vervangt Anna de Vries" in mail_server.wait_for(1)[0].subject

    post = submit(case.government, "Minder papier")
    mail = mail_server.wait_for(2)[1]
    assert mail.to == [case.deputy.email]
    assert "namens Anna de Vries" in mail.text
    page.context.clear_cookies()
    sit_down(page, case.deputy, live_server)
    page.goto("/cms/te-beoordelen/")
    expect(page.get_by_text("Namens Anna de Vries")).to_be_visible()
    assert accessibility_problems(page) == []
    page.get_by_role("button", name="Goedkeuren: Minder papier").click()
    expect(page.get_by_role("link", name="Minder papier")).to_have_count(0)
    assert BlogPostPage.objects.get(pk=post.pk).live
    # Wagtail names time zones on its account page that not every browser knows.
    assert [error for error in watch.console_errors if "w-locale" not in error] == []
    assert watch.outside_requests == []


@pytest.mark.parametrize("width", [320, 1280])
def test_an_administrator_tries_a_mail_again(
    page: Page, watch: Watch, case: Case, mail_server: MailServer, live_server: Any, width: int
) -> None:
    address = "vol@voorbeeld.example"
    mail_server.refuse[address] = "552 5.2.2 Mailbox full"
    send("Uw uitnodiging", "tekst", "", address, kind="uitnodiging")
    page.set_viewport_size({"width": width, "height": 900})
    sit_down(page, case.government.people[ADMINISTRATOR], live_server)
    page.goto("/cms/rapporten/niet-bezorgde-mail/")
    expect(page.get_by_role("heading", name=address)).to_be_visible()
    expect(page.get_by_text("Mailbox full")).to_be_visible()
    assert accessibility_problems(page) == []
    mail_server.refuse.clear()
    page.get_by_role("button", name=f"Opnieuw proberen {address}").click()
    expect(page.get_by_text("1 mail is verstuurd.")).to_be_visible()
    assert mail_server.wait_for(1)[0].to == [address]
    assert OutgoingMail.objects.get().state == MailState.SENT
    assert watch.console_errors == []
