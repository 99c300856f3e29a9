"""Writing a comment, confirming and changing it."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from cms.core.languages import interface_language
from exchange.comments import mail
from exchange.comments.deciding import hide, hold, later, publish, save
from exchange.comments.people import may_handle
from exchange.models import Comment, CommentState
from organisations.models import BlogPostPage, OrganisationPage

SALT = "exchange.comments"
CHANGEABLE = (CommentState.UNCONFIRMED, CommentState.WAITING, CommentState.PUBLISHED)


def key_of(email: str) -> str:
    """By what the comments of an address are found; the address cannot be read from it."""
    return salted_hmac(SALT, email.casefold(), algorithm="sha256").hexdigest()


@transaction.atomic
def write(
    post: BlogPostPage,
    parent: Comment | None,
    *,
    name: str,
    email: str,
    text: str,
    must_confirm: bool,
) -> Comment:
    """Keep the comment of a reader, who is mailed a link to change it.

    The same form sent twice gives one comment. With `must_confirm` nobody looks at it before the
    writer has followed that link; else it waits for who handles the comments of this post.
    """
    state = CommentState.UNCONFIRMED if must_confirm else CommentState.WAITING
    comment, is_new = _once(
        post,
        parent,
        email,
        text=text,
        name=name,
        email=email.casefold(),
        state=state,
        language=interface_language(),
    )
    if is_new:
        later(mail.tell_writer, comment)
        if not must_confirm:
            later(mail.ask_to_look, comment)
    return comment


@transaction.atomic
def write_signed_in(
    post: BlogPostPage,
    parent: Comment | None,
    *,
    user: Any,
    organisation: OrganisationPage | None,
    text: str,
) -> Comment:
    """Keep the comment of somebody who is signed in, and publish that of the post's own people."""
    comment, is_new = _once(
        post, parent, user.email, text=text, name=str(user), user=user, organisation=organisation
    )
    if is_new and may_handle(user, post):
        publish(comment, by=user)
    elif is_new:
        later(mail.tell_writer, comment)
        later(mail.ask_to_look, comment)
    return comment


@transaction.atomic
def confirm(comment: Comment) -> bool:
    """The writer has followed the link: the comment waits for a decision. False: it did already."""
    if not hold(comment, CommentState.UNCONFIRMED):
        return False
    save(comment, state=CommentState.WAITING)
    later(mail.ask_to_look, comment)
    return True


@transaction.atomic
def change(comment: Comment, *, name: str, text: str) -> bool:
    """Set other words; a published comment is looked at again before readers see it.

    That holds for the post's own people too: a link in a mail is no sign-in. Their name is that of
    their account. Returns False when there is nothing to change: it was refused or withdrawn.
    """
    if not hold(comment, *CHANGEABLE):
        return False
    name = comment.name if comment.user_id else name
    if (comment.name, comment.text) == (name, text):
        return True
    was_waiting = comment.state == CommentState.WAITING
    # Who followed the link has the address: that confirms the comment as well.
    hide(comment, state=CommentState.WAITING, name=name, text=text, version=comment.version + 1)
    if not was_waiting:
        later(mail.ask_to_look, comment)
    return True


def _once(
    post: BlogPostPage, parent: Comment | None, address: str, *, text: str, **values: Any
) -> tuple[Comment, bool]:
    """The comment, and whether it is new: what was sent before with the same words is not."""
    key = key_of(address)
    words = f"{post.pk}:{parent.pk if parent else ''}:{key}:{text}"
    fingerprint = salted_hmac(SALT, words, algorithm="sha256").hexdigest()
    try:
        with transaction.atomic():
            comment = Comment.objects.create(
                page=post,
                parent=parent,
                text=text,
                writer_key=key,
                fingerprint=fingerprint,
                **values,
            )
    except IntegrityError:
        return Comment.objects.get(fingerprint=fingerprint), False
    return comment, True
