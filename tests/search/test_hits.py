"""What a result says of itself, wherever it is found."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisations.models import BlogPostPage, Kind, MinistryPage, OrganisationPage
from search.listing import hydrate
from search.models import Entry
from tests.factories import LocationFactory, MinistryFactory, OrganisationFactory, PostFactory
from tests.search.helpers import fill_text_index, index_everything

pytestmark = pytest.mark.django_db


def fill() -> tuple[MinistryPage, OrganisationPage, BlogPostPage]:
    """A ministry, an organisation with two offices, and a post about one of them."""
    ministry = MinistryFactory(title="Ministerie van Zaken", abbreviation="MvZ", slug="mvz")
    organisation = OrganisationFactory(
        parent=ministry, title="Dienst Loketten", abbreviation="DL", slug="dl"
    )
    office = LocationFactory(page=organisation, city="Zwolle")
    LocationFactory(page=organisation, city="Assen")
    post = PostFactory(
        parent=organisation,
        title="Loket zonder rij",
        summary="Een proef met <b>loketten</b> op afspraak.",
        kind=Kind.INITIATIVE,
        place=office,
        first_published_at=timezone.make_aware(datetime.datetime(2026, 3, 9, 12)),
    )
    index_everything()
    fill_text_index()
    return ministry, organisation, post


def hits(client: Client, query: str) -> dict[str, Tag]:
    """The cards of the results by title."""
    page = BeautifulSoup(client.get(f"/zoeken/?{query}").content, "html.parser")
    cards = page.select(".results__list article")
    return {" ".join(card.h3.get_text().split()): card for card in cards}


def words(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def test_a_post_says_its_kind_owner_ministry_date_place_and_the_words_marked(
    client: Client,
) -> None:
    fill()
    card = hits(client, "q=loket")["Loket zonder rij"]
    assert words(card.select_one(".kind")) == "Initiatief"
    assert words(card.select_one(".card__meta")) == "DL MvZ 9 maart 2026 Zwolle"
    assert card.select_one(".card__owner")["href"] == "/mvz/dl/"
    assert card.select_one(".card__link")["href"].startswith("/mvz/dl/")
    assert [mark.get_text() for mark in card.select("mark")] == ["Loket", "loketten"]
    assert card.select_one(".card__summary b") is None, "what somebody typed stays text"


def test_an_organisation_says_its_kind_ministry_and_places(client: Client) -> None:
    fill()
    card = hits(client, "q=loket")["Dienst Loketten (DL)"]
    assert words(card.select_one(".kind")) == "Andere organisatie"
    assert words(card.select_one(".card__meta")) == (
        "Ministerie van Zaken Zwolle en op andere plekken"
    )


@pytest.mark.parametrize("renamed", ["ministry", "organisation"])
def test_the_owner_of_a_hit_follows_a_new_name_and_address_at_once(
    client: Client, renamed: str
) -> None:
    ministry, organisation, _post = fill()
    hits(client, "q=loket")
    page: Any = {"ministry": ministry, "organisation": organisation}[renamed]
    page.refresh_from_db()
    page.slug, page.abbreviation = "anders", "NIEUW"
    page.save_revision().publish()
    card = hits(client, "q=loket")["Loket zonder rij"]
    assert "NIEUW" in words(card.select_one(".card__meta"))
    owner = card.select_one(".card__owner")["href"]
    assert owner == ("/anders/dl/" if renamed == "ministry" else "/mvz/anders/")
    assert client.get(owner).status_code == 200


def test_an_owner_that_readers_may_not_see_is_not_named(client: Client) -> None:
    _ministry, organisation, _post = fill()
    past = timezone.now() - datetime.timedelta(minutes=1)
    for entry in Entry.objects.filter(pk=organisation.pk):
        entry.expires_at = past
        entry.save()
    card = hits(client, "q=loket")["Loket zonder rij"]
    assert "DL" not in words(card.select_one(".card__meta"))


def test_a_list_costs_the_same_queries_for_one_owner_and_for_many() -> None:
    fill()
    hydrate(Entry.objects.visible())  # the first reads everything into memory
    with CaptureQueriesContext(connection) as few:
        pages = hydrate(Entry.objects.visible())
        assert {page.organisation.short_name for page in pages if hasattr(page, "kind")} == {"DL"}
    for number in range(4):
        owner = OrganisationFactory(title=f"Bureau {number}", abbreviation="")
        PostFactory(parent=owner)
    index_everything()
    hydrate(Entry.objects.visible())
    with CaptureQueriesContext(connection) as many:
        pages = hydrate(Entry.objects.visible())
        owners = {page.organisation.short_name for page in pages if hasattr(page, "kind")}
        assert {"DL", "Bureau 3"} <= owners
        assert all(page.ministry.title for page in pages if hasattr(page, "kind"))
    assert len(many) == len(few)
