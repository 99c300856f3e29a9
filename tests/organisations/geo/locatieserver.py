"""Speaks for the Dutch Locatieserver (PDOK, version 3.1) on this machine, in its real shape."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.local_server import LocalServer, Reply, local_server

# Query parameters of /free in the service's OpenAPI document; any other is refused there.
KNOWN = {"q", "fq", "fl", "df", "rows", "start", "bq", "sort", "qf", "lat", "lon"}

TURFMARKT = {
    "type": "adres",
    "weergavenaam": "Turfmarkt 147, 2511DP 's-Gravenhage",
    "straatnaam": "Turfmarkt",
    "huis_nlt": "147",
    "huisnummer": 147,
    "postcode": "2511DP",
    "woonplaatsnaam": "'s-Gravenhage",
    "gemeentenaam": "'s-Gravenhage",
    "provincienaam": "Zuid-Holland",
    "centroide_ll": "POINT(4.32012345 52.07832345)",
}
TURFMARKT_POSTCODE = {
    "type": "postcode",
    "straatnaam": "Turfmarkt",
    "postcode": "2511DP",
    "woonplaatsnaam": "'s-Gravenhage",
    "gemeentenaam": "'s-Gravenhage",
    "provincienaam": "Zuid-Holland",
    "centroide_ll": "POINT(4.3205 52.0785)",
}


@dataclass
class Service:
    """The running service: what it knows, and when it was asked what."""

    server: LocalServer
    docs: list[dict]
    reply: Reply | None = None
    delay: float = 0.0
    asked: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.server.url}/bzk/locatieserver/search/v3_1"


@contextmanager
def locatieserver(*docs: dict) -> Iterator[Service]:
    """Serve these documents to every question, best first."""
    service: Service

    def answer(path: str, query: dict[str, list[str]]) -> Reply:
        service.times.append(time.monotonic())
        service.asked.append(query.get("q", [""])[0])
        time.sleep(service.delay)
        if service.reply:
            return service.reply
        if path != "/bzk/locatieserver/search/v3_1/free":
            return Reply('{"status":404,"error":"Not Found"}', status=404)
        if set(query) - KNOWN:
            return Reply('{"status":400,"error":"Bad Request"}', status=400)
        fields = query["fl"][0].split(",")
        found = [{k: v for k, v in doc.items() if k in fields} for doc in service.docs]
        found = found[: int(query.get("rows", ["10"])[0])]
        response = {
            "numFound": len(service.docs),
            "start": 0,
            "maxScore": 12.5,
            "numFoundExact": True,
            "docs": found,
        }
        return Reply(json.dumps({"response": response}))

    with local_server(answer) as server:
        service = Service(server, list(docs))
        yield service
