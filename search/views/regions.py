"""`/locaties/`: all places by province and municipality: the same as the map, without any map."""

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
    """A province or what lies in it: its name, its places on the map, and the number of them."""

    name: str
    url: str
    number: int = 0
    parts: list["Region"] = field(default_factory=list)


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """The provinces with their municipalities; each leads to its buildings, as a list and on the map."""
    context = {
        "trail": [home_step(), {"url": reverse("map"), "title": _("Kaart")}],
        "provinces": tree(store.current()),
    }
    return render(request, "search/regions.html", context)


def tree(columns: Columns) -> list[Region]:
    """Provinces with municipalities, by name, of all places of the bodies that a reader may see.

    A city of which the municipality is not known stands there itself.
    """
    is_body = columns.names.types.marks(BODIES)[columns.entries.types] & columns.visible
    places, names = columns.places, columns.names
    rows = np.flatnonzero(is_body[columns.place_entries])
    # One for each location, whoever shares it.
    _ids, first = np.unique(places.locations[rows], return_index=True)
    rows = rows[first]
    columns_of_places = places.provinces, places.municipalities, places.cities
    areas, numbers = np.unique(
        np.stack([column[rows] for column in columns_of_places]), axis=1, return_counts=True
    )
    provinces: dict[str, Region] = {}
    parts: dict[tuple[str, str, str], Region] = {}
    for *codes, number in zip(*areas.tolist(), numbers.tolist(), strict=True):
        name = names.provinces.values[codes[0]]
        municipality = names.municipalities.values[codes[1]]
        city = names.cities.values[codes[2]]
        province = provinces.setdefault(name, region("provincie", name))
        province.number += number
        key = (name, "gemeente", municipality) if municipality else (name, "plaats", city)
        if not key[2]:
            continue
        if key not in parts:
            parts[key] = region(key[1], key[2], provincie=slugify(name))
            province.parts.append(parts[key])
        parts[key].number += number
    for province in provinces.values():
        province.parts.sort(key=lambda part: slugify(part.name))
    # What lies in no province (the Caribbean, or a place not known yet) comes last.
    return sorted(provinces.values(), key=lambda province: (not province.name, province.name))


def region(parameter: str, name: str, **more: str) -> Region:
    """A region that leads to the list below its map; its places are counted later."""
    query = urlencode({key: value for key, value in more.items() if value})
    own = urlencode({parameter: slugify(name)}) if name else ""
    asked = "&".join(filter(None, [query, own]))
    return Region(name, f"{reverse('map')}?{asked}#kaart-lijst" if own else "")
