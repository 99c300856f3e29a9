"""Tells PostgreSQL that its indexes are in memory, so that it uses the one on the text.

It reckons with disks of the past, on which jumping costs four times as much as reading on
(`random_page_cost`), and then reads the whole table for a word in one of every ten posts: one
second instead of a tenth at 100,000 posts. Asked when a connection is made, and not as a start-up
option, which connection poolers refuse.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from search.columns.arrays import Rows, rows_of


def prefer_indexes(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Set it for a new connection; other databases have no such thing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET random_page_cost = 1.1")


def rows_by_index(sql: str, params: Sequence[Any]) -> Rows:
    """The rows of a query that uses the index on the text, also for a word in most posts.

    The planner knows what reading a table costs, but not what it costs to take the texts of all
    its rows out of storage and put them together, which the index saves.
    """
    if connection.vendor != "postgresql":
        return rows_of(sql, params)
    with connection.cursor() as cursor:
        # One message, which the server takes as one transaction: the setting ends with it. Only
        # a transaction around it would keep it, and gets the old one back.
        alone = f"SET LOCAL enable_seqscan = off; {sql}; SET LOCAL enable_seqscan = on"
        cursor.execute(alone, params)
        cursor.nextset()
        return cursor.fetchall()


def watch() -> None:
    """Listen for new connections."""
    connection_created.connect(prefer_indexes, dispatch_uid="search.planner")
