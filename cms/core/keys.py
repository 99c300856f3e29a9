"""Numbers of rows that come from outside: out of an address, a query string or a form.

A number that no database holds is the number of nothing. SQLite raises OverflowError for it (the
key of a page type is a relation, which Django does not guard), so it must be refused before it is
looked up.
"""

from typing import Any

from django.urls import register_converter
from django.urls.converters import IntConverter

LONGEST_KEY = 18  # figures; each number of so many fits the largest integer of a database


def is_key(value: Any) -> bool:
    """Whether this can be the number of a row: figures only, and not too many."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


class KeyConverter(IntConverter):
    """`<key:pk>` in an address: as `int`, but a number that is too long is not found."""

    regex = f"[0-9]{{1,{LONGEST_KEY}}}"


def register() -> None:
    """Make `key` known to `django.urls.path`."""
    register_converter(KeyConverter, "key")
