"""An administrator sees what could not be delivered, to whom and why, and tries it again."""

import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.core.mail import send
from cms.core.models import MailState, OutgoingMail
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db

REPORT = "report_undelivered_mail"
WEG, VOL = "weg@voorbeeld.example", "vol@voorbeeld.example"
SECRET = "https://site.example/cms/uitnodiging/geheim/"


@pytest.fixture
def troubled(mail_server: MailServer, django_capture_on_commit_callbacks: Any) -> MailServer:
    """One address that does not exist, one that is full, and one mail that arrived."""
    mail_server.refuse |= {WEG: "550 5.1.1 No such user here", VOL: "452 4.2.2 Mailbox full"}
    with django_capture_on_commit_callbacks(execute=True):
        for address in (WEG, VOL, "goed@voorbeeld.example"):
            send("Uitnodiging", f"Klik op {SECRET}", "", address, kind="uitnodiging")
    return mail_server


def signed_in(government: Government, name: str) -> Client:
    client = Client()
    client.force_login(government.people[name])
    return client


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_says_to_whom_and_why_and_never_what(
    government: Government, troubled: MailServer
) -> None:
    text = text_of(signed_in(government, ADMINISTRATOR).get(reverse(REPORT)))
    for words in (WEG, "550 5.1.1 No such user here", VOL, "452 4.2.2 Mailbox full"):
        assert words in text
    assert "goed@voorbeeld.example" not in text
    assert "geheim" not in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_downloaded_without_what_the_mails_say(
    government: Government, troubled: MailServer, kind: str
) -> None:
    response = signed_in(government, ADMINISTRATOR).get(reverse(REPORT), {"export": kind})
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        content = str([[cell.value for cell in row] for row in sheet.rows]).encode()
    text = content.decode()
    assert WEG in text
    assert "No such user" in text
    assert "geheim" not in text
    assert "sealed" not in text.lower()


def test_it_is_narrowed_and_searched(government: Government, troubled: MailServer) -> None:
    client = signed_in(government, ADMINISTRATOR)

    def found(**query: str) -> set[str]:
        text = text_of(client.get(reverse(f"{REPORT}_results"), query))
        return {address for address in (WEG, VOL) if f"{address}</h2>" in text}

    assert found() == {WEG, VOL}
    assert found(stand="failed") == {WEG}
    assert found(stand="waiting") == {VOL}
    assert found(soort="uitnodiging") == {WEG, VOL}
    assert found(soort="onzin", stand="x") == {WEG, VOL}
    assert found(q="vol@") == {VOL}


def test_a_button_tries_one_again(
    government: Government, troubled: MailServer, django_capture_on_commit_callbacks: Any
) -> None:
    troubled.refuse.clear()
    mail = OutgoingMail.objects.get(recipient=WEG)
    client = signed_in(government, ADMINISTRATOR)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("try_mail_again", args=[mail.pk]))
    assert [one.to for one in troubled.mails][-1] == [WEG]
    assert SECRET in troubled.mails[-1].text
    assert "weg@" not in text_of(client.get(reverse(f"{REPORT}_results")))


def test_a_button_tries_all_again(
    government: Government, troubled: MailServer, django_capture_on_commit_callbacks: Any
) -> None:
    troubled.refuse.pop(WEG)
    client = signed_in(government, ADMINISTRATOR)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("try_all_mail_again"))
    states = dict(OutgoingMail.objects.values_list("recipient", "state"))
    assert states[WEG] == MailState.SENT
    assert states[VOL] == MailState.WAITING


def test_a_mail_that_was_delivered_is_not_sent_again(
    government: Government, troubled: MailServer
) -> None:
    mail = OutgoingMail.objects.get(state=MailState.SENT)
    response = signed_in(government, ADMINISTRATOR).post(
        reverse("try_mail_again", args=[mail.pk]), follow=True
    )
    assert "staat niet meer in de lijst" in text_of(response)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_trying_again_is_posted(government: Government, troubled: MailServer) -> None:
    client = signed_in(government, ADMINISTRATOR)
    assert client.get(reverse("try_all_mail_again")).status_code == 405


@pytest.mark.parametrize("name", [COMMUNICATOR, MODERATOR, CENTRAL, NOBODY])
def test_nobody_else_sees_it_or_tries_again(
    government: Government, troubled: MailServer, name: str
) -> None:
    client = signed_in(government, name)
    for response in (
        client.get(reverse(REPORT)),
        client.get(reverse(f"{REPORT}_results")),
        client.get(reverse(REPORT), {"export": "csv"}),
        client.post(reverse("try_all_mail_again")),
        client.post(reverse("try_mail_again", args=[OutgoingMail.objects.get(recipient=WEG).pk])),
    ):
        assert response.status_code == 302
        assert WEG not in response.content.decode()
    assert OutgoingMail.objects.get(recipient=WEG).state == MailState.FAILED
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(REPORT) not in home


def test_it_costs_the_same_however_long_it_is(government: Government) -> None:
    client = signed_in(government, ADMINISTRATOR)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(REPORT))
        return len(queries)

    OutgoingMail.objects.create(recipient=WEG, state=MailState.FAILED)
    count()
    one = count()
    OutgoingMail.objects.bulk_create(
        OutgoingMail(recipient=f"{n}@x.example", state=MailState.FAILED) for n in range(20)
    )
    assert count() == one
