"""What a reader is shown to read after a post."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from organisations.models import BlogPostPage, OrganisationPage, PostAuthor, Topic
from search.models import Entry
from tests.factories import ImageFactory, OrganisationFactory, PostFactory, TopicFactory

pytestmark = pytest.mark.django_db


def publish(post: BlogPostPage, *topics: Topic) -> BlogPostPage:
    post.topics.set(topics)
    post.save_revision().publish()
    return post


def ways(client: Client, post: BlogPostPage) -> dict[str, list[str]]:
    """The titles below each heading of "Lees verder"."""
    soup = BeautifulSoup(client.get(post.url).content, "html.parser")
    section = soup.find("section", class_="read-on")
    return {
        " ".join(part.h3.get_text().split()): [
            link.get_text(strip=True) for link in part.find_all("a")
        ]
        for part in (section.select(".read-on__ways > div") if section else [])
    }


@pytest.fixture
def topic() -> Topic:
    return TopicFactory(name="hybride werken")


@pytest.fixture
def organisation() -> OrganisationPage:
    return OrganisationFactory(title="Voorbeelddienst", abbreviation="VBD")


def test_a_reader_finds_more_about_the_topic_with_whose_it_is(
    client: Client, topic: Topic, organisation: OrganisationPage
) -> None:
    post = publish(PostFactory(parent=organisation), topic)
    other = OrganisationFactory(title="Andere Dienst", abbreviation="")
    for number in range(5):
        publish(PostFactory(parent=other, title=f"Ook zo {number}"), topic)
    publish(PostFactory(title="Iets anders"), TopicFactory())
    assert ways(client, post) == {"Over hetzelfde onderwerp": ["Ook zo 4", "Ook zo 3", "Ook zo 2"]}
    text = BeautifulSoup(client.get(post.url).content, "html.parser").find(class_="read-on")
    assert "Andere Dienst" in text.get_text()


def test_a_reader_finds_the_newest_of_the_organisation_but_nothing_twice(
    client: Client, topic: Topic, organisation: OrganisationPage
) -> None:
    posts = [publish(PostFactory(parent=organisation, title=f"Blog {n}")) for n in range(8)]
    publish(posts[7], topic)
    publish(posts[2], topic)
    # The neighbours of 2 are 1 and 3; 7 is about the same.
    assert ways(client, posts[2]) == {
        "Over hetzelfde onderwerp": ["Blog 7"],
        "Van VBD": ["Blog 6", "Blog 5", "Blog 4"],
    }


def test_what_is_not_published_is_not_read_on(
    client: Client, topic: Topic, organisation: OrganisationPage
) -> None:
    post = publish(PostFactory(parent=organisation), topic)
    draft = PostFactory(parent=organisation, live=False)
    draft.topics.set([topic])
    draft.save()
    private = OrganisationFactory()
    publish(PostFactory(parent=private), topic)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    expired = publish(PostFactory(), topic)
    past = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    Entry.objects.filter(pk=expired.pk).update(expires_at=past)
    taken_away = publish(PostFactory(), topic)
    taken_away.unpublish()
    assert ways(client, post) == {}


def test_a_draft_previews_without_ways_on(topic: Topic, organisation: OrganisationPage) -> None:
    publish(PostFactory(parent=organisation), topic)
    draft = PostFactory(parent=organisation, live=False, first_published_at=None)
    response = draft.make_preview_request()
    assert response.status_code == 200
    assert b"read-on" not in response.content
    assert b"Kopieer de link" not in response.content


def test_the_ways_on_cost_no_more_on_a_full_site_within_ten_queries(
    client: Client, topic: Topic, organisation: OrganisationPage
) -> None:
    def full(title: str) -> BlogPostPage:
        post = PostFactory(
            parent=organisation,
            title=title,
            lead_image=ImageFactory(),
            body=[("text", "<p>Zo ging het.</p>")],
        )
        post.authors = [PostAuthor(name="Team Huisvesting")]
        return publish(post, topic)

    def count(post: BlogPostPage) -> int:
        client.get(post.url)  # pictures are made once
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(post.url).status_code == 200
        return len(captured)

    first = full("Eerste")
    alone = count(first)
    for number in range(9):
        full(f"Volgende {number}")
        publish(PostFactory(), topic)
    assert ways(client, first)
    assert count(first) == alone
    assert alone <= 10


def test_the_address_of_a_post_can_be_passed_on(client: Client) -> None:
    post: Any = PostFactory(title="Minder & beter: 50% stiller")
    soup = BeautifulSoup(client.get(post.url).content, "html.parser")
    mail = soup.find("a", href=lambda href: href and href.startswith("mailto:?"))["href"]
    assert mail.startswith("mailto:?subject=Minder%20%26%20beter%3A%2050%25%20stiller&body=http")
    assert post.url.replace("/", "%2F") in mail
    copy = soup.find("button", attrs={"data-copy-link": post.full_url})
    # It would do nothing without script.
    assert copy.has_attr("hidden")
