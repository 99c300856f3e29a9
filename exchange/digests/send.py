"""Sends what is due, one address at a time, so that it can be broken off and taken up anywhere.

The mail is stored in the transaction that takes its deliveries out of the queue: after a crash an
address has either both or neither.
"""

import datetime
from collections import defaultdict
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from exchange import mail
from exchange.digests.due import due
from exchange.digests.lines import Line, lines_of
from exchange.models import Delivery, Follower, Frequency
from search.indexing import chunks

BATCH = 200


def send_due(now: datetime.datetime | None = None) -> int:
    """Put every mail that is due in the outbox; returns how many. The outbox sets the pace."""
    now = now or timezone.now()
    followers = due(now).order_by().values_list("following__follower", flat=True).distinct()
    sent = 0
    for batch in chunks(list(followers), BATCH):
        pages = due(now).filter(following__follower__in=batch, page__isnull=False)
        lines = lines_of(pages.order_by().values_list("page", flat=True).distinct())
        for pk in batch:
            sent += send_one(pk, lines, now)
    return sent


@transaction.atomic
def send_one(pk: int, lines: dict[int, Line | None], now: datetime.datetime) -> bool:
    """Send one address what is due; whether there was a mail to send.

    `lines` holds the pages that were looked at; what readers may not see is forgotten. A page that
    is not in it came into the queue a moment ago, and waits for the next run.
    """
    # Whoever else sends at this moment has the row: they take care of this address.
    follower = Follower.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if follower is None:
        return False
    waiting = list(
        Delivery.objects.filter(following__follower=follower)
        .select_related("following__question", "notice")
        .order_by("-at", "pk")
    )
    its_time = set(due(now).filter(following__follower=follower).values_list("pk", flat=True))
    taken = [d for d in waiting if d.pk in its_time and (d.notice_id or d.page_id in lines)]
    pages = {delivery.page_id for delivery in taken if delivery.page_id}
    # A page that is mailed now is not mailed again because of another following.
    everything = [d for d in waiting if d in taken or d.page_id in pages]
    Delivery.objects.filter(pk__in=[delivery.pk for delivery in everything]).delete()
    notices = list(dict.fromkeys(d.notice.text for d in taken if d.notice))
    shown = with_reasons(lines, everything)
    if not notices and not shown:
        return False
    if any(delivery.following.frequency != Frequency.NOW for delivery in taken):
        follower.mailed_on = timezone.localdate(now)
        follower.save(update_fields=["mailed_on"])
    mail.send_digest(follower, shown, notices)
    return True


def with_reasons(lines: dict[int, Line | None], deliveries: list[Delivery]) -> list[Line]:
    """The lines of the mail, newest first, each once and with why it is there."""
    reasons: dict[int, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        if delivery.page_id is not None:
            reasons[delivery.page_id].append(delivery)
    return [
        replace(
            line,
            is_first=any(delivery.is_first for delivery in found),
            reasons=list(dict.fromkeys(d.following.question.words for d in found)),
        )
        for page_id, found in reasons.items()
        if (line := lines[page_id]) is not None
    ]
