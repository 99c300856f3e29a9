"""Tells people once: that something is asked that their initiative may answer, or that it spread.

Who is told is written down in the transaction of the publication's task, each person once for a
page; the mail is stored in the transaction that notes it as sent. It can be killed anywhere.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Page

from exchange.choices import NotificationKind, register, wants
from exchange.models import Match, Telling
from exchange.nearest.reasons import Reasons
from exchange.notify import tell
from exchange.people import communicators_of
from exchange.tokens import address
from organisations.desk.my_posts import writes_for
from organisations.owners import owner_of
from search.models import Entry

MOST_PEOPLE = 12


def writes_somewhere(user: Any) -> bool:
    """Whether somebody is a communicator, and so can have an initiative."""
    return bool(writes_for(user).exists())


FITS = register(
    NotificationKind(
        "behoefte-past",
        _("Er is een behoefte of vraag die bij uw initiatief past"),
        concerns=writes_somewhere,
        position=40,
    )
)
ADOPTED = register(
    NotificationKind(
        "initiatief-overgenomen",
        _("Een organisatie neemt uw initiatief over"),
        concerns=writes_somewhere,
        position=50,
    )
)
KINDS = {Telling.Why.MATCH: FITS, Telling.Why.ADOPTED: ADOPTED}


def note(why: str, page: Page, about: Iterable[Page]) -> None:
    """Write down that the communicators of these initiatives are told about a page.

    Somebody who writes for several of them is told about the first. The page's own writers know.
    """
    own = {person.pk for person in communicators_of([page])[page.pk]} | {page.owner_id}
    initiatives = list(about)
    people = communicators_of(initiatives)
    told: dict[int, Page] = {}
    for initiative in initiatives:
        for person in people[initiative.pk]:
            if person.pk not in own:
                told.setdefault(person.pk, initiative)
    Telling.objects.bulk_create(
        [
            Telling(why=why, page_id=page.pk, person_id=person, about_id=initiative.pk)
            for person, initiative in list(told.items())[:MOST_PEOPLE]
        ],
        ignore_conflicts=True,
    )


def send_waiting(page: int | None = None) -> int:
    """Mail what was written down and not mailed yet, of one page or of all; how many mails."""
    waiting = Telling.objects.waiting()
    if page is not None:
        waiting = waiting.filter(page=page)
    return sum(send_one(pk) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def send_one(pk: int) -> int:
    """Mail one person, if there still is something to tell; how many mails.

    What readers may not see any more is not told, and never will be.
    """
    # Whoever else sends at this moment has the row.
    found = Telling.objects.waiting().select_for_update(skip_locked=True, of=("self",))
    telling = found.filter(pk=pk).select_related("person", "page", "about").first()
    if telling is None:
        return 0
    Telling.objects.filter(pk=pk).update(sent_at=timezone.now())
    pages = [telling.page_id, telling.about_id]
    if Entry.objects.visible().filter(pk__in=pages).count() < len(set(pages)):
        return 0
    kind = KINDS[Telling.Why(telling.why)]
    if not wants(telling.person, kind):
        return 0
    return tell([telling.person], kind, f"exchange/mail/{telling.why}", _context(telling))


@override(settings.LANGUAGE_CODE)
def _context(telling: Telling) -> dict[str, Any]:
    page, about = telling.page.specific, telling.about
    match = Match.objects.filter(asking=telling.page_id, offer=telling.about_id).first()
    return {
        "post": page,
        "organisation": owner_of(page),
        "url": address(page.get_url() or ""),
        "about": about,
        "about_url": address(about.get_url() or ""),
        "reasons": Reasons.read(match.reasons).in_words() if match else [],
    }
