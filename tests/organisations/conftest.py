"""What the tests of this app start from."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from organisations.readership import counting
from organisations.readership.readers import Memory


@pytest.fixture
def counting_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Count readers in this test, from nothing, and leave nothing behind."""
    settings.COUNT_READERS = True
    monkeypatch.setattr(counting, "memory", Memory())
    yield
    counting.readings._numbers.clear()
