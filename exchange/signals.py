"""What happens in the exchange, for who wants to know."""

from django.dispatch import Signal

comment_published = Signal()
"""Sent with `comment` after it is published: readers may see it from now on."""
