"""A reader follows by e-mail: form, confirmation, overview, stopping. No guessing, no flooding."""

import datetime
from typing import Any

import pytest
import time_machine
from defusedxml.ElementTree import fromstring
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from exchange import following, tokens
from exchange.models import Follower, Following, Question
from exchange.views.guard import FORMS_PER_NETWORK
from organisations.models import Kind, OrganisationPage, State
from tests.exchange.follow import ANNA, BEN, HERE, ask, confirmed, link_in
from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    TopicFactory,
)
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def logius() -> OrganisationPage:
    organisation = OrganisationFactory(
        slug="logius", title="Logius", parent=MinistryFactory(slug="bzk", title="BZK")
    )
    index_everything()
    return organisation


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    """Run a step as a request of its own: what waits for the transaction happens."""

    def run(step: Any, *args: Any, **kwargs: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return step(*args, **kwargs)

    return run


def page(url: str) -> str:
    response = Client().get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_form_says_in_words_what_will_be_followed(logius: OrganisationPage) -> None:
    text = page("/volgen/?organisatie=logius&soort=vraag&nabij=2511+DP")
    assert "organisatie: Logius; soort: Vraag; binnen 10 km van 2511 DP" in text
    assert "kennen wij niet" in page("/volgen/?organisatie=bestaat-niet")
    assert "alles wat op deze site verschijnt" in page("/volgen/")


def test_nothing_is_followed_before_the_address_confirms(
    logius: OrganisationPage, commit: Any
) -> None:
    response = commit(ask, "organisatie=logius")
    assert response.status_code == 302
    assert "Kijk in uw mail" in page(response["Location"])
    [message] = mail.outbox
    assert message.to == [ANNA]
    assert "organisatie: Logius" in message.body
    assert not Following.objects.active().exists()
    link = link_in(message, "bevestigen")
    # A scanner that opens every link confirms nothing.
    assert "Wilt u dit volgen?" in page(link)
    assert not Following.objects.active().exists()
    assert b"U volgt dit" in Client().post(link).content
    assert Following.objects.active().get().question.words == "organisatie: Logius"


def test_every_mail_unsubscribes_in_one_click_without_cookies(
    logius: OrganisationPage, commit: Any
) -> None:
    commit(ask, "organisatie=logius")
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    url = headers["List-Unsubscribe"].strip("<>")
    client = Client(enforce_csrf_checks=True)
    for _again in range(2):
        response = client.post(url, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert "U krijgt geen mail meer" in response.content.decode()
        assert not response.cookies
    assert not Follower.objects.exists()
    assert not Question.objects.exists()


def test_opening_the_link_in_the_mail_stops_nothing_the_button_does(
    logius: OrganisationPage,
) -> None:
    follower = confirmed(organisatie="logius").follower
    link = tokens.stop_url(follower)
    assert "Wilt u stoppen" in page(link)
    assert Follower.objects.exists()
    Client().post(link)
    assert not Follower.objects.exists()


def test_the_answer_does_not_tell_who_follows(logius: OrganisationPage, commit: Any) -> None:
    confirmed(ANNA, organisatie="logius")
    known = commit(ask, "organisatie=logius", ANNA)
    unknown = commit(ask, "organisatie=logius", BEN)
    assert (known.status_code, known["Location"], known.content, dict(known.headers)) == (
        unknown.status_code,
        unknown["Location"],
        unknown.content,
        dict(unknown.headers),
    )
    assert [message.to for message in mail.outbox] == [[ANNA], [BEN]]
    assert "al" in mail.outbox[0].subject
    mail.outbox.clear()
    for email in (ANNA, "niemand@voorbeeld.example"):
        response = commit(Client().post, "/volgen/overzicht/", {"email": email}, **HERE)
        assert response["Location"] == "/volgen/kijk-in-uw-mail/"
    assert [message.to for message in mail.outbox] == [[ANNA]]


def test_ten_thousand_subscriptions_from_one_network_are_refused(
    logius: OrganisationPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exchange.following.send_question", type("T", (), {"enqueue": print}))
    answers = [
        ask("organisatie=logius", f"p{n}@voorbeeld.example", REMOTE_ADDR=f"198.51.100.{n % 250}")
        for n in range(FORMS_PER_NETWORK + 5)
    ]
    assert [answer.status_code for answer in answers] == [302] * FORMS_PER_NETWORK + [429] * 5
    text = answers[-1].content.decode()
    assert "te veel aanvragen van uw netwerk" in text
    assert f"p{FORMS_PER_NETWORK + 4}@voorbeeld.example" in text, "nothing that was typed is lost"
    elsewhere = ask("organisatie=logius", BEN, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


def test_one_address_is_not_flooded(logius: OrganisationPage, commit: Any) -> None:
    for number in range(8):
        answer = commit(ask, "organisatie=logius", REMOTE_ADDR=f"10.{number}.0.1")
        assert answer.status_code == 302
    assert len(mail.outbox) == following.MAILS_PER_ADDRESS


def test_a_machine_that_fills_in_everything_gets_the_same_answer_and_nothing_happens(
    logius: OrganisationPage,
) -> None:
    data = {"email": ANNA, "frequency": "dag", "website": "http://spam.example"}
    response = Client().post("/volgen/?organisatie=logius", data, **HERE)
    assert response["Location"] == "/volgen/kijk-in-uw-mail/"
    assert not Follower.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://kwaad.example"},
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
        {"HTTP_ORIGIN": "null"},
        {},
    ],
)
def test_a_form_on_another_site_is_refused(headers: dict[str, str]) -> None:
    data = {"email": ANNA, "frequency": "dag"}
    response = Client().post("/volgen/", data, **headers)
    assert response.status_code == 403
    assert "niet zien dat dit formulier van onze site komt" in response.content.decode()
    assert not Follower.objects.exists()


@pytest.mark.parametrize(
    "email",
    [
        "",
        "anna",
        "anna@voorbeeld.example\nBcc: ben@voorbeeld.example",
        "anna@voorbeeld.example\r\n\r\nHallo",
        "anna@voorbeeld.example, ben@voorbeeld.example",
        '"a\nb"@voorbeeld.example',
        "a" * 300 + "@voorbeeld.example",
        "anna\x00@voorbeeld.example",
    ],
)
def test_what_is_no_address_gets_a_word_at_the_field(email: str) -> None:
    response = ask(email=email)
    assert response.status_code == 200
    assert "field-error" in response.content.decode()
    assert not Follower.objects.exists()
    assert not mail.outbox


def test_no_header_can_be_put_in_through_the_title_of_what_is_followed(commit: Any) -> None:
    OrganisationFactory(slug="raar", title="Raar\r\nBcc: ben@voorbeeld.example")
    index_everything()
    commit(ask, "organisatie=raar&q=x%0d%0aBcc:+ben@voorbeeld.example")
    [message] = mail.outbox
    assert message.recipients() == [ANNA]
    assert "\n" not in message.subject
    assert "Bcc" not in message.message()


def test_links_are_for_one_purpose_and_for_a_time(logius: OrganisationPage, commit: Any) -> None:
    commit(ask, "organisatie=logius")
    confirm = link_in(mail.outbox[0], "bevestigen")
    token = confirm.split("/")[3]
    for other in (f"/volgen/overzicht/{token}/", f"/volgen/stoppen/{token}/", confirm[:-3] + "xx/"):
        response = Client().get(other)
        assert response.status_code == 410
        assert "Deze link werkt niet meer" in response.content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=4)):
        assert Client().post(confirm).status_code == 410
    assert not Following.objects.active().exists()


