"""Tiles of the background map through this site."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from search.tiles import JPEG, KEEP_SECONDS, NoTileError, tile


@require_safe
def map_tile(request: HttpRequest, zoom: int, column: int, row: int) -> HttpResponse:
    """One picture of the map; a bare 404 where there is none: the map then shows the land alone."""
    try:
        picture = tile(zoom, column, row)
    except NoTileError:
        return HttpResponse(status=404, content_type="text/plain")
    kind = "image/jpeg" if picture.startswith(JPEG) else "image/png"
    response = HttpResponse(picture, content_type=kind)
    patch_cache_control(response, public=True, max_age=KEEP_SECONDS)
    return response
