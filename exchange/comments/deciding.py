"""What becomes of a comment: published, refused, withdrawn. Every change of its state passes here."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from exchange.comments import mail
from exchange.models import Comment, CommentReport, CommentState
from exchange.signals import comment_published, comment_removed

REASON_LENGTH = 1000
UNCONFIRMED, WAITING = CommentState.UNCONFIRMED, CommentState.WAITING
PUBLISHED, REFUSED, WITHDRAWN = (
    CommentState.PUBLISHED,
    CommentState.REFUSED,
    CommentState.WITHDRAWN,
)


@transaction.atomic
def publish(comment: Comment, *, by: Any = None, version: int | None = None) -> bool:
    """Let readers see a comment, and tell its writer; False when there was nothing to decide.

    Args:
        comment: one that waits or was refused.
        by: who decides; None for what needs no decision.
        version: the version that this person saw. When the writer changed the words since, the
            comment is left as it is.
    """
    if not hold(comment, WAITING, REFUSED, version=version):
        return False
    _set(comment, state=PUBLISHED, by=by, reason="")
    comment_published.send(Comment, comment=comment)
    later(mail.tell_published, comment)
    return True


@transaction.atomic
def refuse(comment: Comment, reason: str, *, by: Any = None, version: int | None = None) -> bool:
    """Keep a comment from readers (or take it from them), and tell its writer why.

    Returns False when there was nothing to decide; `by` and `version` as with `publish`.
    """
    if not hold(comment, WAITING, PUBLISHED, version=version):
        return False
    _take_away(comment, state=REFUSED, by=by, reason=reason[:REASON_LENGTH])
    later(mail.tell_refused, comment)
    return True


@transaction.atomic
def withdraw(comment: Comment) -> bool:
    """Take back what one wrote; replies to it are not shown any more. False: it was gone already."""
    # What was refused stays refused.
    if not hold(comment, UNCONFIRMED, WAITING, PUBLISHED):
        return False
    _take_away(comment, state=WITHDRAWN)
    return True


@transaction.atomic
def leave(comment: Comment) -> bool:
    """A reported comment may stay: the reports are dealt with. False: there were none."""
    number, _by_model = CommentReport.objects.filter(comment=comment).delete()
    return number > 0


def hold(comment: Comment, *states: CommentState, version: int | None = None) -> bool:
    """Read a comment anew and keep others off it until the end of the transaction.

    Whether it still is in one of these states, and of this version: of two people who decide at
    once, one is first.
    """
    try:
        comment.refresh_from_db(from_queryset=Comment.objects.select_for_update())
    except Comment.DoesNotExist:
        return False
    return comment.state in states and version in (None, comment.version)


def later(job: Any, comment: Comment) -> None:
    """Start a task about a comment when the transaction is through."""
    # Robust: an exception, such as a task queue that is away, is logged by Django.
    transaction.on_commit(partial(job.enqueue, comment.pk), robust=True)


def hide(comment: Comment, **values: Any) -> None:
    """Change a comment that is held so that readers do not see it; tell who listens."""
    was_public, was_accepted = comment.is_published, comment.accepted_at is not None
    save(comment, accepted_at=None, **values)
    if was_public:
        CommentReport.objects.filter(comment=comment).delete()
        comment_removed.send(Comment, comment=comment, was_accepted=was_accepted)


def save(comment: Comment, **values: Any) -> None:
    """Keep these values."""
    for name, value in values.items():
        setattr(comment, name, value)
    comment.save(update_fields=list(values))


def _take_away(comment: Comment, *, by: Any = None, **values: Any) -> None:
    # Without a fingerprint: who sends the same again is heard again.
    hide(comment, decided_at=timezone.now(), decided_by=by, fingerprint="", **values)


def _set(comment: Comment, *, by: Any, **values: Any) -> None:
    save(comment, decided_at=timezone.now(), decided_by=by, **values)