def test_addresses_and_logs_hold_nothing_personal(
    logius: OrganisationPage, commit: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    response = commit(ask, "organisatie=logius", "jan.jansen@voorbeeld.example")
    assert "jansen" not in response["Location"]
    assert "jansen" not in caplog.text
    [message] = mail.outbox
    for step in ("bevestigen", "overzicht", "stoppen"):
        assert "jansen" not in link_in(message, step)
    assert "jansen" not in str(Follower.objects.get())


def test_one_page_shows_and_changes_everything(logius: OrganisationPage) -> None:
    first = confirmed(organisatie="logius", frequency="dag")
    second = confirmed(soort="vraag", frequency="dag")
    other = confirmed(BEN, soort="vraag", frequency="dag")
    url = tokens.manage_url(first.follower)
    text = page(url)
    assert "organisatie: Logius" in text
    assert "soort: Vraag" in text
    data = {
        f"{first.pk}-frequency": "week",
        f"{second.pk}-frequency": "dag",
        f"{second.pk}-stop": "on",
        f"{other.pk}-frequency": "direct",
        f"{other.pk}-stop": "on",
    }
    response = Client().post(url, data, follow=True, **HERE)
    assert "Uw keuzes zijn bewaard." in response.content.decode()
    assert list(Following.objects.order_by("pk").values_list("pk", "frequency")) == [
        (first.pk, "week"),
        (other.pk, "dag"),
    ]
    data = {f"{first.pk}-frequency": "elk uur"}
    response = Client().post(url, data, **HERE)
    assert "Kies een van de drie mogelijkheden." in response.content.decode()
    Client().post(url, {f"{first.pk}-stop": "on", f"{first.pk}-frequency": "dag"}, **HERE)
    assert not Follower.objects.filter(email=ANNA).exists()


def test_private_pages_are_kept_by_nobody(logius: OrganisationPage) -> None:
    follower = confirmed(organisatie="logius").follower
    for url in (tokens.manage_url(follower), tokens.stop_url(follower)):
        response = Client().get(url)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies


def test_everything_followed_can_be_had_as_opml(logius: OrganisationPage) -> None:
    follower = confirmed(organisatie="logius", q='a "b" & <c>').follower
    confirmed(soort="vraag")
    response = Client().get(f"{tokens.manage_url(follower)}feeds.opml")
    outlines = fromstring(response.content).findall(".//outline")
    assert len(outlines) == 2
    for outline in outlines:
        feed = Client().get(outline.get("xmlUrl"))
        assert feed["Content-Type"].startswith("application/atom+xml")


def test_a_following_of_what_is_gone_says_so(logius: OrganisationPage) -> None:
    follower = confirmed(organisatie="logius").follower
    OrganisationPage.objects.get(pk=logius.pk).unpublish()
    Question.objects.create(digest="oud", stored={"version": 99}, words="een oude vraag")
    Following.objects.create(
        follower=follower, question=Question.objects.get(digest="oud"), confirmed_at=timezone.now()
    )
    text = page(tokens.manage_url(follower))
    assert "dit staat niet meer op de site" in text
    assert "een oude vraag" in text
    assert Client().get(f"{tokens.manage_url(follower)}feeds.opml").status_code == 200


def test_what_is_not_confirmed_and_what_bounces_is_forgotten(
    logius: OrganisationPage, commit: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(ask, "organisatie=logius", ANNA)
    kept = confirmed(BEN, soort="vraag")
    bounced = confirmed("weg@voorbeeld.example", soort="vraag").follower
    bounced.bounced_at = timezone.now() - datetime.timedelta(days=91)
    bounced.save()
    call_command("expire_personal_data")
    assert Follower.objects.filter(email=ANNA).exists()
    Following.objects.filter(follower__email=ANNA).update(
        created_at=timezone.now() - datetime.timedelta(days=4)
    )
    Follower.objects.update(created_at=timezone.now() - datetime.timedelta(days=4))
    call_command("expire_personal_data")
    assert list(Follower.objects.values_list("email", flat=True)) == [BEN]
    assert list(Question.objects.values_list("pk", flat=True)) == [kept.question_id]
    assert "unconfirmed followings: 1" in capsys.readouterr().out


def test_every_page_that_can_be_followed_says_so() -> None:
    ministry = MinistryFactory(slug="bzk")
    organisation = OrganisationFactory(parent=ministry, slug="logius")
    location = LocationFactory(page=organisation)
    TopicFactory(slug="werk")
    question = PostFactory(parent=organisation, kind=Kind.QUESTION, state=State.OPEN)
    message = PostFactory(parent=organisation, kind=Kind.MESSAGE)
    index_everything()
    for url, query in {
        ministry.url: "ministerie=bzk",
        organisation.url: "organisatie=logius",
        f"/locaties/{location.building_key}/": f"gebouw={location.building_key}",
        "/onderwerpen/werk/": "onderwerp=werk",
        question.url: f"bericht={question.pk}",
        "/zoeken/?soort=vraag": "soort=vraag",
    }.items():
        assert f'href="/volgen/?{query}"' in page(url), url
        assert "U volgt dan" in page(f"/volgen/?{query}")
    assert "/volgen/?" not in page(message.url)


def test_the_public_pages_of_following_are_the_same_for_everybody() -> None:
    for url in ("/volgen/", "/volgen/kijk-in-uw-mail/", "/volgen/overzicht/"):
        response = Client().get(url)
        assert "public" in response["Cache-Control"]
        assert not response.cookies
        assert "csrfmiddlewaretoken" not in response.content.decode()
