"""Whether a form was posted from a page of this site, for forms on public pages.

Those pages are the same for everybody and hold no token (docs/decisions/0003). Every browser of
today says where a form was posted from, in headers that a page of another site cannot set.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_from_this_site(request: HttpRequest) -> bool:
    """Whether `Sec-Fetch-Site`, or else `Origin`, says that the form was on a page of ours."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from == "same-origin"
    origin = request.headers.get("Origin", "")
    if origin in getattr(settings, "CSRF_TRUSTED_ORIGINS", []):
        return True
    return bool(origin) and urlsplit(origin).netloc == request.get_host()
