"""From a typed address to a point: the Dutch Locatieserver, and a postcode table behind it.

The Locatieserver (PDOK, Kadaster) is open and needs no key; fair use is asked. So: answers are
kept, calls are at least 100 ms apart, and when the service does not answer it is left alone for a
while. Documentation: https://api.pdok.nl/bzk/locatieserver/search/v3_1/ui/. Unknown parameters are
refused there, and a point is written longitude first.
"""

import hashlib
import threading
import time
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.cache import cache

from cms.core.http import OutboundError, fetch
from organisations.geo import pc4
from organisations.geo.addresses import normal_postcode, parse_address, usual_city
from organisations.geo.points import Point, parse_point
from organisations.geo.provinces import normal_province, province_of
from organisations.geo.validators import is_in_kingdom
from organisations.models.location import Precision

SECONDS_BETWEEN_CALLS = 0.1
SECONDS_TO_WAIT = 4.0
KEEP_SECONDS = 7 * 24 * 3600
REST_SECONDS = 30
MAX_LENGTH = 200

_FIELDS = (
    "type,straatnaam,huis_nlt,huisnummer,postcode,woonplaatsnaam,gemeentenaam,provincienaam,"
    "centroide_ll"
)
_PRECISIONS = {"adres": Precision.ADDRESS, "postcode": Precision.POSTCODE6}
_REST_KEY = "geocoder:rest"


class GeocoderUnavailableError(Exception):
    """The service is not configured, does not answer, or does not answer as agreed."""


class Source(Enum):
    """Where an answer comes from."""

    SERVICE = "service"
    POSTCODES = "postcodes"


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """A place that was found. What is not known is an empty string."""

    street: str
    house_number: str
    postcode: str
    city: str
    municipality: str
    province: str
    point: Point
    precision: Precision

    @property
    def label(self) -> str:
        """The address on one line: "Turfmarkt 147, 2511 DP Den Haag"."""
        street_line = f"{self.street} {self.house_number}".strip()
        return ", ".join(filter(None, [street_line, f"{self.postcode} {self.city}".strip()]))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, best first, and by whom."""

    found: list[FoundAddress]
    source: Source


def search(text: str, rows: int = 5) -> Answer:
    """Find an address; with no service, by its postcode. Never raises.

    A service that failed is left alone for half a minute, so that typing stays quick.
    """
    if not cache.get(_REST_KEY):
        try:
            return Answer(ask_service(text, rows), Source.SERVICE)
        except GeocoderUnavailableError:
            cache.set(_REST_KEY, True, REST_SECONDS)
    return Answer(by_postcode(text), Source.POSTCODES)


def ask_service(text: str, rows: int = 5) -> list[FoundAddress]:
    """Ask the Locatieserver for addresses and postcodes, best first; answers are kept a week.

    Raises GeocoderUnavailableError.
    """
    text = " ".join(text.replace("\0", " ").split())[:MAX_LENGTH]
    if not settings.GEOCODER_URL:
        raise GeocoderUnavailableError("GEOCODER_URL is empty")
    if not text:
        return []
    asked = f"{settings.GEOCODER_URL}|{rows}|{text.casefold()}"
    key = "geocoder:" + hashlib.sha256(asked.encode()).hexdigest()
    kept: list[FoundAddress] | None = cache.get(key)
    if kept is not None:
        return kept
    found = _ask(text, rows)
    cache.set(key, found, KEEP_SECONDS)
    return found


def by_postcode(text: str) -> list[FoundAddress]:
    """Place an address in the middle of its postcode area; nothing when it has no known one."""
    parts = parse_address(text)
    point = pc4.point_of(parts.postcode)
    if point is None:
        return []
    city = parts.city or pc4.city_of(parts.postcode)
    return [
        FoundAddress(
            street=parts.street,
            house_number=parts.house_number,
            postcode=parts.postcode,
            city=city,
            municipality="",
            province=province_of(point),
            point=point,
            precision=Precision.POSTCODE4,
        )
    ]


def _ask(text: str, rows: int) -> list[FoundAddress]:
    """One call to the service, read with care."""
    asked = {
        "q": text,
        "fq": "type:(adres OR postcode)",
        "fl": _FIELDS,
        "rows": str(rows),
    }
    try:
        with _turns:
            url = settings.GEOCODER_URL.rstrip("/") + "/free"
            answer = fetch(url, params=asked, seconds=SECONDS_TO_WAIT).json()
        docs = answer["response"]["docs"]
        return [found for doc in docs[:rows] if (found := _read(doc))]
    except (OutboundError, KeyError, TypeError, AttributeError) as error:
        raise GeocoderUnavailableError(str(error)) from error


def _read(doc: dict[str, Any]) -> FoundAddress | None:
    """One document of the answer; None when it is not a place in the Kingdom."""
    point = parse_point(f"SRID=4326;{doc.get('centroide_ll')}")
    precision = _PRECISIONS.get(str(doc.get("type")))
    if point is None or precision is None or not is_in_kingdom(point):
        return None

    def text(name: str) -> str:
        return str(doc.get(name) or "").strip()

    return FoundAddress(
        street=text("straatnaam"),
        house_number=text("huis_nlt") or text("huisnummer"),
        postcode=normal_postcode(text("postcode")),
        city=usual_city(text("woonplaatsnaam")),
        municipality=usual_city(text("gemeentenaam")),
        province=normal_province(text("provincienaam")) or province_of(point),
        point=point,
        precision=precision,
    )


class _Turns:
    """Keeps the calls of this process apart, counted from the end of one to the start of the next."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 0.0

    def __enter__(self) -> None:
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + SECONDS_BETWEEN_CALLS
        time.sleep(turn - now)

    def __exit__(self, *exc_info: object) -> None:
        with self._lock:
            self._next = max(self._next, time.monotonic() + SECONDS_BETWEEN_CALLS)


_turns = _Turns()
