"""What the tree tells the rooms above it."""

from django.dispatch import Signal

tree_changed = Signal()
"""Sent once after a bulk change of the tree, such as an import of the register.

Arguments: `page_ids`, a frozenset with the ids of every page that was made, changed or moved,
the pages below a moved or renamed page included. It is sent inside the transaction of the bulk
change, so that what a receiver writes is kept or undone together with it. Wagtail's own
`page_published` is not sent for these pages; `pre_page_move` and `post_page_move` are.
"""
