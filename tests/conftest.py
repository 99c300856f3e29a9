"""What every test may use."""

import tempfile
from pathlib import Path

import pytest
from django.conf import settings

BROWSER_TESTS = Path(__file__).parent / "browser"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Give a browser a database file, in which requests at one time do not meet.

    All threads share the one connection of a database in memory, so that a page that saves and
    previews at once would break as no real site does.
    """
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"] and any(
        BROWSER_TESTS in item.path.parents for item in request.session.items
    ):
        folder = Path(tempfile.mkdtemp(prefix="rijkslocaties-database-"))
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")
