"""Organisations like this one, and being introduced to them."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exchange.models import Introduction
from organisations.models import OrganisationPage, Phase
from search import indexing
from tests.exchange.follow import HERE
from tests.exchange.nearby import communicator, initiative, known
from tests.factories import OrganisationFactory, TopicFactory
from tests.organisations.people import COLLEAGUE, COMMUNICATOR, Government
from tests.organisations.quick import writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def government(government: Government) -> Government:
    return known(government)


def about(organisation: OrganisationPage, *topics: Any) -> OrganisationPage:
    organisation.topics = topics
    organisation.save()
    indexing.write([organisation.pk])
    return organisation


@pytest.fixture
def twins(government: Government) -> tuple[OrganisationPage, OrganisationPage]:
    """Logius and DUO, both about hybrid work."""
    topic = TopicFactory(name="hybride werken", parent=TopicFactory(name="werk"))
    return about(government.logius, topic), about(government.duo, topic)


def likes(organisation: OrganisationPage) -> str:
    """What the page of an organisation says of those that are like it."""
    soup = BeautifulSoup(Client().get(organisation.url).content, "html.parser")
    found = [part for part in soup.select(".side__part") if "Organisaties zoals" in part.get_text()]
    return " ".join(found[0].get_text(" ").split()) if found else ""


def test_an_organisation_shows_those_with_the_same_topics_and_phase(
    government: Government, twins: Any
) -> None:
    for organisation in twins:
        initiative(organisation, phase=Phase.ROLLOUT, topics=list(organisation.topics.all()))
    about(OrganisationFactory(title="Iets heel anders"), TopicFactory(name="waterbeheer"))
    said = likes(twins[0])
    assert "DUO zelfde onderwerp: Hybride werken ook initiatieven in de fase invoeren" in said
    assert "heel anders" not in said
    link = BeautifulSoup(Client().get(twins[0].url).content, "html.parser").find("a", string="DUO")
    assert link["href"] == OrganisationPage.objects.get(pk=twins[1].pk).url


def test_a_main_theme_alone_a_unit_and_the_past_are_not_alike(
    government: Government, twins: Any
) -> None:
    logius, _duo = twins
    topic = logius.topics.get()
    about(OrganisationFactory(title="Buren"), TopicFactory(name="archief", parent=topic.parent))
    about(OrganisationFactory(parent=logius, title="Onderdeel"), topic)
    about(
        OrganisationFactory(title="Vroeger", ended_on=timezone.localdate() - timedelta(days=2)),
        topic,
    )
    hidden = about(OrganisationFactory(title="Verborgen"), topic)
    hidden.unpublish()
    said = likes(logius)
    assert "DUO" in said
    for name in ("Buren", "Onderdeel", "Vroeger", "Verborgen"):
        assert name not in said


def test_the_queries_of_an_organisation_do_not_grow(government: Government, twins: Any) -> None:
    numbers = []
    for _round in range(2):
        Client().get(twins[0].url)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(twins[0].url).status_code == 200
        numbers.append(len(queries))
        for number in range(6):
            about(OrganisationFactory(title=f"Dienst {number}"), twins[0].topics.get())
    assert numbers[0] == numbers[1] <= 12


# --------------------------------------------------------------- being introduced


def form(**changes: str) -> dict[str, str]:
    values = {
        "name": "Anna de Vries",
        "email": "anna@voorbeeld.example",
        "organisation": "Gemeente Voorbeeld",
        "text": "Wij delen graag onze app.",
        "website": "",
    }
    return {**values, **changes}


def send(twins: Any, client: Client | None = None, **changes: str) -> Any:
    url = reverse("introduce", args=[page.pk for page in twins])
    return (client or Client()).post(url, form(**changes), **HERE)


def confirm() -> str:
    """Follow the link in the mail to who asked."""
    found = re.search(r"https?://\S+/kennismaken/bevestigen/\S+", str(mail.outbox[-1].body))
    assert found
    return urlsplit(found[0]).path


def test_a_reader_confirms_and_is_introduced_to_both_once(
    government: Government, twins: Any
) -> None:
    person = communicator(twins[1])
    assert send(twins)["Location"] == reverse("introduce-asked")
    assert [one.to for one in mail.outbox] == [["anna@voorbeeld.example"]]
    link = confirm()
    assert "Wij delen graag" not in mail.outbox[0].body
    Client().get(link)
    assert len(mail.outbox) == 1
    for _round in range(2):
        Client().post(link)
    letters = mail.outbox[1:]
    colleagues = [government.people[name].email for name in (COMMUNICATOR, COLLEAGUE)]
    assert sorted(one.to[0] for one in letters) == sorted([person.email, *colleagues])
    assert "Anna de Vries" in letters[0].body
    assert "Wij delen graag onze app." in letters[0].body
    assert letters[0].extra_headers["Reply-To"] == "anna@voorbeeld.example"
    mail.outbox.clear()
    send((twins[1], twins[0]))
    assert mail.outbox == []


def test_a_communicator_who_is_signed_in_needs_no_confirmation(
    government: Government, twins: Any
) -> None:
    communicator(twins[1])
    client = writer(government)
    address = government.people[COMMUNICATOR].email
    screen = client.get(reverse("introduce", args=[page.pk for page in twins])).content.decode()
    assert f'value="{address}"' in screen
    assert 'value="Logius"' in screen
    assert send(twins, client, email=address)["Location"] == reverse("introduce-sent")
    assert len(mail.outbox) == 3
    mail.outbox.clear()
    # Somebody else's address is confirmed by somebody else.
    assert send(twins, client, email="ben@voorbeeld.example")["Location"].endswith(
        "kijk-in-uw-mail/"
    )
    assert [one.to for one in mail.outbox] == [["ben@voorbeeld.example"]]


def test_a_form_of_another_site_a_machine_and_a_flood_are_refused(
    government: Government, twins: Any
) -> None:
    communicator(twins[1])
    url = reverse("introduce", args=[page.pk for page in twins])
    foreign = Client().post(url, form(), HTTP_ORIGIN="https://elders.example")
    assert foreign.status_code == 403
    assert "Anna de Vries" in foreign.content.decode()
    assert send(twins, website="https://spam.example").status_code == 302
    assert mail.outbox == []
    for number in range(20):
        send(twins, email=f"a{number}@voorbeeld.example", website="x")
    assert send(twins).status_code == 429
    assert not Introduction.objects.exists()


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(
    government: Government, twins: Any
) -> None:
    communicator(twins[1])
    answer = send(twins, name="", email="geen adres")
    said = answer.content.decode()
    assert "Vul uw naam in." in said
    assert "Dit is geen e-mailadres" in said
    assert "Wij delen graag onze app." in said
    send(twins, name="Anna\r\nBcc: x@y.example", text="<script>")
    link = confirm()
    Client().post(link)
    for letter in mail.outbox[1:]:
        assert "Bcc" not in letter.extra_headers
        assert "\nBcc" not in letter.body
        assert "<script>" not in str(letter.alternatives[0][0])


def test_where_nobody_writes_nobody_is_introduced(government: Government, twins: Any) -> None:
    url = reverse("introduce", args=[page.pk for page in twins])
    answer = Client().get(url).content.decode()
    assert "Bij DUO werkt nog niemand mee" in answer
    assert "<textarea" not in answer
    send(twins)
    assert not Introduction.objects.exists()


def test_what_readers_cannot_see_has_no_form(government: Government, twins: Any) -> None:
    logius, duo = twins
    assert Client().get(reverse("introduce", args=[logius.pk, logius.pk])).status_code == 404
    assert Client().get(reverse("introduce", args=[logius.pk, 987654])).status_code == 404
    OrganisationPage.objects.get(pk=duo.pk).unpublish()
    assert Client().get(reverse("introduce", args=[logius.pk, duo.pk])).status_code == 404


def test_a_link_that_was_tampered_with_works_for_nobody(government: Government) -> None:
    assert Client().get(reverse("introduce-confirm", args=["nep"])).status_code == 410


def test_who_asked_is_forgotten_after_thirty_days(government: Government, twins: Any) -> None:
    communicator(twins[1])
    send(twins)
    Introduction.objects.update(created_at=timezone.now() - timedelta(days=29))
    call_command("expire_personal_data")
    assert Introduction.objects.count() == 1
    Introduction.objects.update(created_at=timezone.now() - timedelta(days=31))
    call_command("expire_personal_data")
    assert not Introduction.objects.exists()
