"""What the edit form asks while somebody types an address. Only for who may use the CMS."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from organisations.geo import geocoder

MIN_LENGTH = 4


@require_GET
def address_search(request: HttpRequest) -> JsonResponse:
    """Places for `q`, best first, with a sentence about the best; status 400 without a usable q."""
    text = " ".join(request.GET.get("q", "").replace("\0", " ").split())
    if not MIN_LENGTH <= len(text) <= geocoder.MAX_LENGTH:
        message = _("Typ een adres van %(least)d tot %(most)d tekens.") % {
            "least": MIN_LENGTH,
            "most": geocoder.MAX_LENGTH,
        }
        return JsonResponse({"found": [], "message": message}, status=400)
    answer = geocoder.search(text)
    return JsonResponse(
        {
            "found": [_as_json(found) for found in answer.found],
            "source": answer.source.value,
            "message": _message(text, answer),
        }
    )


def _message(text: str, answer: geocoder.Answer) -> str:
    """What happened, in a sentence or two."""
    by_service = answer.source is geocoder.Source.SERVICE
    if not answer.found:
        if by_service:
            return _("Geen adres gevonden. Controleer de spelling of typ de postcode erbij.")
        return _(
            "De adresdienst is nu niet bereikbaar. Typ een postcode: dan lukt het bij benadering."
        )
    best = answer.found[0]
    if by_service:
        return _("Gevonden: %(address)s (%(precision)s).") % {
            "address": best.label,
            "precision": best.precision.label,
        }
    return _(
        "De adresdienst is nu niet bereikbaar. De markering staat midden in postcodegebied "
        "%(area)s, bij benadering."
    ) % {"area": best.postcode[:4]}


def _as_json(found: geocoder.FoundAddress) -> dict[str, Any]:
    """A place as the edit form reads it; the names are those of the model's fields."""
    return {
        "street": found.street,
        "house_number": found.house_number,
        "postcode": found.postcode,
        "city": found.city,
        "municipality": found.municipality,
        "province": found.province,
        "lat": found.point.latitude,
        "lng": found.point.longitude,
        "precision": found.precision.value,
        "label": found.label,
    }
