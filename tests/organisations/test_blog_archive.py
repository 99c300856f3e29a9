"""The timeline of a blog by month, and the head of an organisation."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from organisations.models import Kind, OrganisationPage
from organisations.models.organisation import Colour
from tests.factories import ImageFactory, OrganisationFactory, PostFactory

pytestmark = pytest.mark.django_db


def page_of(client: Client, url: str, **asked: str) -> BeautifulSoup:
    response = client.get(url, asked)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def titles(soup: BeautifulSoup) -> list[str]:
    return [link.get_text(strip=True) for link in soup.select("#blog ~ ul .card__link")]


@pytest.fixture
def organisation() -> OrganisationPage:
    """A blog with posts in three months of two years; one is a draft."""
    organisation = OrganisationFactory()
    for title, kind, moment in (
        ("Oud nieuws", Kind.MESSAGE, datetime.datetime(2025, 12, 31, 22, 30, tzinfo=datetime.UTC)),
        # Half past midnight of the first of January in the Netherlands.
        ("Nieuwjaar", Kind.UPDATE, datetime.datetime(2025, 12, 31, 23, 30, tzinfo=datetime.UTC)),
        ("Een vraag in mei", Kind.QUESTION, datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC)),
        ("Nieuws in mei", Kind.MESSAGE, datetime.datetime(2026, 5, 5, tzinfo=datetime.UTC)),
    ):
        PostFactory(parent=organisation, title=title, kind=kind, first_published_at=moment)
    PostFactory(
        parent=organisation,
        title="Geheim",
        live=False,
        first_published_at=datetime.datetime(2026, 3, 5, tzinfo=datetime.UTC),
    )
    return organisation


def test_a_reader_sees_in_which_months_something_was_written(
    client: Client, organisation: OrganisationPage
) -> None:
    archive = page_of(client, organisation.url).find("nav", class_="archive")
    assert words(archive) == "Berichten per maand 2026 3 Mei 2 Januari 1 2025 1 December 1"
    first, second = archive.find_all("details")
    assert first.has_attr("open")
    assert not second.has_attr("open")


def test_a_month_shows_its_own_posts_by_the_clock_of_the_netherlands(
    client: Client, organisation: OrganisationPage
) -> None:
    january = page_of(client, organisation.url, maand="2026-01")
    assert titles(january) == ["Nieuwjaar"]
    assert january.find("a", attrs={"aria-current": "true"}, string="Januari")
    assert titles(page_of(client, organisation.url, maand="2025-12")) == ["Oud nieuws"]


def test_month_and_kind_go_together_and_stay_in_each_others_links(
    client: Client, organisation: OrganisationPage
) -> None:
    soup = page_of(client, organisation.url, maand="2026-05", soort="vraag")
    assert titles(soup) == ["Een vraag in mei"]
    tabs = {link["href"] for link in soup.select(".tabs a")}
    assert "?soort=bericht&maand=2026-05#blog" in tabs
    assert "?maand=2026-05#blog" in tabs
    assert "Alles 2 Berichten 1 Vragen 1" in words(soup.find(class_="tabs"))
    messages = page_of(client, organisation.url, soort="bericht")
    assert [link["href"] for link in messages.select(".archive a")] == [
        "?soort=bericht&maand=2026-05#blog",
        "?soort=bericht&maand=2025-12#blog",
    ]
    # All questions are of one month: nothing to choose.
    assert soup.select(".archive a") == []


def test_a_choice_that_finds_nothing_leads_back_to_everything(
    client: Client, organisation: OrganisationPage
) -> None:
    soup = page_of(client, organisation.url, maand="2026-01", soort="vraag")
    empty = soup.find(class_="empty")
    assert "geen berichten van deze soort" in words(empty)
    assert empty.find("a")["href"] == "?#blog"


@pytest.mark.parametrize("month", ["2026-03", "2024-01", "mei", "2026-13", "\0", "9" * 5000])
def test_a_month_without_posts_is_ignored_with_a_word(
    client: Client, organisation: OrganisationPage, month: str
) -> None:
    soup = page_of(client, organisation.url, maand=month)
    assert "Uit die maand zijn hier geen berichten." in words(soup)
    assert len(titles(soup)) == 4


def test_the_pages_of_a_long_month_keep_the_month(client: Client) -> None:
    organisation = OrganisationFactory()
    for day in range(1, 15):
        moment = datetime.datetime(2026, 5, day, tzinfo=datetime.UTC)
        PostFactory(parent=organisation, first_published_at=moment)
    soup = page_of(client, organisation.url, maand="2026-05")
    assert "maand=2026-05" in soup.find("a", rel="next")["href"]


def test_a_blog_of_one_month_has_no_archive(client: Client) -> None:
    organisation = OrganisationFactory()
    moment = datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC)
    PostFactory(parent=organisation, first_published_at=moment)
    assert page_of(client, organisation.url).find(class_="archive") is None


@pytest.mark.parametrize("colour", [colour for colour in Colour.values if colour])
def test_an_organisation_has_a_head_in_its_own_colour(client: Client, colour: str) -> None:
    organisation = OrganisationFactory(colour=colour)
    head = page_of(client, organisation.url).find("h1").find_parent(class_="head")
    assert f"head--{colour}" in head["class"]


def test_an_organisation_has_its_photo_in_the_head_with_the_maker(client: Client) -> None:
    photo = ImageFactory(credit="Fotodienst", description="Een lichte hal")
    organisation = OrganisationFactory(lead_image=photo)
    figure = page_of(client, organisation.url).select_one(".head figure")
    assert "Beeld: Fotodienst" in words(figure)
    picture = figure.find("img")
    assert picture["alt"] == "Een lichte hal"
    assert picture["width"]
    assert picture["height"]
    assert [source["type"] for source in figure.find_all("source")][:2] == [
        "image/avif",
        "image/webp",
    ]


def test_an_empty_blog_helps_its_reader_on(client: Client) -> None:
    now = page_of(client, OrganisationFactory().url).find(class_="empty")
    assert "Volg deze organisatie" in words(now)
    assert now.find("a")
    ended = OrganisationFactory(ended_on=datetime.date(2020, 1, 1))
    gone = page_of(client, ended.url).find(class_="empty")
    assert "bestaat niet meer" in words(gone)
    assert gone.find("a") is None
