"""Whatever sends mail puts it in the outbox: it goes out when what was done is kept."""

import re
from typing import Any

import pytest
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.core.mail import Letter, send, send_many, send_rendered
from cms.core.mail.seal import BrokenSealError, unseal
from cms.core.models import MailState, OutgoingMail
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ANNA, BRAM = "anna@voorbeeld.example", "bram@voorbeeld.example"


def write(to: str = ANNA, subject: str = "Een onderwerp", **more: Any) -> None:
    send(subject, "Wat erin staat", "<p>Wat erin staat</p>", to, kind="proef", **more)


def test_a_mail_has_text_and_html_and_the_headers_of_a_machine(
    mail_server: MailServer, settings: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Rijkslocaties <noreply@site.example>"
    settings.MAIL_REPLY_TO = "redactie@site.example"
    write(headers={"List-Unsubscribe": "<https://site.example/volgen/uit/>"})
    [mail] = mail_server.mails
    assert (mail.sender, mail.to) == ("noreply@site.example", [ANNA])
    assert mail.subject == "Een onderwerp"
    assert mail.text.strip() == "Wat erin staat"
    assert "<p>Wat erin staat</p>" in mail.html
    message = mail.message
    assert message["From"] == "Rijkslocaties <noreply@site.example>"
    assert message["To"] == ANNA
    assert message["Reply-To"] == "redactie@site.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "OOF" in message["X-Auto-Response-Suppress"]
    assert message["List-Unsubscribe"] == "<https://site.example/volgen/uit/>"
    assert re.fullmatch(r"<[^<>@\s]+@site\.example>", message["Message-ID"])
    assert message["Date"].datetime.tzinfo is not None


def test_what_is_undone_is_not_mailed(mail_server: MailServer) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert mail_server.mails == []


def test_nothing_goes_out_before_the_transaction_is_through(mail_server: MailServer) -> None:
    with transaction.atomic():
        write()
        assert mail_server.mails == []
    assert [mail.to for mail in mail_server.mails] == [[ANNA]]


def test_after_delivery_the_words_are_gone_and_the_address_is_kept_for_a_while(
    mail_server: MailServer, settings: Any
) -> None:
    write()
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.state, bytes(mail.sealed)) == (ANNA, MailState.SENT, b"")
    settings.MAIL_KEEP_DAYS = 0
    call_command("send_mail")
    assert not OutgoingMail.objects.exists()


def test_the_database_does_not_hold_a_link_that_can_be_read(
    mail_server: MailServer, settings: Any
) -> None:
    mail_server.stop()
    send("Uw link", "https://site.example/geheim/", "", ANNA, kind="proef")
    row = OutgoingMail.objects.filter(recipient=ANNA).values().get()
    assert "geheim" not in str({**row, "sealed": bytes(row["sealed"])})
    assert "geheim" in unseal(row["sealed"]).text
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert "geheim" in unseal(row["sealed"]).text, "while the key is being changed"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(BrokenSealError):
        unseal(row["sealed"])


@pytest.mark.parametrize(
    "subject",
    [
        "Bericht\nBcc: dief@x.example",
        "Bericht\r\nBcc: dief@x.example",
        "Bericht\x85Bcc: x",
        "a\x00b",
    ],
)
def test_a_subject_cannot_start_another_header(mail_server: MailServer, subject: str) -> None:
    write(subject=subject)
    send_mail(subject, "tekst", None, [BRAM])
    assert len(mail_server.mails) == 2
    for mail in mail_server.mails:
        assert mail.message["Bcc"] is None
        assert len(mail.to) == 1
        assert "\n" not in mail.subject


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": ["a@x.example\nBcc: dief@x.example"]},
        {"from_email": "a@x.example\nBcc: dief@x.example"},
        {"reply_to": ["a@x.example\nBcc: dief@x.example"]},
        {"headers": {"X-Naam": "a\nBcc: dief@x.example"}},
    ],
)
def test_an_address_or_header_with_a_line_break_is_refused(
    mail_server: MailServer, wrong: dict[str, Any]
) -> None:
    with pytest.raises(BadHeaderError):
        EmailMessage(**{"subject": "x", "body": "y", "to": [ANNA], **wrong}).send()
    assert not OutgoingMail.objects.exists()


