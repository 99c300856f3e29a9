"""Numbers that gather in memory, and are brought to the database now and then.

A reader waits for no write: what is counted stays in the process that served it, and is stored
with the rest after an answer has gone out, and when the process ends.
"""

import atexit
import logging
import threading
import time
from collections import Counter
from collections.abc import Hashable
from typing import Any, Generic, TypeVar

from django.core.signals import request_finished
from django.db import DatabaseError, close_old_connections, connection

logger = logging.getLogger(__name__)

STORE_AFTER_SECONDS = 60.0
STORE_AFTER_NUMBER = 500

Key = TypeVar("Key", bound=Hashable)


class Gathered(Generic[Key]):
    """Numbers that are not stored yet; a subclass writes them. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: Counter[Key] = Counter()
        self._oldest = 0.0

    def write(self, numbers: Counter[Key]) -> None:
        """Add these numbers to the database: all of them, or none and a DatabaseError."""
        raise NotImplementedError

    def add(self, key: Key) -> None:
        """Count one."""
        with self._lock:
            if not self._numbers:
                self._oldest = time.monotonic()
            self._numbers[key] += 1

    def are_due(self) -> bool:
        """Whether there are many, or some for long."""
        with self._lock:
            return bool(self._numbers) and (
                time.monotonic() - self._oldest >= STORE_AFTER_SECONDS
                or self._numbers.total() >= STORE_AFTER_NUMBER
            )

    def store(self) -> None:
        """Bring them to the database; when that fails they stay, and are tried again later."""
        with self._lock:
            taken, self._numbers = self._numbers, Counter()
        if not taken:
            return
        try:
            self.write(taken)
        except DatabaseError:
            logger.exception("Numbers could not be stored; they are kept in memory")
            with self._lock:
                self._numbers += taken
                self._oldest = time.monotonic()

    def store_when_due(self, **kwargs: Any) -> None:
        """After an answer went out: store what waits, if it is time."""
        if self.are_due():
            self.store()
            # Storing may have opened one after Django looked; what asked from inside a
            # transaction, as a test does, goes on using its own.
            if not connection.in_atomic_block:
                close_old_connections()

    def connect(self, uid: str) -> None:
        """Listen for the end of requests and of the process. Called once, when an app is ready."""
        request_finished.connect(self.store_when_due, dispatch_uid=uid)
        atexit.register(self.store)
