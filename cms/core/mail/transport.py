"""Handing one mail to the mail server, and understanding its answer."""

import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from cms.core.mail.seal import unseal
from cms.core.models import OutgoingMail

logger = logging.getLogger(__name__)

PERMANENT = range(500, 600)
TOO_LARGE = 552


class Outcome(Enum):
    """How a try ended."""

    SENT = auto()
    REFUSED = auto()  # for ever: this mail, or this address
    LATER = auto()  # this mail, for now
    SERVER_FAILED = auto()  # nothing gets through for now


@dataclass(frozen=True)
class Answer:
    """How a try ended, and what the server said."""

    outcome: Outcome
    words: str = ""


@contextmanager
def connection_to_server(timeout: float) -> Iterator[Any]:
    """A connection to the server of EMAIL_URL, opened by the first mail, closed at the end."""
    connection = get_connection(settings.MAIL_TRANSPORT, timeout=timeout)
    try:
        yield connection
    finally:
        _close(connection)


def hand_over(connection: Any, mail: OutgoingMail) -> Answer:
    """Send one mail over this connection. Raises nothing that a mail server can bring about."""
    try:
        connection.open()
        connection.send_messages([message_of(mail)])
    except Exception as error:
        answer = _understood(error)
        if answer.outcome == Outcome.LATER and not isinstance(error, smtplib.SMTPException):
            logger.exception("Mail %s could not be handed over", mail.pk)
        if answer.outcome == Outcome.SERVER_FAILED:
            _close(connection)
        return answer
    return Answer(Outcome.SENT)


def _understood(error: Exception) -> Answer:
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, words = next(iter(error.recipients.values()))
            answer = _refusal(code, words)
        case smtplib.SMTPDataError():
            answer = _refusal(error.smtp_code, error.smtp_error)
        case smtplib.SMTPSenderRefused() if error.smtp_code == TOO_LARGE:
            answer = _refusal(error.smtp_code, error.smtp_error)
        case smtplib.SMTPNotSupportedError():  # an address that this server cannot write
            answer = Answer(Outcome.REFUSED, str(error))
        case smtplib.SMTPResponseException():
            said = _words(error.smtp_code, error.smtp_error)
            answer = Answer(Outcome.SERVER_FAILED, said)
        case OSError():  # not there, too slow, hung up; smtplib's other errors are such too
            answer = Answer(Outcome.SERVER_FAILED, str(error) or type(error).__name__)
        case ValueError():  # an address, a header or a seal that cannot be read
            answer = Answer(Outcome.REFUSED, str(error))
        case _:  # of a transport of another kind
            answer = Answer(Outcome.LATER, type(error).__name__)
    return answer


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The stored mail as Django's mail backends take it. Raises BrokenSealError."""
    content = unseal(mail.sealed)
    message = EmailMultiAlternatives(
        mail.subject, content.text, mail.sender, [mail.recipient], headers=content.headers
    )
    message.attach_alternative(content.html, "text/html")
    return message


def _refusal(code: int, words: bytes | str) -> Answer:
    for_ever = code in PERMANENT
    return Answer(Outcome.REFUSED if for_ever else Outcome.LATER, _words(code, words))


def _words(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {said}"


def _close(connection: Any) -> None:
    with suppress(OSError):
        connection.close()
