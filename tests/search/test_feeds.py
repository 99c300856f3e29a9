"""Feeds and the sitemap: what other programs read."""

import datetime
import html
import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
)
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def feed(client: Client, url: str) -> ET.Element:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "max-age" in response["Cache-Control"]
    return ET.fromstring(response.content)


def titles(client: Client, url: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed(client, url).iter(f"{ATOM}entry")]


def test_each_feed_holds_its_own_newest_first(client: Client) -> None:
    topic = TopicFactory(slug="werk")
    bzk = OrganisationFactory(slug="logius", parent=MinistryFactory(slug="bzk"))
    unit = OrganisationFactory(slug="afdeling", parent=bzk)
    first = PostFactory(parent=bzk, title="Eerste")
    first.topics.set([topic])
    first.save()
    PostFactory(parent=unit, title="Tweede")
    PostFactory(parent=OrganisationFactory(slug="logius"), title="Van een ander")
    index_everything()
    assert titles(client, "/feed/") == ["Van een ander", "Tweede", "Eerste"]
    assert titles(client, "/bzk/feed/") == ["Tweede", "Eerste"]
    assert titles(client, "/bzk/logius/feed/") == ["Tweede", "Eerste"]
    assert titles(client, "/bzk/logius/afdeling/feed/") == ["Tweede"]
    assert titles(client, "/onderwerpen/werk/feed/") == ["Eerste"]
    assert titles(client, "/zoeken/feed/?q=tweede&soort=bericht") == ["Tweede"]
    assert client.get("/bestaat/niet/feed/").status_code == 404


def test_an_entry_has_an_id_that_survives_a_move_an_author_and_a_date(client: Client) -> None:
    post = PostFactory()
    index_everything()
    before = feed(client, "/feed/").find(f"{ATOM}entry")
    assert before.findtext(f"{ATOM}author/{ATOM}name") == post.get_parent().title
    assert before.findtext(f"{ATOM}updated")
    post.move(OrganisationFactory(), pos="last-child")
    after = feed(client, "/feed/").find(f"{ATOM}entry")
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert after.find(f"{ATOM}link").get("href") != before.find(f"{ATOM}link").get("href")


def test_an_example_says_so_in_its_title(client: Client) -> None:
    PostFactory(title="Zo kan het", is_example=True)
    index_everything()
    assert titles(client, "/feed/") == ["Voorbeeld: Zo kan het"]


def test_a_summary_is_text_and_never_markup(client: Client) -> None:
    PostFactory(summary="Minder < meer & <b>beter</b>")
    index_everything()
    summary = feed(client, "/feed/").find(f"{ATOM}entry/{ATOM}summary")
    assert summary.get("type") == "html"
    assert html.unescape(summary.text) == "Minder < meer & <b>beter</b>"
    assert "<" not in summary.text


def test_every_feed_is_valid_also_when_it_is_empty(client: Client) -> None:
    organisation = OrganisationFactory(slug="stil")
    topic = TopicFactory(slug="stilte")
    index_everything()
    addresses = ("/feed/", f"{organisation.url}feed/", topic.get_absolute_url() + "feed/")
    for address in (*addresses, "/zoeken/feed/?q=niets"):
        found = feed(client, address)
        assert found.find(f"{ATOM}entry") is None
        assert found.findtext(f"{ATOM}id").startswith("http")
        assert found.findtext(f"{ATOM}title")
        assert datetime.datetime.fromisoformat(found.findtext(f"{ATOM}updated")).tzinfo
        own = [link.get("href") for link in found.iter(f"{ATOM}link") if link.get("rel") == "self"]
        assert own == [f"http://testserver{address}"]


def test_a_feed_costs_the_same_whatever_it_holds(
    client: Client, django_assert_max_num_queries
) -> None:
    for _ in range(15):
        PostFactory()
    index_everything()
    client.get("/feed/")
    with django_assert_max_num_queries(10):
        client.get("/feed/")


def test_the_sitemap_is_an_index_of_all_that_is_public(client: Client) -> None:
    post = PostFactory()
    place = LocationFactory(page=post.get_parent())
    plain = StandardPageFactory()
    topic = TopicFactory()
    index_everything()
    index = ET.fromstring(client.get("/sitemap.xml").content)
    found = ""
    for part in index.iter(f"{SITEMAP}loc"):
        found += client.get(part.text.removeprefix("http://testserver")).content.decode()
    for url in (
        post.url,
        post.get_parent().url,
        plain.url,
        topic.get_absolute_url(),
        place.get_building_url(),
    ):
        assert f"<loc>http://testserver{url}</loc>" in found
