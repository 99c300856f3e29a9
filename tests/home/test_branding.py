"""Editors see whose site they work on."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_cms_carries_the_name_the_sign_and_the_colours_of_the_site(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    page = BeautifulSoup(client.get("/cms/").content, "html.parser")
    assert page.title.get_text().strip().endswith("Rijkslocaties")
    assert page.select_one("link[rel=icon]")["href"] == "/static/img/favicon.svg"
    assert page.select_one('link[href="/static/css/cms/branding.css"]')
    sign = page.select_one("template[data-wagtail-sidebar-branding-logo]").find("img")
    assert sign["src"] == "/static/img/favicon.svg"


def test_signing_in_carries_the_name_of_the_site_too(client: Client) -> None:
    page = BeautifulSoup(client.get("/cms/login/", follow=True).content, "html.parser")
    assert page.title.get_text().strip().endswith("Rijkslocaties")
