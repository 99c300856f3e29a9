"""Limits count a network or an address, and remember neither."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import RequestFactory

from cms.core.limits import allowed, network_of
from cms.core.origin import is_from_this_site


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def test_of_ten_thousand_tries_the_first_are_allowed_and_no_more() -> None:
    tries = [allowed("form", "198.51.100.0/24", most=60, seconds=3600) for _try in range(10_000)]
    assert sum(tries) == 60
    assert all(tries[:60])
    assert allowed("form", "203.0.113.0/24", most=60, seconds=3600)
    assert allowed("other form", "198.51.100.0/24", most=60, seconds=3600)


def test_a_limit_ends_with_its_time() -> None:
    with time_machine.travel("2026-07-15T12:00Z", tick=False) as clock:
        assert allowed("form", "x", most=1, seconds=60)
        assert not allowed("form", "x", most=1, seconds=60)
        clock.shift(61)
        assert allowed("form", "x", most=1, seconds=60)


def test_the_counter_holds_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    real = cache.add

    def spy(key: str, *args: Any, **kwargs: Any) -> bool:
        keys.append(key)
        return bool(real(key, *args, **kwargs))

    monkeypatch.setattr(cache, "add", spy)
    allowed("mail", "anna@voorbeeld.example", most=1, seconds=60)
    assert "anna" not in keys[0]


@pytest.mark.parametrize(
    ("proxies", "address", "passed_on", "network"),
    [
        (0, "198.51.100.7", "203.0.113.9", "198.51.100.0/24"),
        (1, "10.0.0.1", "198.51.100.7", "198.51.100.0/24"),
        (1, "10.0.0.1", "made-up, 203.0.113.9, 198.51.100.7", "198.51.100.0/24"),
        (2, "10.0.0.1", "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.0/24"),
        (2, "10.0.0.1", "198.51.100.7", "198.51.100.0/24"),
        (1, "10.0.0.1", "", "10.0.0.0/24"),
        (0, "2001:db8:1:2::7", "", "2001:db8:1::/48"),
        (1, "10.0.0.1", "nonsense", "unknown"),
    ],
)
def test_the_network_is_that_of_the_reader_and_cannot_be_made_up(
    settings: Any, proxies: int, address: str, passed_on: str, network: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    extra = {"HTTP_X_FORWARDED_FOR": passed_on} if passed_on else {}
    assert network_of(RequestFactory().post("/", REMOTE_ADDR=address, **extra)) == network


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"origin": "http://testserver"}, True),
        ({"sec-fetch-site": "same-site", "origin": "http://testserver"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "http://testserver.kwaad.example"}, False),
        ({"origin": "null"}, False),
        ({}, False),
    ],
)
def test_a_form_of_another_site_is_known(headers: dict[str, str], is_ours: bool) -> None:
    assert is_from_this_site(RequestFactory().post("/", headers=headers)) is is_ours
