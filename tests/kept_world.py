"""A world that many tests begin with, made once for all tests in a row that ask for it.

It stands in a transaction of its own, below the one that each test is rolled back to; each test
gets copies of its objects. As soon as a test asks for another world, or for none, it is gone.
"""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from tests.organisations.people import make_government

# Fixtures by the function that makes what they give.
WORLDS: dict[str, Callable[[], Any]] = {"kept_government": make_government}


class KeptWorld:
    """The world that stands in the database now, if any."""

    def __init__(self) -> None:
        self._name = ""
        self._value: Any = None
        self._atomic: transaction.Atomic | None = None

    def put(self, name: str) -> None:
        """Let this world stand; "" for a database as the migrations left it."""
        if name == self._name:
            return
        if self._atomic:
            transaction.set_rollback(True)
            self._atomic.__exit__(None, None, None)
            self._name, self._value, self._atomic = "", None, None
        if name:
            self._atomic = transaction.atomic()
            self._atomic.__enter__()
            self._name = name
            self._value = WORLDS[name]()
            connection.check_constraints()

    def get(self, name: str) -> Any:
        """What the maker of this world gave; made now if another world stands."""
        return copy.deepcopy(self._value) if name == self._name else WORLDS[name]()


def wanted_world(item: pytest.Item) -> str:
    """The world that a test asks for. A test that really commits has to make its own."""
    names = set(getattr(item, "fixturenames", ()))
    marker = item.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & names:
        return ""
    return next((name for name in WORLDS if name in names), "")
