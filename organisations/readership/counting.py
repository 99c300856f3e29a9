"""Counts readings in memory, and brings them to the database now and then.

A reader waits for no write: readings gather in the process that served them and are stored
together, after an answer has gone out, and when the process ends.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from cms.core.gathering import Gathered
from organisations.readership.readers import Memory, is_reading
from organisations.readership.store import Reading, add_readings


class Readings(Gathered[Reading]):
    """Readings that are not stored yet, by page and day."""

    def write(self, numbers: Counter[Reading]) -> None:
        """Add them to the numbers of their day and of their page."""
        add_readings(numbers)


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
                readings.add((page.pk, today))
        return response

    return serve_and_count


def connect() -> None:
    """Listen for the end of requests and of the process. Called once, when the app is ready."""
    readings.connect("organisations.readership")
