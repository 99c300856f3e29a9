"""`/locaties/<key>/`: a building, who is in it, and what the neighbours do."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.models import Location, MinistryPage, Precision
from search.listing import hydrate
from search.models import Entry, EntryType
from search.views.listing import home_step

# Organisations at one address may know its point more or less precisely; the page shows the best.
BEST_FIRST = [
    Precision.ADDRESS,
    Precision.PLACED,
    Precision.POSTCODE6,
    Precision.POSTCODE4,
    Precision.UNKNOWN,
]
SHOWN_BODIES = 100
SHOWN_POSTS = 12


def building(request: HttpRequest, key: str) -> HttpResponse:
    """The organisations at one address and their latest posts; 404 when nobody is there."""
    bodies = list(
        Entry.objects.visible()
        .of_type(EntryType.MINISTRY, EntryType.ORGANISATION)
        .filter(places__building_key=key)
        .distinct()
        .order_by("name_key")[:SHOWN_BODIES]
    )
    locations = Location.objects.filter(
        building_key=key, page__in=[body.pk for body in bodies]
    ).order_by("pk")
    if not locations:
        raise Http404(_("Op dit adres kennen wij geen organisatie."))
    location = min(locations, key=lambda location: BEST_FIRST.index(location.precision))
    neighbours = [body.pk for body in bodies if body.entry_type == EntryType.ORGANISATION]
    posts = (
        Entry.objects.visible()
        .of_type(EntryType.POST)
        .filter(organisation_id__in=neighbours)
        .order_by("-date", "-page_id")[:SHOWN_POSTS]
    )
    pages = hydrate([*bodies, *posts])
    return render(
        request,
        "search/building.html",
        {
            "trail": [home_step(), {"url": reverse("map"), "title": _("Kaart")}],
            "location": location,
            "query": f"gebouw={key}",
            "ministries": [page for page in pages if isinstance(page, MinistryPage)],
            "organisations": [page for page in pages if hasattr(page, "organisation_type")],
            "posts": [page for page in pages if hasattr(page, "kind")],
            "number": len(bodies),
        },
    )
