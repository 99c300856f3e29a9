"""What a person left: to see, to take along, and to have erased."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from cms.core.limits import allowed
from exchange.comments import mail
from exchange.comments.addresses import public_url
from exchange.comments.deciding import hide, hold
from exchange.comments.writing import key_of
from exchange.models import Comment, CommentState

HOUR = 3600
MAILS_PER_ADDRESS = 5


def ask_for_everything(email: str) -> None:
    """Mail an address the link to all it left here, if there is anything."""
    if not allowed("comment-own", email.casefold(), most=MAILS_PER_ADDRESS, seconds=HOUR):
        return
    comment = Comment.objects.filter(writer_key=key_of(email)).first()
    if comment:
        mail.send_everything(comment, email)


def of_the_same_writer(comment: Comment) -> QuerySet[Comment]:
    """All comments of the address that wrote this one, newest first."""
    return (
        Comment.objects.filter(writer_key=comment.writer_key)
        .select_related("page")
        .order_by("-created_at", "-pk")
    )


def as_data(comment: Comment) -> dict[str, Any]:
    """Everything that is kept of a comment, for its writer to take along."""
    return {
        "bericht": comment.page.title if comment.page.live else "",
        "adres": public_url(comment) if comment.is_published else "",
        "naam": comment.name,
        "e-mailadres": comment.email,
        "reactie": comment.text,
        "stand": comment.get_state_display(),
        "reden": comment.reason,
        "geschreven op": comment.created_at.isoformat(),
        "beoordeeld op": comment.decided_at.isoformat() if comment.decided_at else "",
    }


@transaction.atomic
def erase(comment: Comment) -> None:
    """Forget a comment and its writer. Where others replied to it, an empty place stays behind."""
    if not hold(comment, *CommentState):
        return
    hide(comment, state=CommentState.WITHDRAWN, **EMPTY)
    if not comment.replies.exists():
        comment.delete()


EMPTY: dict[str, Any] = {
    "name": "",
    "email": "",
    "text": "",
    "reason": "",
    "writer_key": "",
    "fingerprint": "",
    "user": None,
    "organisation": None,
}
