"""Serving the pages of the tree."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Site
from wagtail.views import serve as wagtail_serve


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Wagtail's view, without the query for the own fields of the home page.

    Wagtail begins at the home page whatever is asked for; what only its own page shows is read
    when that page is asked for.
    """
    site: Any = Site.find_for_request(request)
    if path and site is not None:
        site.root_page.specific = site.root_page.specific_deferred
    response: HttpResponseBase = wagtail_serve(request, path)
    return response
