"""The mails about answers.

They are work mail and have no switch (docs/decisions/0019).
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from cms.core.mail import send_rendered
from exchange.models import HelpOffer
from exchange.people import speaking_for
from exchange.tokens import address
from organisations.models import BlogPostPage

TEMPLATES = "exchange/answers/mail"
OFFER, GONE, UNANSWERED = "hulp aangeboden", "antwoord weg", "vraag zonder antwoord"


@override(settings.LANGUAGE_CODE)
def answers_url(page: Page) -> str:
    """The full address of the screen with the answers of a need or question."""
    return address(reverse("answers", args=[page.pk]))


@override(settings.LANGUAGE_CODE)
def tell_of_offer(offer: HelpOffer) -> None:
    """Bring an offer of help to the people of the organisation that asks; they can reply to it."""
    page: BlogPostPage = offer.page
    context = {
        "offer": offer,
        "page": page,
        "page_url": address(page.get_url() or ""),
        "answers_url": answers_url(page),
    }
    _send("offer", context, speaking_for(page), kind=OFFER, headers={"Reply-To": offer.email})


@override(settings.LANGUAGE_CODE)
def tell_answer_is_gone(page: BlogPostPage) -> None:
    """Tell the organisation that its question is open again."""
    context = {"page": page, "answers_url": answers_url(page)}
    _send("gone", context, speaking_for(page), kind=GONE)


def _send(
    name: str, context: dict[str, Any], people: Iterable[Any], *, kind: str, **more: Any
) -> None:
    for person in people:
        if person.email:
            send_rendered(f"{TEMPLATES}/{name}", context, person.email, kind=kind, **more)
