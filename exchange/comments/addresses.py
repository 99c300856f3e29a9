"""The addresses in the mails about comments. Links of a writer are signed, for one purpose and a time.

A link holds the number of a comment and a signature, never an e-mail address: the mail itself shows
whose it is.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from exchange.models import Comment
from exchange.tokens import UnusableLinkError, address
from organisations.models import BlogPostPage

# Change or withdraw one comment; see everything that one left.
CHANGE, EVERYTHING = "change", "everything"
EVERYTHING_TERM = timedelta(days=1)


def change_url(comment: Comment) -> str:
    """The link with which its writer confirms, changes or withdraws a comment."""
    return address(reverse("comment-change", args=[_signed(CHANGE, comment)]))


def everything_url(comment: Comment) -> str:
    """The link to all that the writer of this comment left on the site."""
    return address(reverse("comments-own", args=[_signed(EVERYTHING, comment)]))


def comment_of(token: str, purpose: str) -> Comment:
    """The comment that a link is about. Raises UnusableLinkError."""
    days = timedelta(days=settings.COMMENT_ADDRESS_DAYS)
    term = EVERYTHING_TERM if purpose == EVERYTHING else days
    try:
        number: Any = _signer(purpose).unsign_object(token, max_age=term)
        comment = Comment.objects.select_related("page").filter(pk=int(number)).first()
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise UnusableLinkError from error
    # What was erased has no writer any more.
    if comment is None or not comment.writer_key:
        raise UnusableLinkError
    return comment


def public_url(comment: Comment) -> str:
    """The place of a published comment on the page of its post, for in a mail."""
    return f"{comment.page.full_url or ''}{place_of(comment)}"


def place_of(comment: Comment) -> str:
    """What comes after the address of a post to lead to one comment.

    The parameter makes it another address than that of the page: who saw the page a moment ago
    has a copy of it without the comment.
    """
    return f"?reactie={comment.pk}#reactie-{comment.pk}"


def visible_page(pk: int) -> BlogPostPage | None:
    """The post with this number, if readers may see it now."""
    found: BlogPostPage | None = BlogPostPage.objects.published().filter(pk=pk).first()
    return found


def _signed(purpose: str, comment: Comment) -> str:
    return _signer(purpose).sign_object(comment.pk)


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"exchange.comment.{purpose}")
