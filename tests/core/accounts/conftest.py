"""What the tests of signing in share."""

import pytest

from tests.core.accounts.doors import forget_rates


@pytest.fixture(autouse=True)
def no_rates() -> None:
    forget_rates()
