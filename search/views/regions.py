"""`/locaties/`: all places by province and city, which gives the same as the map without any map."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search.columns import Columns, store
from search.models import EntryType
from search.views.listing import home_step

BODIES = (EntryType.MINISTRY.value, EntryType.ORGANISATION.value)


@dataclass
class Region:
    """A province or a city: its name, its places on the map, and the number of them."""

    name: str
    url: str
    number: int
    cities: list["Region"] = field(default_factory=list)


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """The provinces with their cities; each leads to its buildings, as a list and on the map."""
    context = {
        "trail": [home_step(), {"url": reverse("map"), "title": _("Kaart")}],
        "provinces": tree(store.current()),
    }
    return render(request, "search/regions.html", context)


def tree(columns: Columns) -> list[Region]:
    """Provinces with cities, by name, of all places of the bodies that a reader may see."""
    is_body = columns.names.types.marks(BODIES)[columns.entries.types] & columns.visible
    places, names = columns.places, columns.names
    rows = np.flatnonzero(is_body[columns.place_entries])
    # One for each location, whoever shares it.
    _ids, first = np.unique(places.locations[rows], return_index=True)
    rows = rows[first]
    pairs, numbers = np.unique(
        np.stack([places.provinces[rows], places.cities[rows]]), axis=1, return_counts=True
    )
    provinces: dict[str, Region] = {}
    for province_code, city_code, number in zip(*pairs.tolist(), numbers.tolist(), strict=True):
        name, city = names.provinces.values[province_code], names.cities.values[city_code]
        province = provinces.setdefault(name, region("provincie", name, 0))
        province.number += number
        if city:
            province.cities.append(region("plaats", city, number, provincie=slugify(name)))
    for province in provinces.values():
        province.cities.sort(key=lambda city: slugify(city.name))
    # What lies in no province (the Caribbean, or a place not known yet) comes last.
    return sorted(provinces.values(), key=lambda province: (not province.name, province.name))


def region(parameter: str, name: str, number: int, **more: str) -> Region:
    """A region that leads to the list below its map."""
    query = urlencode({key: value for key, value in more.items() if value})
    own = urlencode({parameter: slugify(name)}) if name else ""
    asked = "&".join(filter(None, [query, own]))
    return Region(name, f"{reverse('map')}?{asked}#kaart-lijst" if own else "", number)
