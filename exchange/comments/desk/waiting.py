"""What waits for who handles comments, and how a row of the queue shows it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from exchange.comments.people import handled_by
from exchange.models import Comment, CommentReport, CommentState
from organisations.listing import attach_owners
from organisations.models import BlogPostPage

REPORTED = Q(state=CommentState.PUBLISHED) & Exists(
    CommentReport.objects.filter(comment=OuterRef("pk"))
)
WAITS = Q(state=CommentState.WAITING)


def to_decide(user: Any) -> QuerySet[Comment]:
    """What this person can decide on: comments that wait, and those that were reported."""
    return handled_by(user).filter(WAITS | REPORTED)


def numbers(user: Any) -> dict[str, int]:
    """How many wait and how many were reported; one query."""
    return to_decide(user).aggregate(waiting=Count("pk", filter=WAITS), total=Count("pk"))


def rows(comments: QuerySet[Comment] | Iterable[Comment]) -> list[Comment]:
    """Comments with post, organisation, ministry, reports and what they reply to; six queries."""
    if isinstance(comments, QuerySet):
        comments = comments.select_related("parent", "decided_by", "organisation")
        comments = comments.prefetch_related("reports")
    found = list(comments)
    posts = BlogPostPage.objects.defer_streamfields().in_bulk({one.page_id for one in found})
    attach_owners(posts.values())
    for comment in found:
        comment.page = posts[comment.page_id]
    return found
