"""Sending out what people uploaded, so that it can be read or played and nothing else.

A browser that opens such a file runs nothing in the name of this site: it gets the content type
that belongs to the name, may not guess another, and a policy that allows no script.
"""

import posixpath
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.static import serve
from wagtail.documents.views.serve import serve as wagtail_serve

# Pictures and what is made of them. Documents have an address of their own, where it is looked
# who may read them; what waits to be looked at has none.
PUBLIC_FOLDERS = ("avatar_images", "images", "original_images")
LOCKED_UP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# Readers of pdf in browsers do not start in a sandbox, and need to show the file itself.
SHOWN = (
    "default-src 'none'; img-src 'self' data:; media-src 'self'; object-src 'self'; "
    "style-src 'unsafe-inline'; frame-ancestors 'self'"
)
CHUNK = 64 * 1024


def serve_document(request: HttpRequest, document_id: str, name: str) -> HttpResponseBase:
    """A document, if this person may read what is in its collection.

    Raises Http404 as Wagtail's view does; what may not be read without a password or an account
    becomes a page that asks for it.
    """
    # A key that no database holds is no document.
    if len(document_id) > 18:
        raise Http404
    response: HttpResponseBase = wagtail_serve(request, document_id, name)
    disposition = response.get("Content-Disposition", "")
    if not disposition:
        return response
    if response.get("Content-Encoding") == "None":
        del response["Content-Encoding"]
    return _guarded(request, response, SHOWN if disposition.startswith("inline") else LOCKED_UP)


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded picture, on a machine where no web server does this.

    Raises Http404 for what is not there, and for every folder that is not a public one.
    """
    folder = posixpath.normpath(path).lstrip("/").partition("/")[0]
    if folder not in PUBLIC_FOLDERS:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    return _guarded(request, response, LOCKED_UP)


def _guarded(request: HttpRequest, response: Any, policy: str) -> HttpResponseBase:
    response["Content-Security-Policy"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    return in_part(request, response)


def in_part(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The part of a file that a browser asks for; Safari plays no video without this.

    One range of bytes is understood. Anything else gets the whole file, as HTTP allows, and a
    range behind the end of the file gets the answer 416.
    """
    file = getattr(response, "file_to_stream", None)
    if not isinstance(response, FileResponse) or file is None or response.status_code != 200:
        return response
    response["Accept-Ranges"] = "bytes"
    asked = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", request.headers.get("Range", ""))
    same = request.headers.get("If-Range")
    if (
        request.method != "GET"
        or asked is None
        or not any(asked.groups())
        or (same and same not in (response.get("ETag"), response.get("Last-Modified")))
    ):
        return response
    size = int(response["Content-Length"])
    first, last = _bounds(asked[1], asked[2], size)
    if first > last:
        response.close()
        refusal = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refusal["Content-Range"] = f"bytes */{size}"
        return refusal
    response.status_code = HTTPStatus.PARTIAL_CONTENT
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    response.streaming_content = _pieces(file, first, last)
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and last byte of "100-200", "100-" and "-100" (the last hundred)."""
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else (size, size - 1)
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    file.seek(first)
    left = last - first + 1
    while left > 0 and (piece := file.read(min(CHUNK, left))):
        left -= len(piece)
        yield piece
