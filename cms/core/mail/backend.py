"""The site's EMAIL_BACKEND: takes what anybody sends, and keeps it in the outbox."""

from collections.abc import Iterator, Sequence
from email.utils import formatdate, make_msgid, parseaddr
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string

from cms.core.mail.letters import house, one_line
from cms.core.mail.seal import Content, seal
from cms.core.mail.tasks import deliver_soon
from cms.core.models import OutgoingMail

SUBJECT_LENGTH = 500


class OutboxBackend(BaseEmailBackend):
    """Stores mail in the transaction that is open, and lets it be delivered afterwards.

    What is undone takes its mail along; what is kept has its mail kept too.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        # Options for a mail server (username, timeout) mean nothing here: settings decide.
        super().__init__(fail_silently=bool(options.get("fail_silently")))

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep these mails; how many. Raises ValueError for what the outbox cannot hold."""
        mails = [mail for message in email_messages for mail in mails_of(message)]
        if not mails:
            return 0
        OutgoingMail.objects.bulk_create(mails, batch_size=500)
        if soon := [mail.pk for mail in mails if not mail.is_bulk]:
            transaction.on_commit(partial(deliver_soon.enqueue, soon), robust=True)
        return len(email_messages)


def mails_of(message: EmailMessage) -> Iterator[OutgoingMail]:
    """One mail for each recipient, so that one refusal is not everybody's.

    Raises ValueError for attachments and for headers with a line break (BadHeaderError).
    """
    if message.attachments:
        raise ValueError("The outbox holds no attachments.")
    html = ""
    for alternative in getattr(message, "alternatives", []):
        content, mimetype = alternative
        if mimetype != "text/html":
            raise ValueError(f"The outbox holds text and HTML, not {mimetype}.")
        html = str(content)
    text = str(message.body)
    message.subject = one_line(str(message.subject))[:SUBJECT_LENGTH]
    message.extra_headers = {**_house_headers(message), **message.extra_headers}
    if not message.reply_to and settings.MAIL_REPLY_TO:
        message.reply_to = [settings.MAIL_REPLY_TO]
    # Builds the headers once, so that a wrong one is refused here and not on the way.
    message.message()
    named = {"To": message.to, "Cc": message.cc, "Reply-To": message.reply_to}
    shown = {name: ", ".join(map(str, people)) for name, people in named.items() if people}
    content = Content(
        text=text,
        html=html or _in_house_style(message.subject, text),
        headers={**shown, **message.extra_headers},
    )
    for address in message.recipients():
        yield OutgoingMail(
            kind=getattr(message, "kind", ""),
            recipient=parseaddr(str(address))[1],
            sender=str(message.from_email),
            subject=message.subject,
            sealed=seal(content),
            is_bulk=getattr(message, "is_bulk", False),
        )


def _house_headers(message: EmailMessage) -> dict[str, str]:
    domain = parseaddr(str(message.from_email))[1].rpartition("@")[2] or "localhost"
    return {
        # RFC 3834: no automatic answers, please; the second is for Exchange.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        # The same for every try, so that a server can drop the second of two.
        "Message-ID": make_msgid(domain=domain),
        "Date": formatdate(localtime=True),
    }


def _in_house_style(subject: str, text: str) -> str:
    return render_to_string("mail/plain.html", {**house(), "subject": subject, "text": text})
