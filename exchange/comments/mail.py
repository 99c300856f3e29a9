"""The mails about comments. All are tasks: writing them holds nobody up, and no comment is lost.

The mail to the writer does not repeat what was typed: the address need not be theirs, and nobody
gets words of a stranger through us.
"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_tasks import task

from cms.core.languages import interface_language
from cms.core.limits import allowed
from cms.core.mail import send, send_rendered
from exchange.choices import NotificationKind, register, wanting
from exchange.comments import addresses
from exchange.comments.people import asked_about, handles_somewhere
from exchange.models import Comment, CommentState
from exchange.notify import letter
from organisations.owners import owner_of

TEMPLATES = "exchange/comments/mail"
KIND = "reactie"
HOUR = 3600
# So many mails an hour about new comments go to the people of one organisation; the queue has all.
MAILS_PER_ORGANISATION = 20

WAITS = register(
    NotificationKind(
        "reactie-wacht",
        _("Er wacht een reactie op u, of er is er een gemeld"),
        concerns=handles_somewhere,
        position=10,
    )
)


@task()
def tell_writer(pk: int) -> None:
    """What happens now, and the link with which a comment is confirmed, changed or withdrawn."""
    comment = _comment(pk)
    if comment and comment.state in (CommentState.UNCONFIRMED, CommentState.WAITING):
        must_confirm = comment.state == CommentState.UNCONFIRMED
        days = settings.COMMENT_CONFIRM_DAYS if must_confirm else settings.COMMENT_ADDRESS_DAYS
        _to_writer("received", comment, must_confirm=must_confirm, days=days)


@task()
def tell_published(pk: int) -> None:
    """The comment can be read; nothing when its post is not to be seen now."""
    comment = _comment(pk)
    if comment is None or not comment.is_published:
        return
    # Who published it themselves knows.
    is_own_decision = comment.user_id is not None and comment.user_id == comment.decided_by_id
    if not is_own_decision and addresses.visible_page(comment.page_id):
        _to_writer("published", comment)


@task()
def tell_refused(pk: int) -> None:
    """The comment is not placed, and why."""
    comment = _comment(pk)
    if comment and comment.state == CommentState.REFUSED:
        _to_writer("refused", comment, reason=comment.reason)


@task()
@override(settings.LANGUAGE_CODE)
def ask_to_look(pk: int) -> None:
    """Tell those who handle the comments of this post that one waits, or was reported."""
    comment = _comment(pk)
    if comment is None:
        return
    reports = list(comment.reports.all()) if comment.is_published else []
    if comment.state != CommentState.WAITING and not reports:
        return
    organisation = owner_of(comment.page)
    if organisation is None:
        return
    if not allowed("comment-look", str(organisation.pk), most=MAILS_PER_ORGANISATION, seconds=HOUR):
        return
    context = {
        "comment": comment,
        "page": comment.page,
        "organisation": organisation,
        "reports": reports,
        "link": addresses.address(reverse("comment_decision", args=[comment.pk])),
    }
    for person in wanting(asked_about(comment.page), WAITS):
        one = letter(person, WAITS, f"{TEMPLATES}/look", context)
        # At once, and not with the digests: somebody waits for it.
        send(one.subject, one.text, one.html, one.to, kind=one.kind, headers=one.headers)


def send_everything(comment: Comment, email: str) -> None:
    """The link to all that an address left here, to that address; no task, which would keep it."""
    context = {"link": addresses.everything_url(comment)}
    send_rendered(f"{TEMPLATES}/own", context, email, kind=KIND, language=interface_language())


def _to_writer(name: str, comment: Comment, **context: Any) -> None:
    email = comment.email or (comment.user.email if comment.user else "")
    if not email:
        return
    with override(comment.language):
        send_rendered(
            f"{TEMPLATES}/{name}",
            {
                "comment": comment,
                "page": comment.page,
                "change_url": addresses.change_url(comment),
                "public_url": addresses.public_url(comment),
                **context,
            },
            email,
            kind=KIND,
            language=comment.language,
        )


def _comment(pk: int) -> Comment | None:
    return Comment.objects.filter(pk=pk).select_related("page", "user").first()
