"""Editors steer searching: pages that stand first, and what readers look for."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from search import log, versions
from search.models import Entry, Pin, SearchCount, SynonymGroup
from tests.factories import PostFactory, UserFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)
from tests.search.helpers import fill_text_index, index_everything

pytestmark = pytest.mark.django_db
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64)"}


@pytest.fixture
def counting(settings: Any) -> Iterator[None]:
    settings.COUNT_READERS = True
    log.searches._numbers.clear()
    yield
    log.searches._numbers.clear()


def counted() -> dict[str, tuple[int, int]]:
    """What is stored: number of searches and of results by words."""
    log.searches.store()
    return {one.words: (one.number, one.found) for one in SearchCount.objects.all()}


def test_searches_are_counted_by_day_and_never_by_whom(client: Client, counting: None) -> None:
    PostFactory(title="Werken in de trein")
    index_everything()
    fill_text_index()
    for text in ("Werken", "werken", "zebra"):
        client.get("/zoeken/", {"q": text}, **BROWSER)
    assert counted() == {"werken": (2, 1), "zebra": (1, 0)}
    client.get("/zoeken/", {"q": "werken"}, **BROWSER)
    assert counted()["werken"] == (3, 1)
    names = {field.name for field in SearchCount._meta.get_fields()}
    assert names == {"id", "day", "words", "number", "found"}


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "piet@voorbeeld.example"},
        {"q": "bsn 123456782"},
        {"q": "06-12 34 56 78"},
        {"q": "werken", "pagina": "2"},
        {"q": "werken", "soort": "vraag"},
        {"q": "--"},
        {},
    ],
)
def test_what_may_be_of_a_person_and_what_is_no_new_search_is_not_counted(
    client: Client, counting: None, asked: dict[str, str]
) -> None:
    client.get("/zoeken/", asked, **BROWSER)
    assert counted() == {}


def test_programs_do_not_count(client: Client, counting: None) -> None:
    client.get("/zoeken/?q=werken", HTTP_USER_AGENT="Mozilla/5.0 (compatible; Examplebot/2.1)")
    client.get("/zoeken/?q=werken")
    assert counted() == {}


def test_old_numbers_go(client: Client, counting: None) -> None:
    old = timezone.localdate() - log.KEEP - datetime.timedelta(days=1)
    SearchCount.objects.create(day=old, words="oud", number=3)
    client.get("/zoeken/?q=nieuw", **BROWSER)
    assert set(counted()) == {"nieuw"}


def test_editors_see_what_is_sought_and_not_found(client: Client) -> None:
    today = timezone.localdate()
    for words, found in (("zebra", 0), ("werken", 12)):
        for days in (0, 1):
            SearchCount.objects.create(
                day=today - datetime.timedelta(days=days), words=words, number=2, found=found
            )
    address = reverse("search_log")
    assert client.get(address).status_code == 302
    client.force_login(UserFactory(is_superuser=True))
    page = client.get(address).content.decode()
    assert "zebra" in page
    assert "werken" in page
    page = client.get(address, {"not_found": "true"}).content.decode()
    assert "zebra" in page
    assert "werken" not in BeautifulSoup(page, "html.parser").find("table").get_text()
    exported = b"".join(client.get(address, {"export": "csv"})).decode()
    assert "zebra,4,0" in exported


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (COMMUNICATOR, False),
        (NOBODY, False),
        (MODERATOR, True),
        (CENTRAL, True),
        (ADMINISTRATOR, True),
    ],
)
def test_the_log_of_searches_is_for_moderators_and_administrators(
    client: Client, government: Government, who: str, may: bool
) -> None:
    SearchCount.objects.create(day=timezone.localdate(), words="zebra", number=2, found=0)
    client.force_login(government.people[who])
    table = reverse("search_log_results")
    for address in (reverse("search_log"), table, f"{table}?export=csv", f"{table}?export=xlsx"):
        response = client.get(address)
        content = response.getvalue()
        assert (response.status_code == 200) is may, (who, address, response.status_code)
        if "xlsx" not in address:
            assert (b"zebra" in content) is may
    client.force_login(government.people[who])
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("search_log") in menu) is may


@pytest.mark.parametrize(
    ("who", "may"),
    [(COMMUNICATOR, False), (MODERATOR, False), (CENTRAL, False), (ADMINISTRATOR, True)],
)
def test_synonyms_and_pins_are_kept_by_administrators(
    client: Client, government: Government, who: str, may: bool
) -> None:
    client.force_login(government.people[who])
    for model in (SynonymGroup, Pin):
        address = reverse(model.snippet_viewset.get_url_name("list"))
        assert (client.get(address).status_code == 200) is may
    add = reverse(SynonymGroup.snippet_viewset.get_url_name("add"))
    client.post(add, {"words": "thuiswerken\nhybride werken"})
    assert SynonymGroup.objects.exists() is may


def test_a_pinned_page_stands_first_for_its_words_only(client: Client) -> None:
    post = PostFactory(title="Wegwijzer")
    PostFactory(title="Over hybride werken")
    index_everything()
    fill_text_index()
    Pin.objects.create(words="Hybride werken\nthuis", page=post)
    for asked, is_pinned in (
        ("q=hybride+WERKEN", True),
        ("q=thuis", True),
        ("q=werken", False),
        ("q=thuis&soort=vraag", False),
        ("", False),
    ):
        page = client.get(f"/zoeken/?{asked}").content.decode()
        assert ("Aanbevolen door de redactie" in page) is is_pinned, asked
        assert not is_pinned or "Wegwijzer" in page


@pytest.mark.parametrize("gone", ["unpublished", "expired"])
def test_a_pinned_page_that_is_not_public_is_not_shown(client: Client, gone: str) -> None:
    post = PostFactory(title="Wegwijzer")
    index_everything()
    Pin.objects.create(words="thuis", page=post)
    if gone == "unpublished":
        post.unpublish()
    else:
        past = timezone.now() - datetime.timedelta(minutes=1)
        Entry.objects.filter(pk=post.pk).update(expires_at=past)
        versions.bump([post.pk])
    page = client.get("/zoeken/?q=thuis").content.decode()
    assert "Wegwijzer" not in page
    assert "Aanbevolen" not in page
