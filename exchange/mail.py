"""The mails to followers, each with a link that unsubscribes in one click (RFC 8058)."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from exchange import tokens
from exchange.digests.lines import Line
from exchange.models import Follower, Following

KIND = "volgen"


def send_question(following: Following) -> None:
    """Ask an address whether it wants to follow this."""
    send(
        following.follower,
        "already" if following.confirmed_at else "confirm",
        {
            "following": following,
            "link": tokens.confirm_url(following),
            "days": settings.FOLLOW_CONFIRM_DAYS,
        },
    )


def send_link(follower: Follower) -> None:
    """The link to all followings of an address."""
    send(follower, "link", {})


def send_digest(follower: Follower, lines: list[Line], notices: list[str]) -> None:
    """The mail with what is new: pages with why they are there, and what became of bodies."""
    send(follower, "digest", {"lines": lines, "notices": notices})


def send(follower: Follower, name: str, context: dict[str, Any]) -> None:
    """Send a mail made from `templates/exchange/mail/<name>_subject.txt`, `.txt` and `.html`."""
    with override(settings.LANGUAGE_CODE):
        content = rendered(follower, name, context)
    message = EmailMultiAlternatives(
        content["subject"], content["text"], to=[follower.email], headers=headers(follower)
    )
    message.attach_alternative(content["html"], "text/html")
    message.send()


def rendered(follower: Follower, name: str, context: dict[str, Any]) -> dict[str, str]:
    """Subject, text and html of a mail."""
    template = f"exchange/mail/{name}"
    whole = {
        "site_name": settings.SITE_NAME,
        "site_url": tokens.address("/"),
        "manage_url": tokens.manage_url(follower),
        "stop_url": tokens.stop_url(follower),
        **context,
    }
    return {
        # On one line: a subject can hold no header of its own.
        "subject": " ".join(render_to_string(f"{template}_subject.txt", whole).split()),
        "text": render_to_string(f"{template}.txt", whole),
        "html": render_to_string(f"{template}.html", whole),
    }


def headers(follower: Follower) -> dict[str, str]:
    """What mail programs read: sent by a machine, and how to unsubscribe."""
    return {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{tokens.stop_url(follower)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
