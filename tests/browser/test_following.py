"""A reader follows a search near a postcode, gets the post of another organisation, and stops."""

import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.core.models import User
from exchange.choices import NotificationKind, register, wants
from exchange.digests.due import last_monday
from exchange.digests.send import send_due
from exchange.models import Comment, CommentState, Follower, Following
from exchange.notify import switch_off_url
from exchange.signals import comment_published
from exchange.week import note_week
from organisations.models import BlogPostPage, Kind, OrganisationPage, Phase, State
from tests.browser.conftest import Watch, accessibility_problems, open_form
from tests.browser.site import Site, build_site
from tests.exchange.follow import ANNA, confirmed
from tests.factories import LocationFactory, OrganisationFactory, PostFactory, UserFactory
from tests.organisations.people import COMMUNICATOR, make_government
from tests.search.helpers import index_everything
from tests.smtp_server import MailServer


@pytest.fixture
def site() -> Site:
    cache.clear()
    return build_site()


def path(link: str) -> str:
    """The path of a link in a mail; the test's server stands at an address of its own."""
    return urlsplit(link).path


def publish_nearby(title: str, **fields: Any) -> BlogPostPage:
    """A post of an organisation that the reader never heard of, in the same town."""
    stranger = OrganisationFactory(
        title="Dienst van de Buren", slug="buren", first_published_at=timezone.now()
    )
    place = LocationFactory(page=stranger, street="Plein", house_number="1")
    stranger.save_revision().publish()
    post = PostFactory(
        parent=stranger, title=title, place=place, live=False, first_published_at=None, **fields
    )
    post.save_revision().publish()
    return BlogPostPage.objects.get(pk=post.pk)


def test_follow_a_search_confirm_get_a_digest_and_unsubscribe_with_one_click(
    page: Page, phone: Page, watch: Watch, site: Site, mail_server: MailServer
) -> None:
    page.goto("/zoeken/?nabij=2511+DP&straal=5")
    page.get_by_role("link", name="Volg per mail").click()
    expect(page.locator(".follow-page__words")).to_have_text("binnen 5 km van 2511 DP")
    assert accessibility_problems(page) == []
    page.get_by_label("Uw e-mailadres").fill("anna bij voorbeeld")
    page.get_by_role("button", name="Volgen", exact=True).click()
    expect(page.locator("#id_email_error")).to_contain_text("Dit is geen e-mailadres.")
    expect(page.get_by_label("Uw e-mailadres")).to_have_value("anna bij voorbeeld")
    assert accessibility_problems(page) == []
    page.get_by_label("Uw e-mailadres").fill(ANNA)
    page.get_by_label("Direct, bij elk bericht").check()
    page.get_by_role("button", name="Volgen", exact=True).click()
    expect(page.get_by_role("heading", name="Kijk in uw mail")).to_be_visible()

    mail_server.wait_for(1)
    phone.goto(path(mail_server.mails[0].link("/volgen/bevestigen/")))
    assert accessibility_problems(phone) == []
    phone.get_by_role("button", name="Ja, ik wil dit volgen").click()
    expect(phone.get_by_role("heading", name="U volgt dit")).to_be_visible()

    post = publish_nearby("Een rustige plek om te bellen")
    call_command("send_digests")
    call_command("send_mail")
    mail_server.wait_for(2)
    digest = mail_server.mails[1]
    assert digest.to == [ANNA]
    assert digest.subject == "Een rustige plek om te bellen (Dienst van de Buren)"
    assert "U volgt: binnen 5 km van 2511 DP" in digest.text
    phone.goto(path(digest.link(post.slug)))
    expect(phone.get_by_role("heading", level=1)).to_have_text(post.title)

    phone.goto(path(digest.link("/volgen/overzicht/")))
    assert accessibility_problems(phone) == []
    phone.get_by_label("Hoe vaak").select_option("week")
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("Uw keuzes zijn bewaard.")).to_be_visible()
    expect(phone.get_by_label("Hoe vaak")).to_have_value("week")

    # What a mail program posts by itself when its "unsubscribe" is clicked.
    assert digest.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = path(digest.message["List-Unsubscribe"].strip(" <>"))
    answer = Client().post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Follower.objects.exists()
    phone.goto(address)
    expect(phone.get_by_role("heading", name="U krijgt geen mail meer")).to_be_visible()
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_following_works_without_script(
    page_without_script: Page, site: Site, mail_server: MailServer
) -> None:
    page = page_without_script
    page.goto(site.organisation.url)
    page.get_by_role("link", name="Volgen per mail").click()
    page.get_by_label("Uw e-mailadres").fill(ANNA)
    page.get_by_role("button", name="Volgen", exact=True).click()
    mail_server.wait_for(1)
    page.goto(path(mail_server.mails[0].link("/volgen/bevestigen/")))
    page.get_by_role("button", name="Ja, ik wil dit volgen").click()
    page.get_by_role("link", name="Bekijk of verander alles wat u volgt").wait_for()
    page.goto(path(mail_server.mails[0].link("/volgen/stoppen/")))
    page.get_by_role("button", name="Stop alle mail").click()
    expect(page.get_by_role("heading", name="U krijgt geen mail meer")).to_be_visible()


