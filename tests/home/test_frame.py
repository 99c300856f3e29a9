"""What stands around every page: the same for every anonymous reader, also when things break."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied

from home.models import SiteSettings
from tests.factories import StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    from django.core.cache import cache

    cache.clear()


def test_the_home_page_is_the_same_bytes_for_every_anonymous_reader(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert not response.cookies
    assert response["Vary"] == "Accept-Encoding", "compressed or not, and nothing else"
    assert b"csrf" not in response.content
    assert "public" in response["Cache-Control"]


def test_public_pages_hold_no_inline_script_or_style(client: Client) -> None:
    html = client.get("/").content.decode()
    # Data for search engines stands in such an element too, and runs nothing.
    html = html.replace('<script type="application/ld+json">', "<data>")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)


def test_the_menu_marks_where_the_reader_is(client: Client) -> None:
    html = client.get("/").content.decode()
    current = re.findall(r'aria-current="page"\s*>\s*([^<]+?)\s*<', html)
    assert current == ["Home"]


def test_a_published_standard_page_is_linked_from_the_foot_at_once(client: Client) -> None:
    assert "Contact met ons" not in client.get("/").content.decode()
    page = StandardPageFactory(title="Contact met ons", slug="contact")
    assert "Contact met ons" in client.get("/").content.decode()
    page.unpublish()
    assert "Contact met ons" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("address", "week", "words"),
    [
        ("/", "/week/", "De week bij de rijksoverheid"),
        ("/en/", "/en/week/", "The week at the central government"),
    ],
)
def test_the_foot_leads_to_the_week(client: Client, address: str, week: str, words: str) -> None:
    foot = BeautifulSoup(client.get(address).content, "html.parser").find("footer")
    assert foot.find("a", href=week).get_text(strip=True) == words
    assert client.get(week).status_code == 200


def test_a_changed_tagline_is_seen_at_once(client: Client) -> None:
    client.get("/")
    from wagtail.models import Site

    SiteSettings.objects.create(site=Site.objects.get(), tagline="Samen onderweg")
    assert "Samen onderweg" in client.get("/").content.decode()


def test_an_unknown_address_gets_a_page_in_style(client: Client) -> None:
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze bladzijde bestaat niet" in response.content.decode()
    assert 'role="search"' in response.content.decode()


def test_what_somebody_may_not_see_gets_a_page_in_style(rf: RequestFactory) -> None:
    response = permission_denied(rf.get("/"), PermissionDenied())
    assert response.status_code == 403
    assert "U mag deze bladzijde niet zien" in response.content.decode()
    assert 'class="footer' in response.content.decode()


@pytest.mark.django_db(databases=[])
def test_the_page_for_a_broken_site_needs_no_database() -> None:
    assert "Er ging iets mis" in render_to_string("500.html")


def test_someone_who_is_signed_in_gets_the_bar_of_the_cms(client: Client) -> None:
    assert "wagtail-userbar" not in client.get("/").content.decode()
    client.force_login(UserFactory(is_superuser=True))
    assert "<wagtail-userbar>" in client.get("/").content.decode()
