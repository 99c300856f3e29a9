"""The mails to followers, each with a link that unsubscribes in one click (RFC 8058)."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override

from cms.core.mail import Letter, render, send_many
from cms.core.mail import send as deliver
from exchange import tokens
from exchange.digests.lines import Line
from exchange.models import Follower, Following
from exchange.questions import words_of

KIND = "volgen"


def send_question(following: Following, language: str) -> None:
    """Ask an address whether it wants to follow this, in the language of who asked."""
    with override(language):
        send(
            following.follower,
            "already" if following.confirmed_at else "confirm",
            {
                "following": following,
                "words": words_of(following.question),
                "link": tokens.confirm_url(following),
                "days": settings.FOLLOW_CONFIRM_DAYS,
            },
        )


def send_link(follower: Follower, language: str) -> None:
    """The link to all followings of an address, in the language of who asked."""
    with override(language):
        send(follower, "link", {})


def send_digest(follower: Follower, lines: list[Line], notices: list[str]) -> None:
    """The mail with what is new: pages with why they are there, and what became of bodies.

    Stored in the transaction that is open, and delivered behind the mail that somebody waits for.
    """
    send_many([letter(follower, "digest", {"lines": lines, "notices": notices})])


def send(follower: Follower, name: str, context: dict[str, Any]) -> None:
    """Send a mail that the follower asked for just now."""
    one = letter(follower, name, context)
    deliver(one.subject, one.text, one.html, one.to, kind=one.kind, headers=one.headers)


def letter(follower: Follower, name: str, context: dict[str, Any]) -> Letter:
    """A mail made from `templates/exchange/mail/<name>_subject.txt`, `.txt` and `.html`.

    In the language that is active, as are the addresses in it.
    """
    stop_url = tokens.stop_url(follower)
    return render(
        f"exchange/mail/{name}",
        {"manage_url": tokens.manage_url(follower), "stop_url": stop_url, **context},
        follower.email,
        kind=KIND,
        language=get_language() or settings.LANGUAGE_CODE,
        headers={
            "List-Unsubscribe": f"<{stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
