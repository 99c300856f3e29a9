"""The mail server of the tests does what the tests of mail build on."""

import smtplib

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from tests.smtp_server import MailServer

SMTP = "django.core.mail.backends.smtp.EmailBackend"
ANNA, WEG = "anna@voorbeeld.example", "weg@voorbeeld.example"


def send(to: str) -> None:
    message = EmailMultiAlternatives("Één onderwerp", "Zie https://x.example/a b", to=[to])
    message.attach_alternative("<p>Zie daar</p>", "text/html")
    get_connection(SMTP).send_messages([message])


def test_it_keeps_what_it_gets(mail_server: MailServer) -> None:
    send(ANNA)
    [received] = mail_server.wait_for(1)
    assert received.to == [ANNA]
    assert received.subject == "Één onderwerp"
    assert received.link() == "https://x.example/a"
    assert "<p>Zie daar</p>" in received.html
    assert mail_server.to(ANNA) == [received]


def test_it_refuses_a_recipient_or_a_mail(mail_server: MailServer) -> None:
    mail_server.refuse[WEG] = "550 5.1.1 No such user here"
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(WEG)
    mail_server.answer = "451 4.3.0 Try again later"
    with pytest.raises(smtplib.SMTPDataError):
        send(ANNA)
    assert mail_server.mails == []


def test_it_can_be_down_and_come_back(mail_server: MailServer) -> None:
    mail_server.stop()
    with pytest.raises(ConnectionRefusedError):
        send(ANNA)
    mail_server.start()
    send(ANNA)
    assert len(mail_server.mails) == 1


@pytest.mark.parametrize("moment", ["slow_hello", "slow_mail"])
def test_it_can_be_slow(mail_server: MailServer, settings, moment: str) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    setattr(mail_server, moment, 2)
    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
        send(ANNA)
    assert mail_server.mails == []
