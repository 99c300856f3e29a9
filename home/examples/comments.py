"""Comments below the example posts."""

import datetime
from typing import Any

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
        comment = Comment.objects.create(
            page=post,
            parent=above if is_reply else None,
            name=entry["name"],
            text=entry["text"],
            organisation=organisation if entry.get("own") else None,
            state=CommentState.PUBLISHED,
            is_example=True,
        )
        written = min(moment + datetime.timedelta(hours=entry["hours"]), now)
        Comment.objects.filter(pk=comment.pk).update(created_at=written, decided_at=written)
        if not is_reply:
            above = comment
