"""The front page: what is going on, in a fixed number of queries."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.models import ASKING_KINDS, BlogPostPage, Kind, State
from tests.factories import (
    ImageFactory,
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


def publish(page: Any) -> Any:
    page.save_revision().publish()
    return page


def fill(ministries: int, posts: int) -> None:
    for _number in range(ministries):
        ministry = publish(MinistryFactory())
        organisation = OrganisationFactory(parent=ministry)
        place = LocationFactory(page=organisation)
        publish(organisation)
        for position in range(posts):
            kind = Kind.values[position % len(Kind.values)]
            state = State.OPEN if kind in ASKING_KINDS else ""
            post = PostFactory(
                parent=organisation, kind=kind, state=state, place=place, lead_image=ImageFactory()
            )
            post.topics.set([TopicFactory()])
            publish(post)


def count(client: Client) -> int:
    """What the first reader costs after a while without readers: nothing is in the cache."""
    client.get("/")  # pictures are made once
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/").status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    fill(ministries=1, posts=18)
    small = count(client)
    fill(ministries=3, posts=18)
    assert count(client) == small
    assert small <= 15


def test_a_reader_sees_what_is_going_on(client: Client) -> None:
    fill(ministries=2, posts=6)
    hidden = PostFactory(live=False, title="Nog niet klaar", kind=Kind.QUESTION, state=State.OPEN)
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    text = " ".join(soup.get_text(" ").split())
    assert "2 organisaties · 2 plekken · 2 ministeries" in text
    for heading in ("Wie kan helpen?", "Nieuw op de blogs", "Per ministerie"):
        assert soup.find("h2", string=heading)
    kinds = {
        name
        for badge in soup.find_all(class_="kind")
        for name in badge["class"]
        if name.startswith("kind--")
    }
    assert {"kind--bericht", "kind--fotos", "kind--initiatief"} <= kinds
    assert kinds & {"kind--vraag", "kind--behoefte"}
    update = BlogPostPage.objects.filter(kind=Kind.UPDATE).first()
    assert soup.find("a", href=update.url)
    assert hidden.title not in text


def test_an_answered_question_is_no_longer_asked(client: Client) -> None:
    publish(PostFactory(title="Wie weet dit?", kind=Kind.QUESTION, state=State.ANSWERED))
    assert "Wie weet dit?" not in client.get("/").content.decode()


def test_an_empty_site_is_a_good_page_too(client: Client) -> None:
    soup = BeautifulSoup(client.get("/").content, "html.parser")
    assert soup.h1
    assert not soup.find("h2", string="Nieuw op de blogs")
