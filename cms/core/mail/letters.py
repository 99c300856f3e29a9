"""Writing a mail: subject, plain text and HTML in the house template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.translation import override

STORED_AT_ONCE = 500


class SiteMessage(EmailMultiAlternatives):
    """A mail that says what kind it is, for the list of undelivered mail."""

    kind = ""
    is_bulk = False


@dataclass(frozen=True)
class Letter:
    """One mail to one person. `kind` names it in lists; it may hold no secret, nor the subject.

    `headers` are extra ones, such as List-Unsubscribe. Without `html` the text is put in the house
    template.
    """

    subject: str
    text: str
    html: str
    to: str
    kind: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_message(self, *, is_bulk: bool = False) -> SiteMessage:
        """The same as Django's mail backends take it."""
        message = SiteMessage(one_line(self.subject), self.text, None, [self.to])
        message.extra_headers = {"Auto-Submitted": "auto-generated", **self.headers}
        message.kind, message.is_bulk = self.kind, is_bulk
        if self.html:
            message.attach_alternative(self.html, "text/html")
        return message


def one_line(words: str) -> str:
    """Words without line breaks or control characters: they cannot start another header."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(words)).split())


def render(
    template: str,
    context: Mapping[str, Any],
    to: str,
    *,
    kind: str,
    headers: Mapping[str, str] | None = None,
    language: str = settings.LANGUAGE_CODE,
) -> Letter:
    """Write a letter from `<template>_subject.txt`, `<template>.txt` and `<template>.html`.

    The last two extend `mail/base.txt` and `mail/base.html`. In Dutch, whoever asks, unless
    the one who gets it is known to want another language.
    """
    with override(language):
        values = {**house(), **context}
        return Letter(
            subject=one_line(render_to_string(f"{template}_subject.txt", values)),
            text=render_to_string(f"{template}.txt", values).strip() + "\n",
            html=render_to_string(f"{template}.html", values),
            to=to,
            kind=kind,
            headers=dict(headers or {}),
        )


def house() -> dict[str, str]:
    """What the house template says of the site."""
    return {"site_name": settings.SITE_NAME, "site_url": settings.WAGTAILADMIN_BASE_URL}


def send(
    subject: str,
    text: str,
    html: str,
    to: str,
    *,
    kind: str,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Put a mail in the outbox; it goes out when the transaction is through, and not otherwise."""
    _store([Letter(subject, text, html, to, kind, dict(headers or {})).as_message()])


def send_rendered(
    template: str,
    context: Mapping[str, Any],
    to: str,
    *,
    kind: str,
    headers: Mapping[str, str] | None = None,
    language: str = settings.LANGUAGE_CODE,
) -> None:
    """Write a letter from templates (see `render`) and put it in the outbox."""
    one = render(template, context, to, kind=kind, headers=headers, language=language)
    _store([one.as_message()])


def send_many(letters: Iterable[Letter]) -> int:
    """Put any number of letters in the outbox, for `manage.py send_mail` to deliver; how many.

    Reads `letters` piece by piece. Note in the same transaction for whom a letter was written:
    then nobody is forgotten or written to twice when the process is killed half-way.
    """
    number = 0
    messages = (letter.as_message(is_bulk=True) for letter in letters)
    while piece := list(islice(messages, STORED_AT_ONCE)):
        number += _store(piece)
    return number


def _store(messages: list[SiteMessage]) -> int:
    # By the setting, as all other mail: the test suite puts a backend of its own there.
    return int(get_connection().send_messages(messages) or 0)