def follow_here(page: Page, mail_server: MailServer, *, often: str = "") -> None:
    """Fill in the form that is open, and confirm with the link in the mail."""
    before = len(mail_server.mails)
    page.get_by_label("Uw e-mailadres").fill(ANNA)
    if often:
        page.get_by_label(often).check()
    assert accessibility_problems(page) == []
    page.get_by_role("button", name="Volgen", exact=True).click()
    expect(page.get_by_role("heading", name="Kijk in uw mail")).to_be_visible()
    mail_server.wait_for(before + 1)
    page.goto(path(mail_server.mails[before].link("/volgen/bevestigen/")))
    page.get_by_role("button", name="Ja, ik wil dit volgen").click()
    expect(page.get_by_role("heading", name="U volgt dit")).to_be_visible()


def test_follow_one_question_and_hear_of_a_comment(
    page: Page, phone: Page, watch: Watch, site: Site, mail_server: MailServer
) -> None:
    question = publish_nearby("Hoe wordt het stil?", kind=Kind.QUESTION, state=State.OPEN)
    phone.goto(question.url)
    phone.get_by_role("link", name="Volg deze vraag").click()
    follow_here(phone, mail_server, often="Direct, bij elk bericht")
    page.goto(question.url)
    page.get_by_role("link", name="Volg de reacties per mail").click()
    expect(page.locator(".follow-page__words")).to_have_text("reacties op “Hoe wordt het stil?”")
    follow_here(page, mail_server, often="Direct, bij elk bericht")

    comment = Comment.objects.create(
        page=question, name="Kees", text="Bij ons helpt een tapijt.", state=CommentState.PUBLISHED
    )
    comment_published.send(sender=Comment, comment=comment)
    call_command("send_digests")
    call_command("send_mail")
    mail_server.wait_for(3)
    digest = mail_server.mails[2]
    assert digest.subject == "Nieuwe reactie: Hoe wordt het stil? (Dienst van de Buren)"
    assert "Kees: Bij ons helpt een tapijt." in digest.text
    assert "bericht: “Hoe wordt het stil?”" in digest.text
    assert "reacties op “Hoe wordt het stil?”" in digest.text
    assert digest.link(f"#reactie-{comment.pk}")

    phone.goto(path(digest.link("/volgen/overzicht/")))
    assert accessibility_problems(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    expect(phone.get_by_role("link", name="reacties op")).to_be_visible()
    page.goto(path(digest.link(f"#reactie-{comment.pk}")))
    page.reload()  # the browser kept the page from before the comment
    expect(page.get_by_text("Bij ons helpt een tapijt.")).to_be_visible()
    address = path(digest.message["List-Unsubscribe"].strip(" <>"))
    assert Client().post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follower.objects.exists()
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_the_week_from_the_home_page_to_the_mail_on_monday(
    page: Page, phone: Page, watch: Watch, site: Site, mail_server: MailServer
) -> None:
    publish_nearby("Samen één wachtruimte", kind=Kind.INITIATIVE, phase=Phase.PILOT)
    phone.goto("/")
    phone.get_by_role("link", name="Bekijk deze week").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("De week bij de rijksoverheid")
    expect(phone.get_by_role("heading", name="Nieuwe initiatieven")).to_be_visible()
    assert accessibility_problems(phone) == []
    phone.get_by_role("link", name="Krijg de week per mail").click()
    follow_here(phone, mail_server)

    monday = last_monday(timezone.now()) + datetime.timedelta(days=7)
    Following.objects.update(confirmed_at=monday - datetime.timedelta(hours=1))
    note_week(monday)
    send_due(monday)
    call_command("send_mail")
    mail_server.wait_for(2)
    digest = mail_server.mails[1]
    assert "Samen één wachtruimte" in digest.text
    assert "U volgt: de week bij de rijksoverheid (nieuw initiatief)" in digest.text
    page.goto(path(digest.link("/volgen/stoppen/")))
    expect(page.get_by_text("de week bij de rijksoverheid", exact=True)).to_be_visible()
    page.get_by_role("button", name="Stop alle mail").click()
    expect(page.get_by_role("heading", name="U krijgt geen mail meer")).to_be_visible()
    assert watch.console_errors == []
    assert watch.outside_requests == []


def test_a_notification_is_switched_off_from_the_mail(phone: Page, site: Site) -> None:
    kind = NotificationKind("proef", "Iemand reageert op een bericht van uw organisatie")
    register(kind)
    person = UserFactory()
    phone.goto(path(switch_off_url(person, kind)))
    assert accessibility_problems(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.get_by_role("button", name="Zet deze melding uit").click()
    expect(phone.get_by_role("heading", name="Deze melding staat uit")).to_be_visible()
    assert not wants(person, kind)


@pytest.fixture
def writer(page: Page, live_server: Any) -> Page:
    """The desk of somebody who writes for Logius."""
    client = Client()
    client.force_login(make_government().people[COMMUNICATOR])
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )
    return page


def test_a_writer_sees_who_will_get_a_new_post_while_writing_it(writer: Page) -> None:
    logius = OrganisationPage.objects.get(slug="logius")
    index_everything()
    confirmed(ANNA, "direct", organisatie="logius")
    confirmed("ben@voorbeeld.example", "dag", q="stilte")
    open_form(writer, f"/cms/pages/add/organisations/blogpostpage/{logius.pk}/")
    told = writer.locator("#panel-child-inhoud-voor_u_instuurt-content")
    expect(told).to_contain_text("Dit staat hier zodra uw concept is bewaard.")
    writer.locator("#id_title").fill("Stilte in de trein")
    writer.locator("#id_title").blur()  # only now the page gets its address
    expect(told).to_contain_text("2 volgers, 1 direct", timeout=30_000)
    expect(told.get_by_role("link", name="Stilte in de trein")).to_be_visible()


def test_the_writers_own_followings_and_notifications_are_on_the_overview(writer: Page) -> None:
    person = User.objects.get(first_name=COMMUNICATOR)
    index_everything()
    confirmed(person.email, "week", organisatie="duo")
    confirmed(ANNA, "dag", organisatie="logius")
    writer.goto("/cms/")
    own = writer.locator("#own-followings-section")
    expect(own).to_contain_text("organisatie: DUO")
    writer.get_by_role("link", name="Bekijk of verander wat u volgt").click()
    expect(writer.get_by_role("heading", level=1)).to_have_text("Wat u volgt")
    logius = OrganisationPage.objects.get(slug="logius")
    writer.goto(f"/cms/pages/{logius.pk}/")
    writer.get_by_role("button", name="Acties", exact=True).first.click()
    writer.get_by_role("link", name="1 volger").click()
    expect(writer.get_by_text("1 adres volgt “Logius” per mail.")).to_be_visible()
