"""Each test starts with a service that was never asked."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.organisations.geo.locatieserver import TURFMARKT, Service, locatieserver


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def service(settings) -> Iterator[Service]:
    """A Locatieserver that knows the Turfmarkt, and a site that asks it."""
    with locatieserver(TURFMARKT) as running:
        settings.GEOCODER_URL = running.url
        yield running
