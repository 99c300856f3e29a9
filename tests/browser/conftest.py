"""A real browser (Debian's Chromium) that reads the live site and watches what it asks for."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.factories import UserFactory
from tests.kept_world import KeptWorld

# Playwright keeps an event loop on the test's thread; Django then refuses ORM calls in tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# How long a page may take to get where a test expects it: the machine may be busy with other tests.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# First: pytest-django puts tests that empty the database last, and must know of these by then.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder drives a browser and writes through a live server."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session")
def chromium(kept_world: KeptWorld, django_db_blocker: Any) -> Iterator[Browser]:
    """One Chromium for all tests; says plainly when there is none.

    Playwright keeps an event loop on this thread, and there Django uses a database connection of
    its own: nothing may wait on the one before it, and the new one must know, too, what a test that
    empties the database is to restore.
    """
    with django_db_blocker.unblock():
        kept_world.put("")
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.fail("Chromium is not installed: apt-get install chromium")
    contents = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        if contents is not None:
            connection._test_serialized_contents = contents
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page did behind the scenes: errors in its console, requests to other hosts."""

    host: str
    console_errors: list[str] = field(default_factory=list)
    outside_requests: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        """Listen to a page from here on."""
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note_message(self, message: ConsoleMessage) -> None:
        # There is no tile server in a test; that the map does without is a journey of its own.
        no_tiles = "/tegels/" in message.location["url"]
        # So Wagtail's checker tells developers what it shows to editors.
        is_checker = message.text.startswith("axe.run results")
        if message.type == "error" and not no_tiles and not is_checker:
            self.console_errors.append(message.text)

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.netloc != self.host:
            self.outside_requests.append(url)


@pytest.fixture
def watch(live_server) -> Watch:
    """Collects console errors and requests to other hosts of the test's pages."""
    return Watch(host=urlsplit(live_server.url).netloc)


def _open(context: BrowserContext, watch: Watch) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watch.attach(page)
    return page


@pytest.fixture
def page(chromium: Browser, live_server, watch: Watch) -> Iterator[Page]:
    """A desktop page (1280 wide) on the live site."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="nl-NL"
    )
    yield _open(context, watch)
    context.close()


@pytest.fixture
def phone(chromium: Browser, live_server, watch: Watch) -> Iterator[Page]:
    """A page on a narrow phone (320 wide)."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 320, "height": 640}, locale="nl-NL"
    )
    yield _open(context, watch)
    context.close()


@pytest.fixture
def page_without_script(chromium: Browser, live_server, watch: Watch) -> Iterator[Page]:
    """A desktop page that runs no script at all."""
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, locale="nl-NL"
    )
    yield _open(context, watch)
    context.close()


@pytest.fixture
def desk(page: Page, live_server) -> Page:
    """The desk of an administrator who is signed in to the CMS."""
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return page


def open_editor(desk: Page, pk: int) -> None:
    """Open the edit form of a page, and wait as `open_form` does."""
    open_form(desk, f"/cms/pages/{pk}/edit/")


def open_form(desk: Page, address: str) -> None:
    """Open the form of a page, made or to be made, and wait until Wagtail watches it for changes.

    Some seconds after loading, Wagtail remembers the form as it is; only what is typed after that
    is autosaved and shown in the preview.
    """
    desk.add_init_script(
        "addEventListener('w-unsaved:watch-edits',"
        " () => { document.documentElement.dataset.remembered = 'yes'; })"
    )
    desk.goto(address)
    expect(desk.locator("html[data-remembered]")).to_be_attached()


def accessibility_problems(page: Page) -> list[str]:
    """What axe finds on the page, WCAG 2.2 A and AA and best practices, one line each."""
    results = Axe().run(page)
    return [
        f"{violation['id']}: {violation['help']} ({node['target']})"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
