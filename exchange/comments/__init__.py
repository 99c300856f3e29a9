"""Comments of readers under a post: written, looked at, shown, changed and forgotten.

    publish(comment, by=person)              # let readers see it
    refuse(comment, reason, by=person)       # and tell its writer why
    withdraw(comment)                        # its writer takes it back
    published_under(post)                    # what readers see, as threads

Who hooks on listens to `exchange.signals.comment_published` and `comment_removed`. A comment that
may be seen is asked for by `Comment.objects.published()` of a page that passes `published()`.
"""

from exchange.comments.deciding import publish, refuse, withdraw
from exchange.comments.threads import published_under

__all__ = ["publish", "published_under", "refuse", "withdraw"]
