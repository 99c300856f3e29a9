"""What readers did, for who wants to go on from there.

All are sent inside the transaction of the change: what a receiver writes is kept or undone with it,
and what it wants to do outside the database it does with `transaction.on_commit`.
"""

from django.dispatch import Signal

comment_published = Signal()
"""A comment can be read from now on. Arguments: `comment`. Sent again when it is published again
after its writer changed it; `comment.version` is 0 the first time only."""

comment_removed = Signal()
"""A comment that could be read no longer can: refused afterwards, changed, withdrawn or erased.
Arguments: `comment`."""
