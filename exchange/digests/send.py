"""Sends what is due, one address at a time, so that it can be broken off and taken up anywhere.

The mail is stored in the transaction that takes its deliveries out of the queue: after a crash an
address has either both or neither.
"""

import datetime
from collections import defaultdict

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override

from exchange import mail
from exchange.digests.contents import Contents, contents_of
from exchange.digests.due import due
from exchange.models import Delivery, Follower, Frequency
from search.indexing import chunks

BATCH = 200


def send_due(now: datetime.datetime | None = None) -> int:
    """Put every mail that is due in the outbox; returns how many. The outbox sets the pace."""
    now = now or timezone.now()
    followers = (
        due(now).order_by().values_list("following__follower__language", "following__follower")
    )
    by_language: dict[str, list[int]] = defaultdict(list)
    for language, pk in followers.distinct():
        by_language[language].append(pk)
    sent = 0
    for language, ids in by_language.items():
        # What is looked at for a batch holds words as well.
        with override(language):
            for batch in chunks(ids, BATCH):
                contents = contents_of(due(now).filter(following__follower__in=batch))
                for pk in batch:
                    sent += send_one(pk, contents, now)
    return sent


@transaction.atomic
def send_one(pk: int, contents: Contents, now: datetime.datetime) -> bool:
    """Send one address what is due; whether there was a mail to send.

    `contents` holds what was looked at; what readers may not see is forgotten. What is not in it
    came into the queue a moment ago, and waits for the next run. The mail speaks the language that
    is active.
    """
    # Whoever else sends at this moment has the row: they take care of this address.
    follower = Follower.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if follower is None:
        return False
    waiting = list(
        Delivery.objects.filter(following__follower=follower)
        .select_related("following__question", "notice")
        # What was asked for goes before the choice of the week.
        .order_by(F("edition").asc(nulls_first=True), "-at", "pk")
    )
    its_time = set(due(now).filter(following__follower=follower).values_list("pk", flat=True))
    taken = [d for d in waiting if d.pk in its_time and contents.knows(d)]
    told = {(d.page_id, d.comment_id) for d in taken if d.page_id or d.comment_id}
    # What is mailed now is not mailed again because of another following.
    everything = [d for d in waiting if d in taken or (d.page_id, d.comment_id) in told]
    Delivery.objects.filter(pk__in=[delivery.pk for delivery in everything]).delete()
    notices = list(dict.fromkeys(d.notice.said for d in taken if d.notice))
    shown = contents.lines(everything)
    if not notices and not shown:
        return False
    if any(delivery.following.frequency != Frequency.NOW for delivery in taken):
        follower.mailed_on = timezone.localdate(now)
        follower.save(update_fields=["mailed_on"])
    mail.send_digest(follower, shown, notices)
    return True
