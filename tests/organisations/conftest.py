"""What the tests of this app start from."""

import pytest

from tests.organisations.people import Government, make_government


@pytest.fixture
def government() -> Government:
    return make_government()
