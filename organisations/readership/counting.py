"""Counts readings in memory, and brings them to the database now and then.

A reader waits for no write: readings gather in the process that served them and are stored
together, after an answer has gone out, and when the process ends.
"""

import atexit
import datetime
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from organisations.readership.readers import Memory, is_reading
from organisations.readership.store import Reading, add_readings

logger = logging.getLogger(__name__)

STORE_AFTER_SECONDS = 60.0
STORE_AFTER_READINGS = 500


class Readings:
    """Readings that are not stored yet, by page and day. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: Counter[Reading] = Counter()
        self._oldest = 0.0

    def add(self, page_id: int, day: datetime.date) -> None:
        """Count one."""
        with self._lock:
            if not self._numbers:
                self._oldest = time.monotonic()
            self._numbers[page_id, day] += 1

    def are_due(self) -> bool:
        """Whether there are many, or some for long."""
        with self._lock:
            return bool(self._numbers) and (
                time.monotonic() - self._oldest >= STORE_AFTER_SECONDS
                or self._numbers.total() >= STORE_AFTER_READINGS
            )

    def store(self) -> None:
        """Bring them to the database; when that fails they stay, and are tried again later."""
        with self._lock:
            taken, self._numbers = self._numbers, Counter()
        if not taken:
            return
        try:
            add_readings(taken)
        except DatabaseError:
            logger.exception("Readings could not be stored; they are kept in memory")
            with self._lock:
                self._numbers += taken
                self._oldest = time.monotonic()


readings = Readings()
memory = Memory()

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponseBase]


@hooks.register("on_serve_page", order=1000)  # innermost: what readers may not see is not served
def count_reading(serve: Serve) -> Serve:
    """Serve the page, and count when a person reads it."""

    def serve_and_count(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> Any:
        response = serve(page, request, args, kwargs)
        if settings.COUNT_READERS and is_reading(request, response):
            today = timezone.localdate()
            if memory.is_new(request, page.pk, today):
                readings.add(page.pk, today)
        return response

    return serve_and_count


def store_when_due(**kwargs: Any) -> None:
    """After an answer went out: store what waits, if it is time."""
    if readings.are_due():
        # Django closed its connection by now, unless it is to be kept.
        was_closed = connection.connection is None
        readings.store()
        if was_closed:
            connection.close()


def connect() -> None:
    """Listen for the end of requests and of the process. Called once, when the app is ready."""
    request_finished.connect(store_when_due, dispatch_uid="organisations.readership")
    atexit.register(readings.store)
