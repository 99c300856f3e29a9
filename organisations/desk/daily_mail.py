"""The queue by mail: once a day, all that waits for a moderator who chose so."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision, TaskState

from cms.core.mail import send_rendered
from organisations.asking import Asked, Asking
from organisations.desk.waiting import Waiting, all_waiting, rows
from organisations.models import Absence, MailMoment, ModeratorMail
from organisations.moderation.mail import KIND, cms_address, wanting_mail

TEXT_LENGTH = 600


def mail_daily(today: datetime.date | None = None) -> int:
    """Write to each moderator who wants one mail a day; returns how many mails.

    Holds what waits at this moment and is asked of them; who has nothing waiting gets nothing. A
    second run on one day writes to nobody twice, also after a kill: the day is noted together
    with the mail.
    """
    today = today or timezone.localdate()
    choosers = ModeratorMail.objects.filter(moment=MailMoment.DAILY)
    if not choosers.filter(Q(mailed_on__isnull=True) | Q(mailed_on__lt=today)).exists():
        return 0
    return sum(_write(asked, waiting, today) for asked, waiting in _by_person(all_waiting()))


def _by_person(states: Any) -> list[tuple[Asked, list[dict[str, Any]]]]:
    waiting = rows(states, user=None)
    words = _words([row.state for row in waiting])
    asking = Asking(row.page.path for row in waiting)
    everybody: dict[int, tuple[Asked, list[dict[str, Any]]]] = {}
    for row in waiting:
        latest = row.page.latest_revision
        but_not_id = latest.user_id if latest else None
        for asked in asking.about(row.page.path, but_not_id=but_not_id):
            _who, items = everybody.setdefault(asked.person.pk, (asked, []))
            items.append(_item(row, words, asked.because_of))
    people = [asked for asked, _items in everybody.values()]
    return [everybody[one.person.pk] for one in wanting_mail(people, MailMoment.DAILY)]


def _item(row: Waiting, words: dict[int, str], because_of: list[Absence]) -> dict[str, Any]:
    return {
        "row": row,
        "text": words.get(row.state.revision_id, ""),
        "because_of": because_of,
        "edit_url": cms_address("wagtailadmin_pages:edit", row.page.pk),
    }


def _words(states: list[TaskState]) -> dict[int, str]:
    """The first words of each version that waits, in one query: its summary or introduction."""
    found = Revision.objects.filter(pk__in=[state.revision_id for state in states]).values_list(
        "pk", "content__summary", "content__intro"
    )
    return {pk: str(summary or intro or "")[:TEXT_LENGTH] for pk, summary, intro in found}


def _write(asked: Asked, items: list[dict[str, Any]], today: datetime.date) -> int:
    with transaction.atomic():
        is_first = (
            ModeratorMail.objects.filter(person=asked.person, moment=MailMoment.DAILY)
            .filter(Q(mailed_on__isnull=True) | Q(mailed_on__lt=today))
            .update(mailed_on=today)
        )
        if not is_first:
            return 0
        send_rendered(
            "organisations/mail/waiting",
            {
                "items": items,
                "number": len(items),
                "overdue": sum(item["row"].is_overdue for item in items),
                "queue_url": cms_address("moderation_queue"),
                "account_url": cms_address("wagtailadmin_account"),
            },
            asked.person.email,
            kind=KIND,
        )
    return 1
