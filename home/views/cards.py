"""`/kaartje/<page>.png`: the picture of a page for whoever shares it."""

from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.sharing.card import Card, draw_card
from home.sharing.meta import DESIGN, card_address, card_version
from organisations.models import Location
from organisations.models.base import BasePage
from organisations.owners import owner_in

YEAR = 365 * 24 * 3600
# A drawn card is kept by us for so long; after that it is drawn again when somebody asks.
KEPT = 24 * 3600
PHOTO = "fill-1200x630|format-jpeg|jpegquality-80"


@require_safe
def card(request: HttpRequest, page_id: str, form: str) -> HttpResponse:
    """The photo of a page (jpg) or a drawn card (png).

    There is one address for each version of a page: whoever asks for another is sent to it, so
    that nobody can let us draw more than there are pages. Raises Http404 for what readers may not
    see.
    """
    page = _published(int(page_id))
    address = card_address(page)
    if request.get_full_path() != address:
        return HttpResponseRedirect(address)
    if form == "jpg":
        rendition = page.lead_image.get_rendition(PHOTO)
        with rendition.file.open() as file:
            return _kept_long(HttpResponse(file.read(), content_type="image/jpeg"))
    key = f"home:card:{page.pk}:{card_version(page)}"
    picture = cache.get(key)
    if picture is None:
        picture = draw_card(_words_of(page))
        cache.set(key, picture, KEPT)
    return _kept_long(HttpResponse(picture, content_type="image/png"))


@require_safe
def site_card(request: HttpRequest) -> HttpResponse:
    """The card of what is no page of the tree."""
    key = f"home:card:site:{DESIGN}"
    picture = cache.get(key)
    if picture is None:
        picture = draw_card(Card(_("Zie hoe de rijksoverheid anders gaat werken"), ""))
        cache.set(key, picture, KEPT)
    response = HttpResponse(picture, content_type="image/png")
    patch_cache_control(response, public=True, max_age=KEPT)
    return response


def _published(page_id: int) -> Any:
    """The page as an object of its own type. Raises Http404."""
    # A key that no database holds is no page.
    found = Page.objects.filter(pk=page_id).first() if page_id < 2**31 else None
    if found is None or not issubclass(found.specific_class or Page, BasePage):
        raise Http404
    pages = found.specific_class.objects.published()
    return get_object_or_404(pages.defer_streamfields(), pk=page_id)


def _words_of(page: Any) -> Card:
    """What stands on the card of a page: of a post also the place that it is about."""
    above = owner_in(page.trail) if len(page.trail) > 1 else None
    places = Location.objects.filter(latitude__isnull=False, longitude__isnull=False)
    if page.is_content:
        place = places.filter(Q(posts=page.pk) | Q(projects=page.pk)).first()
    else:
        place = places.filter(page_id=page.pk).first()
    point = (place.latitude, place.longitude) if place else None
    return Card(page.title, above.title if above else "", point)


def _kept_long(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
