"""Looking up an address: through the service, and by postcode when there is none."""

import time

import pytest

from organisations.geo import geocoder
from organisations.geo.geocoder import GeocoderUnavailableError, Source, ask_service, search
from organisations.geo.points import Point
from organisations.models import Precision
from tests.local_server import Reply
from tests.organisations.geo.locatieserver import TURFMARKT, TURFMARKT_POSTCODE, Service


def test_an_address_is_found_with_all_its_parts(service: Service) -> None:
    answer = search("Turfmarkt 147 Den Haag")
    assert answer.source is Source.SERVICE
    (found,) = answer.found
    assert found.point == Point(latitude=52.07832345, longitude=4.32012345)
    assert found.precision is Precision.ADDRESS
    assert found.label == "Turfmarkt 147, 2511 DP Den Haag"
    assert (found.municipality, found.province) == ("Den Haag", "Zuid-Holland")


def test_a_postcode_is_less_precise(service: Service) -> None:
    service.docs = [TURFMARKT_POSTCODE]
    assert search("2511DP").found[0].precision is Precision.POSTCODE6


def test_the_service_is_asked_once_for_the_same_words(service: Service) -> None:
    search("Turfmarkt 147")
    search(" turfmarkt   147 ")
    assert service.asked == ["Turfmarkt 147"]


def test_nothing_found_is_an_answer_too(service: Service) -> None:
    service.docs = []
    answer = search("Nergensstraat 1")
    assert answer == geocoder.Answer([], Source.SERVICE)


def test_calls_keep_their_distance(service: Service) -> None:
    for number in range(4):
        ask_service(f"Turfmarkt {number}")
    gaps = [b - a for a, b in zip(service.times, service.times[1:], strict=False)]
    assert min(gaps) >= 0.095


BROKEN = [
    Reply(status=500),
    Reply('{"status":400}', status=400),
    Reply("<html>onderhoud</html>", content_type="text/html"),
    Reply("null"),
    Reply("[]"),
    Reply("{}"),
    Reply('{"response": []}'),
    Reply('{"response": {"docs": "geen"}}'),
    Reply('{"response": {"docs": 3}}'),
    Reply('{"response": {"docs": [null]}}'),
    Reply("[" * 100_000),
    Reply(b"\xff\xfe{"),
]


@pytest.mark.parametrize(
    "reply", BROKEN, ids=lambda reply: str(reply.body[:30]) or str(reply.status)
)
def test_a_broken_service_means_by_postcode(service: Service, reply: Reply) -> None:
    service.reply = reply
    answer = search("Turfmarkt 147, 2511 DP Den Haag")
    assert answer.source is Source.POSTCODES
    (found,) = answer.found
    assert (found.street, found.house_number, found.city) == ("Turfmarkt", "147", "Den Haag")
    assert found.precision is Precision.POSTCODE4
    assert found.province == "Zuid-Holland"


@pytest.mark.parametrize(
    "odd",
    [
        {"centroide_ll": "POINT(52.07 4.32)"},
        {"centroide_ll": "POINT(2.35 48.85)"},
        {"centroide_ll": "POINT(NaN NaN)"},
        {"centroide_ll": None},
        {"type": "weg"},
    ],
)
def test_a_document_that_is_no_place_in_the_kingdom_is_left_out(
    service: Service, odd: dict
) -> None:
    service.docs = [{**TURFMARKT, **odd}, TURFMARKT]
    assert len(search("Turfmarkt 147").found) == 1


def test_a_slow_service_is_not_waited_for(service: Service, monkeypatch) -> None:
    monkeypatch.setattr(geocoder, "SECONDS_TO_WAIT", 0.2)
    service.delay = 2
    begin = time.monotonic()
    assert search("2511 DP").source is Source.POSTCODES
    assert time.monotonic() - begin < 1.5


def test_a_service_that_failed_is_left_alone_for_a_while(service: Service) -> None:
    service.reply = Reply(status=500)
    search("Turfmarkt 147")
    search("Turfmarkt 148")
    assert service.asked == ["Turfmarkt 147"]


def test_a_failure_is_not_kept_as_an_answer(service: Service) -> None:
    service.reply = Reply(status=500)
    with pytest.raises(GeocoderUnavailableError):
        ask_service("Turfmarkt 147")
    service.reply = None
    assert ask_service("Turfmarkt 147")


def test_without_a_service_nothing_is_asked(settings) -> None:
    settings.GEOCODER_URL = ""
    assert search("2511 DP").source is Source.POSTCODES
    assert search("Turfmarkt 147").found == []


def test_a_service_inside_our_own_network_is_refused(service: Service, settings) -> None:
    settings.OUTBOUND_ALLOWED_HOSTS = []
    assert search("2511 DP").source is Source.POSTCODES
    assert service.asked == []
