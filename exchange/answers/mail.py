"""The mails about answers, and who gets them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from cms.core.mail import send_rendered
from exchange.models import HelpOffer
from exchange.tokens import address
from organisations.asking import Asking
from organisations.models import BlogPostPage, Membership, Role

TEMPLATES = "exchange/answers/mail"
OFFER, GONE, UNANSWERED = "hulp aangeboden", "antwoord weg", "vraag zonder antwoord"


def people_of(page: Page) -> list[Any]:
    """Who speaks for the organisation that asks: its communicators, else those of the one above.

    Where nobody writes, whoever is asked to approve its pages. Nobody else sees an offer of help.
    """
    places = [
        page.path[:end] for end in range(len(page.path) - Page.steplen, Page.steplen, -Page.steplen)
    ]
    holders = (
        Membership.objects.active()
        .filter(page__path__in=places, role=Role.COMMUNICATOR, person__is_active=True)
        .values_list("page__path", "person_id")
    )
    by_place: dict[str, set[int]] = {}
    for path, person_id in holders:
        by_place.setdefault(path, set()).add(person_id)
    for place in places:
        if place in by_place:
            people = get_user_model().objects.filter(pk__in=by_place[place])
            return list(people.order_by("pk"))
    return [asked.person for asked in Asking([page.path]).about(page.path)]


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
    _send("offer", context, people_of(page), kind=OFFER, headers={"Reply-To": offer.email})


@override(settings.LANGUAGE_CODE)
def tell_answer_is_gone(page: BlogPostPage) -> None:
    """Tell the organisation that its question is open again."""
    context = {"page": page, "answers_url": answers_url(page)}
    _send("gone", context, people_of(page), kind=GONE)


def _send(
    name: str, context: dict[str, Any], people: Iterable[Any], *, kind: str, **more: Any
) -> None:
    for person in people:
        if person.email:
            send_rendered(f"{TEMPLATES}/{name}", context, person.email, kind=kind, **more)
