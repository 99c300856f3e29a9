"""Another organisation says "wij kunnen helpen", privately."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange.answers import settling
from exchange.models import HelpOffer
from organisations.models import BlogPostPage, Kind, OrganisationPage, Role
from organisations.roles.memberships import end, grant
from tests.exchange.answers import (
    comment_on,
    desk,
    fresh,
    helper,
    offered,
    question,
)
from tests.exchange.comments import HERE
from tests.factories import OrganisationFactory, UserFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    Government,
)

pytestmark = pytest.mark.django_db

MESSAGE = "Kom bij ons kijken.\nWij hebben een stille verdieping."


def offer(post: BlogPostPage, by: OrganisationPage | None, **changes: Any) -> Any:
    """Post the form as a browser does."""
    headers = {name: changes.pop(name) for name in list(changes) if name.isupper()}
    data = {
        "organisation": by.pk if by else "",
        "name": "Noor",
        "email": "noor@buren.example",
        "message": MESSAGE,
        "website": "",
        **changes,
    }
    return Client().post(f"/helpen/{post.pk}/", data, **{**HERE, **headers})


def errors(response: Any) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [" ".join(found.get_text(" ").split()) for found in page.select(".field-error")]


def test_an_offer_goes_to_the_people_of_the_organisation_only(government: Government) -> None:
    post, buren = question(government.logius), helper()
    assert f'href="/helpen/{post.pk}/"' in Client().get(post.url).content.decode()
    response = offer(post, buren)
    assert response["Location"] == f"/helpen/{post.pk}/bedankt/"
    assert "Dank u wel" in Client().get(response["Location"]).content.decode()
    assert {address for message in mail.outbox for address in message.to} == {
        government.people[COMMUNICATOR].email,
        government.people[COLLEAGUE].email,
    }
    message = mail.outbox[0]
    assert message.subject == f"Iemand kan helpen: {post.title}"
    for part in (message.body, message.alternatives[0][0]):
        assert "Dienst van de Buren" in part
        assert "noor@buren.example" in part
        assert "Wij hebben een stille verdieping." in part
        assert reverse("answers", args=[post.pk]) in part
    assert message.extra_headers["Reply-To"] == "noor@buren.example"
    for url in (post.url, buren.url, response["Location"], f"/helpen/{post.pk}/"):
        assert "noor" not in Client().get(url).content.decode().lower()


def test_without_communicators_it_goes_to_the_moderators(government: Government) -> None:
    for membership in government.logius.memberships.active():
        end(membership, by=None)
    post = question(government.logius)
    offer(post, helper())
    assert [message.to for message in mail.outbox] == [[government.people[MODERATOR].email]]
    screen = desk(government, MODERATOR).get(reverse("answers", args=[post.pk]))
    assert "noor@buren.example" in screen.content.decode()


def test_a_unit_is_served_by_the_organisation_above_it(government: Government) -> None:
    unit = OrganisationFactory(parent=government.logius, title="Afdeling")
    post = question(unit)
    offer(post, helper())
    assert len(mail.outbox) == 2
    screen = desk(government, COMMUNICATOR).get(reverse("answers", args=[post.pk]))
    assert "noor@buren.example" in screen.content.decode()


@pytest.mark.parametrize("name", [COMMUNICATOR, COLLEAGUE, MODERATOR, CENTRAL, ADMINISTRATOR])
def test_who_sees_an_offer(government: Government, name: str) -> None:
    post, buren = question(government.logius), helper()
    offered(post, buren, "Kom kijken.")
    text = desk(government, name).get(reverse("answers", args=[post.pk])).content.decode()
    assert "Dienst van de Buren" in text
    is_own = name in (COMMUNICATOR, COLLEAGUE)
    assert ("noor@buren.example" in text) == is_own
    assert ("Kom kijken." in text) == is_own
    overview = desk(government, name).get("/cms/").content.decode()
    assert ("Aangeboden hulp" in overview) == is_own
    assert "noor@buren.example" not in overview


def test_the_form_is_the_same_for_every_reader(government: Government) -> None:
    post = question(government.logius)
    response = Client().get(f"/helpen/{post.pk}/")
    assert response.status_code == 200
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    page = BeautifulSoup(response.content, "html.parser")
    names = [option.text for option in page.select("[name=organisation] option")]
    assert "DUO" in names
    assert "Logius" not in names, "an organisation does not help itself"


def test_who_is_signed_in_finds_the_own_organisation(government: Government) -> None:
    post = question(government.duo)
    response = desk(government, COMMUNICATOR).get(f"/helpen/{post.pk}/")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("[name=organisation] [selected]").text == "Logius"
    email = government.people[COMMUNICATOR].email
    assert page.select_one("[name=email]")["value"] == email
    assert "private" in response["Cache-Control"]
    own = desk(government, COMMUNICATOR).get(f"/helpen/{question(government.logius).pk}/")
    assert own.status_code == 200


def test_what_is_missing_is_said_at_the_field_and_nothing_is_lost(government: Government) -> None:
    post = question(government.logius)
    response = offer(post, None, name=" ", email="geen adres")
    assert errors(response) == [
        "Kies uw organisatie.",
        "Vul uw naam in.",
        "Dit is geen e-mailadres. Schrijf het zoals naam@voorbeeld.nl.",
    ]
    text = response.content.decode()
    assert "Wij hebben een stille verdieping." in text
    assert 'value="geen adres"' in text
    assert not HelpOffer.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"organisation": "99999999999999999999999"},
        {"organisation": "abc"},
        {"name": "a" * 1_000_000},
        {"message": "a" * 1_000_000},
        {"message": "\u200b \u200b"},
        {"message": "met een \0 erin"},
        {"email": "noor@buren.example\nBcc: allen@voorbeeld.example"},
    ],
)
def test_bad_input_gets_a_word(government: Government, changes: dict[str, str]) -> None:
    post = question(government.logius)
    response = offer(post, helper(), **changes)
    assert response.status_code == 200
    assert len(errors(response)) == 1
    assert mail.outbox == []


def test_a_name_starts_no_header_and_a_text_no_script(government: Government) -> None:
    post = question(government.logius)
    offer(
        post,
        helper(title="Dienst\r\nBcc: x@voorbeeld.example"),
        name="Noor\r\nBcc: allen@voorbeeld.example",
        message="<script>alert(1)</script>",
    )
    message = mail.outbox[0]
    assert "\n" not in message.subject
    assert set(message.message().keys()).isdisjoint({"Bcc", "Cc"})
    assert HelpOffer.objects.get().name == "Noor Bcc: allen@voorbeeld.example"
    assert "<script>" not in message.alternatives[0][0]
    screen = desk(government, COMMUNICATOR).get(reverse("answers", args=[post.pk]))
    assert "<script>alert(1)" not in screen.content.decode()


def test_sent_twice_it_is_one_offer(government: Government) -> None:
    post, buren = question(government.logius), helper()
    for _ in range(3):
        assert offer(post, buren).status_code == 302
    assert HelpOffer.objects.count() == 1
    assert len(mail.outbox) == 2


def test_forms_of_other_sites_and_machines_are_not_taken(government: Government) -> None:
    post, buren = question(government.logius), helper()
    foreign = offer(post, buren, HTTP_ORIGIN="https://elders.example")
    assert foreign.status_code == 403
    assert "stille verdieping" in foreign.content.decode()
    assert offer(post, buren, website="https://spam.example").status_code == 302
    assert not HelpOffer.objects.exists()
    assert mail.outbox == []


def test_one_address_and_one_network_can_do_so_much(government: Government) -> None:
    posts = [question(government.logius, title=f"Vraag {number}") for number in range(8)]
    buren = helper()
    answers = [offer(post, buren) for post in posts]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 3
    assert "te veel hulp tegelijk" in answers[-1].content.decode()
    cache.clear()
    statuses = [
        offer(posts[0], buren, email=f"noor{number}@buren.example").status_code
        for number in range(32)
    ]
    assert statuses[-2:] == [429, 429]
    assert statuses.count(302) == 30


@pytest.mark.parametrize("how", ["draft", "private", "expired", "message", "unknown"])
def test_no_help_for_what_is_not_asked(government: Government, how: str) -> None:
    post = question(government.logius, title="Geheim", kind=Kind.NEED)
    pk = post.pk
    if how == "draft":
        fresh(post).unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=post, restriction_type="login")
    elif how == "expired":
        BlogPostPage.objects.filter(pk=pk).update(expire_at=timezone.now())
    elif how == "message":
        BlogPostPage.objects.filter(pk=pk).update(kind=Kind.MESSAGE, state="")
    else:
        pk = 999_999
    assert Client().get(f"/helpen/{pk}/").status_code == 404
    assert Client().get(f"/helpen/{pk}/bedankt/").status_code == 404
    data = {"organisation": government.duo.pk, "message": MESSAGE}
    late = Client().post(f"/helpen/{pk}/", data, **HERE)
    assert late.status_code == 410
    text = late.content.decode()
    assert "stille verdieping" in text, "what was typed is given back"
    assert "Geheim" not in text
    assert not HelpOffer.objects.exists()


def test_after_the_answer_help_is_not_needed(government: Government) -> None:
    post = question(government.logius)
    settling.close(post, by=None)
    assert "Er is al een antwoord." in Client().get(f"/helpen/{post.pk}/").content.decode()
    late = offer(post, helper())
    assert late.status_code == 410
    assert "stille verdieping" in late.content.decode()
    assert mail.outbox == []
    assert f"/helpen/{post.pk}/" not in Client().get(post.url).content.decode()


def test_offers_are_forgotten_in_time(government: Government) -> None:
    post, buren = question(government.logius), helper()
    old, new = offered(post, buren, "Oud"), offered(post, buren, "Nieuw")
    term = datetime.timedelta(days=settings.HELP_OFFER_DAYS, hours=1)
    HelpOffer.objects.filter(pk=old.pk).update(created_at=timezone.now() - term)
    call_command("expire_personal_data")
    assert list(HelpOffer.objects.all()) == [new]


def test_the_screen_costs_the_same_for_many_offers(government: Government) -> None:
    post = question(government.logius)
    client = desk(government, COMMUNICATOR)

    def queries() -> int:
        client.get(reverse("answers", args=[post.pk]))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("answers", args=[post.pk])).status_code == 200
        return len(captured)

    offered(post, helper())
    comment_on(post)
    few = queries()
    for number in range(6):
        other = helper(f"Bureau {number}")
        offered(post, other)
        comment_on(post, organisation=other)
    assert queries() == few


def test_somebody_who_left_is_not_mailed(government: Government) -> None:
    extra = UserFactory()
    membership = grant(extra, government.logius, Role.COMMUNICATOR, by=None)
    end(membership, by=None)
    offer(question(government.logius), helper())
    assert extra.email not in {address for message in mail.outbox for address in message.to}
