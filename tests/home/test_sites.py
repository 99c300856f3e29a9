"""The Wagtail site of a request is looked up once for each host, and again when it changed."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db

OTHER = "other.example"


@pytest.fixture
def own_site(settings: Any) -> Page:
    """A page that answers at a host of its own."""
    settings.ALLOWED_HOSTS = ["testserver", OTHER]
    page: Page = StandardPageFactory(title="Een site van zichzelf")
    Site.objects.create(hostname=OTHER, port=80, root_page=page)
    return page


def shown(client: Client, host: str = "testserver") -> str:
    """The heading of the address / at a host."""
    response = client.get("/", headers={"host": host})
    assert response.status_code == 200
    heading = BeautifulSoup(response.content, "html.parser").h1
    return heading.get_text(strip=True) if heading else ""


def test_only_the_first_reader_waits_for_the_query(client: Client) -> None:
    shown(client)
    with CaptureQueriesContext(connection) as sent:
        shown(client)
    assert not [each["sql"] for each in sent if "wagtailcore_site" in each["sql"]]


def test_each_host_has_its_own_site(client: Client, own_site: Page) -> None:
    for _time in range(2):
        assert shown(client) != own_site.title
        assert shown(client, OTHER) == own_site.title


def test_another_root_page_shows_at_once(client: Client, own_site: Page) -> None:
    shown(client, OTHER)
    site = Site.objects.get(hostname=OTHER)
    site.root_page = StandardPageFactory(title="Een andere voorkant")
    site.save()
    assert shown(client, OTHER) == "Een andere voorkant"


def test_a_home_page_that_is_withdrawn_is_gone_at_once(client: Client) -> None:
    shown(client)
    Site.objects.get().root_page.specific.unpublish()
    assert client.get("/").status_code == 404
