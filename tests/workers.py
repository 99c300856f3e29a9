"""Which of the processes that run the tests gets a test.

What the tests on the example site look at takes a minute to make, so one process runs them all.
(The mark `xdist_group` is made for this, and no longer works: pytest 9.2 does not let pytest-xdist
3.8 write the group into the name of a test.)
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ON_THE_EXAMPLE_SITE = ("tests/test_english_site.py::", "tests/test_public_site.py::")


class Scheduling(LoadScopeScheduling):
    """Every test by itself, but those on the example site together and first."""

    def _split_scope(self, nodeid: str) -> str:
        return "example site" if nodeid.startswith(ON_THE_EXAMPLE_SITE) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Asked by pytest-xdist."""
    return Scheduling(config, log)
