"""The comments under a post, on its page."""

from typing import Any

from django import template

from exchange.comments.opening import is_open
from exchange.comments.threads import threads_of
from organisations.models import BlogPostPage

register = template.Library()


@register.inclusion_tag("exchange/comments/under_post.html")
def comments_under(post: BlogPostPage) -> dict[str, Any]:
    """What readers wrote, and the way to write: the same for every reader, in one query at most."""
    # The accepted answer stands above the comments; with replies below it, it stands here too.
    threads = [
        thread for thread in threads_of(post) if thread.replies or not thread.comment.accepted_at
    ]
    return {
        "post": post,
        "threads": threads,
        "number": sum(1 + len(thread.replies) for thread in threads),
        "is_open": is_open(post),
    }
