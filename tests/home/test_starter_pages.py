"""The plain pages that a new site begins with: honest, complete, and left alone after that."""

import re
import tomllib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.utils.html import strip_tags

from home.models import StandardPage
from home.starter import load_starter_pages

pytestmark = pytest.mark.django_db

ENTRIES = tomllib.loads(Path("data/pages.toml").read_text(encoding="utf-8"))["page"]
SLUGS = {
    "over",
    "contact",
    "privacy",
    "cookies",
    "huisregels",
    "toegankelijkheid",
    "kwetsbaarheid-melden",
    "colofon",
}


def text_of(client: Client, slug: str) -> str:
    main = BeautifulSoup(client.get(f"/{slug}/").content, "html.parser").main
    return " ".join(strip_tags(str(main)).split())


def test_a_new_site_has_every_page_that_it_must_have_linked_from_its_foot(client: Client) -> None:
    assert load_starter_pages() == len(SLUGS)
    foot = BeautifulSoup(client.get("/").content, "html.parser").footer
    linked = {link["href"].strip("/") for link in foot.find_all("a")}
    assert linked >= SLUGS
    for slug in SLUGS:
        assert client.get(f"/{slug}/").status_code == 200
    for page in StandardPage.objects.all():
        page.full_clean()
        page.body.stream_block.clean(page.body)


def test_an_administrator_changes_and_deletes_them_for_good(client: Client) -> None:
    load_starter_pages()
    changed = StandardPage.objects.get(slug="over")
    changed.intro = "Van ons."
    changed.save_revision().publish()
    StandardPage.objects.get(slug="colofon").delete()
    StandardPage.objects.get(slug="cookies").unpublish()
    assert load_starter_pages() == 0
    assert StandardPage.objects.get(slug="over").intro == "Van ons."
    assert not StandardPage.objects.filter(slug="colofon").exists()
    assert client.get("/colofon/").status_code == 410


def test_a_page_with_another_address_does_not_come_back(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    load_starter_pages()
    page = StandardPage.objects.get(slug="over")
    page.slug = "over-ons"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert load_starter_pages() == 0
    assert client.get("/over/").status_code == 301


def test_the_privacy_page_tells_of_everything_that_is_kept() -> None:
    """What docs/personal-data.md names as kept in the database; a word of its own for the rest."""
    kept = set(
        re.findall(
            r"`((?:exchange|organisations|core)\.\w+)`",
            Path("docs/personal-data.md").read_text(encoding="utf-8"),
        )
    )
    privacy = next(entry for entry in ENTRIES if entry["slug"] == "privacy")
    assert kept == set(privacy["covers"])


def test_the_terms_on_the_privacy_page_are_those_of_the_settings(client: Client) -> None:
    load_starter_pages()
    text = text_of(client, "privacy")
    assert f"Dan wissen wij uw adres na {settings.FOLLOW_CONFIRM_DAYS} dagen" in text
    assert f"met welk onderwerp, bewaren wij {settings.MAIL_KEEP_DAYS} dagen" in text
    assert f"wissen wij alles na {settings.COMMENT_CONFIRM_DAYS} dagen" in text
    assert f"uw bericht {settings.HELP_OFFER_DAYS} dagen" in " ".join(text.split())
    assert f"wissen wij {settings.COMMENT_ADDRESS_DAYS} dagen nadat" in text
    assert f"pogingen om in te loggen bewaren wij {settings.SIGN_IN_LOG_DAYS} dagen" in text


def test_the_cookies_that_are_named_are_those_that_are_set(client: Client) -> None:
    load_starter_pages()
    text = text_of(client, "cookies")
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert name in text
    assert settings.SESSION_COOKIE_AGE == 14 * 24 * 3600
    assert settings.SESSION_IDLE_MINUTES == 60
    assert "Doet u een uur niets" in text


def test_the_statement_on_accessibility_claims_nothing_that_was_not_looked_into(
    client: Client,
) -> None:
    load_starter_pages()
    text = text_of(client, "toegankelijkheid")
    assert "Deze site is nog niet onderzocht" in text
    assert "Meld het ons" in text
    for claim in ("voldoet volledig", "status A", "status B"):
        assert claim not in text
