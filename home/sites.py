"""Which Wagtail site a request is for, kept in memory: Wagtail asks the database every time."""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Site

MEMORY = caches["memory"]
# Other processes than the one in which an editor changes it see it after this many seconds.
SECONDS = 60


class SiteMiddleware:
    """Tell Wagtail the site of a request, where it looks for what it found before.

    Stands after the middleware that refuses other hosts than our own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """One query for a host that was not asked for in the last minute."""
        # Wagtail looks at both, and behind a proxy they may differ.
        key = f"site:{request.get_host()}:{request.get_port()}"
        site: Site | None = MEMORY.get(key)
        if site is None:
            site = Site.find_for_request(request)
            MEMORY.set(key, site, SECONDS)
        request._wagtail_site = site  # type: ignore[attr-defined]
        return self.get_response(request)


def forget_sites(**kwargs: Any) -> None:
    """Signal receiver: a site or a home page was saved or deleted."""
    MEMORY.clear()
