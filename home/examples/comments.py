"""Comments below the example posts, and the answers among them."""

import datetime
from typing import Any

from exchange.answers import settling
from exchange.models import Comment, CommentState
from organisations.models import BlogPostPage, OrganisationPage


def add_comments(
    post: BlogPostPage,
    organisation: OrganisationPage,
    entries: list[dict[str, Any]],
    moment: datetime.datetime,
    now: datetime.datetime,
) -> None:
    """Put comments below a post that was made just now; nobody is mailed about them."""
    above: Comment | None = None
    for entry in entries:
        is_reply = entry.get("reply", False)
        helper = OrganisationPage.objects.filter(register_id=entry.get("helper", "-")).first()
        comment = Comment.objects.create(
            page=post,
            parent=above if is_reply else None,
            name=entry["name"],
            text=entry["text"],
            organisation=organisation if entry.get("own") else helper,
            state=CommentState.PUBLISHED,
            is_example=True,
        )
        written = min(moment + datetime.timedelta(hours=entry["hours"]), now)
        Comment.objects.filter(pk=comment.pk).update(created_at=written, decided_at=written)
        if entry.get("accepted"):
            accept(post, comment, helper, written)
        if not is_reply:
            above = comment


def accept(
    post: BlogPostPage,
    comment: Comment,
    helper: OrganisationPage | None,
    moment: datetime.datetime,
) -> None:
    """Make a comment the answer of its question, as if that was done at that moment."""
    settling.close(post, by=None, comment=comment, helpers=[helper.pk] if helper else [])
    Comment.objects.filter(pk=comment.pk).update(accepted_at=moment)
