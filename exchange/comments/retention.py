"""What is forgotten of comments, and when."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from cms.core import retention
from exchange.comments.own import erase
from exchange.models import Comment, CommentState

GONE = (CommentState.REFUSED, CommentState.WITHDRAWN)


def register_all() -> None:
    """Make `manage.py expire_personal_data` do this."""
    retention.register("unconfirmed comments", expire_unconfirmed)
    retention.register("addresses of writers of comments", expire_addresses)
    retention.register("refused and withdrawn comments", expire_gone)


def expire_unconfirmed() -> int:
    """Forget comments that nobody confirmed in time; how many."""
    limit = timezone.now() - timedelta(days=settings.COMMENT_CONFIRM_DAYS)
    return _erase(Q(state=CommentState.UNCONFIRMED, created_at__lt=limit))


def expire_addresses() -> int:
    """Forget the address of who wrote a comment, some time after it was decided on; how many."""
    return (
        Comment.objects.filter(decided_at__lt=_limit())
        .exclude(email="", fingerprint="")
        .update(email="", fingerprint="")
    )


def expire_gone() -> int:
    """Forget what was refused or withdrawn; how many."""
    old = Q(state__in=GONE, decided_at__lt=_limit())
    # What has replies stays behind empty: that was counted before.
    return _erase(old & ~Q(writer_key=""))


def _limit() -> datetime:
    return timezone.now() - timedelta(days=settings.COMMENT_ADDRESS_DAYS)


def _erase(which: Q) -> int:
    number = 0
    for comment in Comment.objects.filter(which).iterator():
        erase(comment)
        number += 1
    return number
