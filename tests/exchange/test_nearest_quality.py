"""How good the matches are, on a small set that was labelled by hand."""

from typing import Any

import pytest

from exchange.nearest.scoring import nearest
from exchange.nearest.subject import Side, Subject
from exchange.nearest.words import telling_words
from organisations.models import BlogPostPage, Kind, State
from tests.exchange.follow import written
from tests.exchange.labelled import ANSWERED, ASKING, INITIATIVES
from tests.factories import OrganisationFactory, TopicFactory

pytestmark = pytest.mark.django_db
AT = 3


def publish_offers() -> tuple[dict[int, str], dict[str, Any]]:
    """Names by page id, and topics by name."""
    topics: dict[str, Any] = {}
    organisation = OrganisationFactory()
    names: dict[int, str] = {}
    for kind, rows in ((Kind.INITIATIVE, INITIATIVES), (Kind.QUESTION, ANSWERED)):
        for name, title, summary, about in rows:
            of_post = [topics.setdefault(key, TopicFactory(name=key)) for key in about]
            post = written(
                organisation,
                title,
                summary=summary,
                kind=kind,
                state=State.ANSWERED if kind == Kind.QUESTION else "",
                topics=of_post,
            )
            names[post.pk] = name
    return names, topics


def draft(title: str, summary: str, topics: list[Any]) -> BlogPostPage:
    """Something that is being written elsewhere."""
    organisation = OrganisationFactory()
    post = BlogPostPage(
        title=title, summary=summary, path=organisation.path + "0001", depth=organisation.depth + 1
    )
    post.topics = topics
    return post


def test_most_of_what_is_shown_is_of_use_and_little_of_use_is_missed() -> None:
    names, topics = publish_offers()
    shown = useful = findable = firsts = asked = 0
    for title, summary, about, expected in ASKING:
        subject = Subject.of(draft(title, summary, [topics[key] for key in about]))
        found = [names[near.pk] for near in nearest(subject, Side.OFFERS, AT)]
        shown += len(found)
        useful += len(expected & set(found))
        findable += min(AT, len(expected))
        asked += bool(expected)
        firsts += bool(set(found[:1]) & expected)
    # Measured: 13 of 16, 13 of 16, 10 of 10.
    assert useful / shown >= 0.75, "precision at 3"
    assert useful / findable >= 0.75, "what is of use is found"
    assert firsts / asked >= 0.9, "the best comes first"


def test_what_everybody_says_is_not_looked_for() -> None:
    words = telling_words(
        "Wie heeft er ervaring met bureaus?", "Wij zoeken hulp.", "Bureau 12, 2026."
    )
    assert words == ["bureaus", "hulp"]


def test_what_marks_an_example_as_made_up_is_no_reason_to_bring_two_together() -> None:
    words = telling_words(
        "Een verzonnen verhuizing",
        "Een fictief team hielp.",
        "<p>De fictieve dag is verzonnen.</p>",
    )
    assert words == ["verhuizing", "hielp", "team"]
