"""What every test may use."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings as site_settings
from django.core.cache import caches
from django.db import connection

from cms.core.catalogues import compile_all
from cms.settings.accounts import oidc_provider
from tests.kept_database import IN_MEMORY, KeptRows, copy_to, keep, kept_file
from tests.kept_world import KeptWorld, wanted_world
from tests.oidc_provider import CLIENT_ID, CLIENT_SECRET, OIDCProvider, running_provider
from tests.organisations.people import Government
from tests.smtp_server import HOST, MailServer, running_mail_server

pytest_plugins = ["tests.example_site", "tests.workers"]

ROOT = Path(__file__).parents[1]
BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_configure() -> None:
    """Make the translations ready, as setting up the site does."""
    compile_all([ROOT / "locale"])


def pytest_collection_finish() -> None:
    """Let the collector of cycles leave alone what stays: looking through it is a seventh of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 25, 25)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Give a browser a database file, in which requests at one time do not meet.

    All threads share the one connection of a database in memory, so that a page that saves and
    previews at once would break as no real site does.
    """
    database = site_settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"] and any(
        BROWSER_TESTS in item.path.parents for item in request.session.items
    ):
        name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        database.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """Whether Django takes the database as it finds it: on SQLite, a copy of the one we kept."""
    return django_db_keepdb or "sqlite" in site_settings.DATABASES["default"]["ENGINE"]


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
    django_db_createdb: bool,
    django_db_blocker: Any,
) -> Iterator[None]:
    """Make the database; on SQLite from the file that an earlier run kept, or keep it now."""
    database = site_settings.DATABASES["default"]
    if "sqlite" not in database["ENGINE"]:
        request.getfixturevalue("django_db_setup")
        with django_db_blocker.unblock():
            kept_rows = KeptRows()
        with pytest.MonkeyPatch.context() as patch:
            creation = type(connection.creation)
            patch.setattr(creation, "deserialize_db_from_string", kept_rows.give_back)
            yield
        return
    kept = kept_file(request.config.cache.mkdir("database"))
    is_kept = kept.exists() and not django_db_createdb
    copy = copy_to(kept, database.get("TEST", {}).get("NAME") or IN_MEMORY) if is_kept else None
    request.getfixturevalue("django_db_setup")
    if copy:
        copy.close()
    else:
        with django_db_blocker.unblock():
            keep(kept)
    yield


@pytest.fixture(autouse=True)
def _nothing_kept_from_other_tests() -> None:
    """Begin with an empty cache: what another test kept could end halfway through this one."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(scope="session")
def kept_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[KeptWorld]:
    """What many tests begin with, kept from one to the next (`tests/kept_world.py`)."""
    world = KeptWorld()
    yield world
    with django_db_blocker.unblock():
        world.put("")


@pytest.fixture
def _django_db_helper(
    request: pytest.FixtureRequest, django_db_blocker: Any, kept_world: KeptWorld
) -> None:
    """Begin each test that uses the database on the world it asks for.

    Before its transaction begins: so this stands in front of the fixture of pytest-django.
    """
    with django_db_blocker.unblock():
        kept_world.put(wanted_world(request.node))
    request.getfixturevalue("_django_db_helper")


@pytest.fixture
def kept_government(db: None, kept_world: KeptWorld) -> Government:
    """The small government that is kept; what asks for it begins on it (`wanted_world`)."""
    return cast(Government, kept_world.get("kept_government"))


@pytest.fixture
def government(kept_government: Government) -> Government:
    """A small government with people in every role."""
    return kept_government


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
