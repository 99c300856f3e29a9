"""What every test may use."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache

from cms.core.catalogues import compile_all
from cms.settings.accounts import oidc_provider
from tests.oidc_provider import CLIENT_ID, CLIENT_SECRET, OIDCProvider, running_provider
from tests.smtp_server import HOST, MailServer, running_mail_server

pytest_plugins = ["tests.example_site"]

ROOT = Path(__file__).parents[1]
BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_configure() -> None:
    """Make the translations ready, as setting up the site does."""
    compile_all([ROOT / "locale"])


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Give a browser a database file, in which requests at one time do not meet.

    All threads share the one connection of a database in memory, so that a page that saves and
    previews at once would break as no real site does.
    """
    database = site_settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"] and any(
        BROWSER_TESTS in item.path.parents for item in request.session.items
    ):
        folder = Path(tempfile.mkdtemp(prefix="rijkslocaties-database-"))
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(autouse=True)
def _nothing_kept_from_other_tests() -> None:
    """Begin with an empty cache: what another test kept could end halfway through this one."""
    cache.clear()


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A real mail server, to which all mail of the site goes during this test.

    Mail leaves the outbox after the transaction: mark the test
    `django_db(transaction=True, serialized_rollback=True)`, use
    `django_capture_on_commit_callbacks(execute=True)`, or call the command `send_mail`.
    """
    with running_mail_server() as server:
        settings.EMAIL_BACKEND = "cms.core.mail.backend.OutboxBackend"
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, server.port
        yield server


@pytest.fixture
def oidc(settings: Any) -> Iterator[OIDCProvider]:
    """A real provider, with which people sign in to the site during this test."""
    with running_provider() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = oidc_provider(
            "Rijksaccount", provider.url, CLIENT_ID, CLIENT_SECRET
        )
        settings.OIDC_EMAIL_DOMAINS = ["rijk.example"]
        yield provider
