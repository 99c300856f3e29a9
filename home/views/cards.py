"""`/kaartje/<page>.png`: the picture of a page for whoever shares it."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.models import HomePage, StandardPage
from home.sharing.card import Card, draw_card
from home.sharing.meta import DESIGN, card_address, card_version
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    Location,
    MinistryPage,
    OrganisationPage,
)
from organisations.owners import owner_in

YEAR = 365 * 24 * 3600
# A drawn card is kept by us for so long; after that it is drawn again when somebody asks.
KEPT = 24 * 3600
TYPES = (BlogPostPage, ChangeProjectPage, OrganisationPage, MinistryPage, StandardPage, HomePage)
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


def _published(page_id: int) -> Page:
    """The page as an object of its own type. Raises Http404."""
    # A key that no database holds is no page.
    if page_id < 2**31:
        for model in TYPES:
            page = model.objects.published().filter(pk=page_id).defer_streamfields().first()
            if page is not None:
                return page
    raise Http404


def _words_of(page: Page) -> Card:
    """What stands on the card of a page."""
    above = owner_in(page.trail)
    owner = above.title if above and len(page.trail) > 1 else ""
    if isinstance(page, BlogPostPage):
        place = page.place
    elif isinstance(page, ChangeProjectPage):
        place = page.places.filter(latitude__isnull=False).first()
    else:
        place = Location.objects.filter(page_id=page.pk, latitude__isnull=False).first()
    if place is None or place.latitude is None or place.longitude is None:
        return Card(page.title, owner)
    return Card(page.title, owner, (place.latitude, place.longitude))


def _kept_long(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
