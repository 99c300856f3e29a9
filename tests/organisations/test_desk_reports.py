"""The reports on what is published: what they list, for whom, and what they cost."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.models import BlogPostPage
from tests.factories import LocationFactory, OrganisationFactory, PostFactory, TopicFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
    make_government,
)

pytestmark = pytest.mark.django_db

QUIET = "report_quiet_blogs"
INCOMPLETE = "report_incomplete_posts"


@pytest.fixture
def government() -> Government:
    return make_government()


def report(government: Government, person: str, name: str, **query: str) -> str:
    client = Client()
    client.force_login(government.people[person])
    response = client.get(reverse(f"{name}_results"), query)
    assert response.status_code == 200
    if "export" in query:
        return b"".join(response.streaming_content).decode()
    return str(response.content.decode())


def days_ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def test_a_blog_is_quiet_when_its_last_post_is_long_ago(government: Government) -> None:
    PostFactory(parent=government.logius, first_published_at=days_ago(300))
    PostFactory(parent=government.logius, first_published_at=days_ago(200))
    # A draft, and a post of a unit, are no life on the organisation's own blog.
    PostFactory(parent=government.logius, first_published_at=days_ago(1), live=False)
    unit = OrganisationFactory(parent=government.logius, title="Afdeling Post")
    PostFactory(parent=unit, first_published_at=days_ago(2))
    OrganisationFactory(parent=government.ministry, title="Nooit begonnen")
    text = report(government, MODERATOR, QUIET)
    assert ">Logius</a>" in text
    assert "Afdeling Post" not in text
    assert "Nooit begonnen" not in text
    assert "Ministerie van BZK" in report(government, MODERATOR, QUIET, export="csv")
    PostFactory(parent=government.logius, first_published_at=days_ago(3))
    assert ">Logius</a>" not in report(government, MODERATOR, QUIET)


def test_posts_without_place_or_topic_are_listed_with_what_they_lack(
    government: Government,
) -> None:
    place = LocationFactory(page=government.logius)
    topic = TopicFactory()

    def make(title: str, *, placed: bool, with_topic: bool, live: bool = True) -> None:
        post = PostFactory(
            parent=government.logius, title=title, live=live, place=place if placed else None
        )
        if with_topic:
            post.topics.add(topic)
            post.save()

    make("Compleet", placed=True, with_topic=True)
    make("Zonder plaats", placed=False, with_topic=True)
    make("Zonder onderwerp", placed=True, with_topic=False)
    make("Alleen een concept", placed=False, with_topic=False, live=False)

    def titles(**query: str) -> set[str]:
        text = report(government, MODERATOR, INCOMPLETE, **query)
        names = BlogPostPage.objects.values_list("title", flat=True)
        return {name for name in names if f">{name}</a>" in text}

    assert titles() == {"Zonder plaats", "Zonder onderwerp"}
    assert titles(mist="plaats") == {"Zonder plaats"}
    assert titles(mist="onderwerp") == {"Zonder onderwerp"}
    sheet = report(government, MODERATOR, INCOMPLETE, export="csv")
    assert "Zonder plaats,plaats,Logius,Ministerie van BZK" in sheet


@pytest.mark.parametrize("name", [QUIET, INCOMPLETE])
def test_a_moderator_sees_the_own_ministry_and_an_administrator_everything(
    government: Government, name: str
) -> None:
    PostFactory(parent=government.logius, first_published_at=days_ago(300))
    PostFactory(parent=government.duo, first_published_at=days_ago(300))
    mine = report(government, MODERATOR, name)
    assert "Logius" in mine
    assert "DUO" not in mine
    everything = report(government, ADMINISTRATOR, name)
    assert "Logius" in everything
    assert "DUO" in everything
    narrowed = report(government, ADMINISTRATOR, name, ministerie=str(government.ministry.pk))
    assert "Logius" in narrowed
    assert "DUO" not in narrowed


@pytest.mark.parametrize("name", [QUIET, INCOMPLETE])
@pytest.mark.parametrize("person", [COMMUNICATOR, NOBODY])
def test_who_does_not_moderate_has_no_such_report(
    government: Government, person: str, name: str
) -> None:
    client = Client()
    client.force_login(government.people[person])
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", [QUIET, INCOMPLETE, "report_organisations_without_people"])
def test_the_cost_of_a_report_does_not_grow(government: Government, name: str) -> None:
    def make(number: int) -> None:
        for _ in range(number):
            organisation = OrganisationFactory(parent=government.ministry)
            PostFactory(parent=organisation, first_published_at=days_ago(300))

    def count() -> int:
        report(government, ADMINISTRATOR, name)
        with CaptureQueriesContext(connection) as queries:
            report(government, ADMINISTRATOR, name)
        return len(queries)

    make(2)
    few = count()
    make(3)
    assert count() == few
