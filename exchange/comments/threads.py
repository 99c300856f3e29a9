"""What readers see under a post: comments with their replies."""

from dataclasses import dataclass, field

from exchange.models import Comment
from organisations.models import BlogPostPage


@dataclass
class Thread:
    """A comment with the replies to it, oldest first."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)


def published_under(post: BlogPostPage) -> list[Thread]:
    """The threads of a post, the accepted answer first, then oldest first: one query.

    Each comment gets `is_own`: whether it was written for the organisation of the post. Whether
    the post itself may be seen is for who asks.
    """
    if post.pk is None:
        return []
    threads: dict[int, Thread] = {}
    replies: list[Comment] = []
    for comment in (
        Comment.objects.published()
        .filter(page_id=post.pk)
        .select_related("organisation")
        .defer("organisation__body", "organisation__visit_report")
    ):
        comment.is_own = speaks_for(comment, post)
        if comment.parent_id:
            replies.append(comment)
        else:
            threads[comment.pk] = Thread(comment)
    for reply in replies:
        threads[reply.parent_id or 0].replies.append(reply)
    return sorted(threads.values(), key=lambda thread: thread.comment.accepted_at is None)


def threads_of(post: BlogPostPage) -> list[Thread]:
    """The same, and the post remembers them: its head and its body then ask once together."""
    if not hasattr(post, "threads_found"):
        post.threads_found = published_under(post)
    found: list[Thread] = post.threads_found
    return found


def speaks_for(comment: Comment, post: BlogPostPage) -> bool:
    """Whether a comment was written for the organisation of the post, or for the one above it."""
    organisation = comment.organisation
    return bool(organisation and post.path and post.path.startswith(organisation.path))