def test_a_name_with_odd_signs_arrives_as_one_address(mail_server: MailServer) -> None:
    EmailMessage("x", "y", to=['"Jansen, Jan <baas>" <jan@voorbeeld.example>']).send()
    [mail] = mail_server.mails
    assert mail.to == ["jan@voorbeeld.example"]
    assert [address.display_name for address in mail.message["To"].addresses] == [
        "Jansen, Jan <baas>"
    ]


def test_mail_with_text_only_gets_the_house_style(mail_server: MailServer) -> None:
    send_mail("Nieuw wachtwoord", "Zie <b> https://site.example/x/", None, [ANNA])
    [mail] = mail_server.mails
    assert '<a href="https://site.example/x/"' in mail.html
    assert "&lt;b&gt;" in mail.html
    assert '<html lang="nl">' in mail.html
    assert "<img" not in mail.html


def test_a_mail_to_several_people_is_one_for_each_so_that_one_refusal_is_not_everybodys(
    mail_server: MailServer,
) -> None:
    mail_server.refuse[BRAM] = "550 5.1.1 No such user here"
    EmailMultiAlternatives(
        "Aan allen", "tekst", to=[ANNA, BRAM], cc=["cc@x.example"], bcc=["bcc@x.example"]
    ).send()
    assert sorted(mail.to[0] for mail in mail_server.mails) == [
        ANNA,
        "bcc@x.example",
        "cc@x.example",
    ]
    for mail in mail_server.mails:
        assert mail.message["To"] == f"{ANNA}, {BRAM}"
        assert mail.message["Cc"] == "cc@x.example"
        assert "bcc" not in str(mail.message)
    assert OutgoingMail.objects.get(state=MailState.FAILED).recipient == BRAM


def test_attachments_are_refused_where_they_are_made(mail_server: MailServer) -> None:
    message = EmailMessage("x", "y", to=[ANNA])
    message.attach("a.txt", "a", "text/plain")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()


def test_a_letter_from_templates_is_in_house_style(mail_server: MailServer) -> None:
    context = {"roles": [], "link": "https://site.example/cms/"}
    send_rendered("organisations/mail/roles_given", context, ANNA, kind="nieuwe rol")
    [mail] = mail_server.mails
    assert mail.subject == "U hebt een nieuwe rol bij Rijkslocaties"
    assert mail.link() == "https://site.example/cms/"
    assert 'href="https://site.example/cms/"' in mail.html
    for words in (mail.text, mail.html):
        assert "automatisch verstuurd door Rijkslocaties" in " ".join(words.split())
    assert OutgoingMail.objects.get().kind == "nieuwe rol"


def letters(number: int) -> list[Letter]:
    return [
        Letter("Nieuws", "tekst", "<p>tekst</p>", f"volger{n}@voorbeeld.example", "overzicht")
        for n in range(number)
    ]


def test_many_letters_are_stored_in_few_questions_and_nobody_waits_for_them(
    mail_server: MailServer,
) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert send_many(iter(letters(1200))) == 1200
    assert len(queries) <= 30
    assert mail_server.mails == []


def test_many_letters_go_over_few_connections_after_what_somebody_waits_for(
    mail_server: MailServer,
) -> None:
    send_many(letters(120))
    with transaction.atomic():
        write()
        transaction.get_connection().run_on_commit.clear()
    call_command("send_mail")
    assert mail_server.mails[0].to == [ANNA]
    assert len(mail_server.mails) == 121
    assert len({mail.to[0] for mail in mail_server.mails}) == 121
    assert mail_server.connections == 2
    assert OutgoingMail.objects.filter(state=MailState.SENT).count() == 121
