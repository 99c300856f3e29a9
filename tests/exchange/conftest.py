"""What the tests of this app start from."""

import pytest

from organisations.models import BlogPostPage
from tests.exchange.comments import recent_post
from tests.organisations.people import Government


@pytest.fixture
def post(government: Government) -> BlogPostPage:
    """A post of Logius that came out just now."""
    return recent_post(government.logius)
