"""What search engines are told of a question and its answers."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exchange.models import Comment, CommentState
from home.sharing.structured import ANSWERS_TOLD
from organisations.models import Kind, State
from tests.exchange import answers
from tests.factories import MinistryFactory, OrganisationFactory, PostFactory
from tests.home.sharing import ROOT, head, publish, things

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Any:
    return publish(OrganisationFactory(parent=publish(MinistryFactory())))


def test_a_question_is_a_page_with_a_question(client: Client, organisation: Any) -> None:
    post = publish(
        PostFactory(
            parent=organisation, kind=Kind.QUESTION, state=State.OPEN, title="Wie weet dit?"
        )
    )
    told = things(head(client, post.url))["QAPage"]
    assert told["mainEntity"]["@type"] == "Question"
    assert told["mainEntity"]["name"] == "Wie weet dit?"
    assert told["mainEntity"]["answerCount"] == 0
    assert "acceptedAnswer" not in told["mainEntity"]


def test_an_answered_question_tells_its_answer_and_costs_no_query_more(
    client: Client, organisation: Any
) -> None:
    def queries(url: str) -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    post = publish(PostFactory(parent=organisation, kind=Kind.QUESTION, state=State.ANSWERED))
    answer = answers.comment_on(post, "Zet er </script> planten neer.", accepted_at=timezone.now())
    told = things(head(client, post.url))["QAPage"]["mainEntity"]
    assert told["answerCount"] == 1
    assert told["acceptedAnswer"]["text"] == "Zet er </script> planten neer."
    assert told["acceptedAnswer"]["url"] == f"{ROOT}{post.url}#antwoord"
    assert told["acceptedAnswer"]["author"] == {"@type": "Person", "name": "Reinier"}
    with_reader = queries(post.url)
    assert with_reader <= 10

    Comment.objects.filter(pk=answer.pk).update(organisation=organisation, name=organisation.title)
    author = things(head(client, post.url))["QAPage"]["mainEntity"]["acceptedAnswer"]["author"]
    assert author == {
        "@type": "GovernmentOrganization",
        "name": organisation.title,
        "url": ROOT + organisation.url,
    }
    assert queries(post.url) == with_reader

    Comment.objects.filter(pk=answer.pk).update(state=CommentState.REFUSED)
    told = things(head(client, post.url))["QAPage"]["mainEntity"]
    assert told["answerCount"] == 0
    assert "planten" not in str(told)


def test_what_readers_answered_is_told_beside_the_accepted_answer(
    client: Client, organisation: Any
) -> None:
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(post.url).status_code == 200
        return len(captured)

    post = publish(PostFactory(parent=organisation, kind=Kind.QUESTION, state=State.OPEN))
    client.get(post.url)  # the site is looked up once
    without = queries()
    told = things(head(client, post.url))["QAPage"]["mainEntity"]
    assert told["answerCount"] == 0
    assert "suggestedAnswer" not in told

    first = answers.comment_on(post, "Zet er planten neer.", name="Reinier")
    buren = answers.helper()
    theirs = answers.comment_on(
        post, "Kom bij ons kijken.", name=buren.title, organisation=buren, language="en"
    )
    answers.comment_on(post, "Dat deden wij ook.", parent=first)
    answers.comment_on(post, "Dank voor het meedenken.", organisation=organisation)
    for hidden in (CommentState.UNCONFIRMED, CommentState.WAITING, CommentState.REFUSED):
        answers.comment_on(post, f"Niet te zien: {hidden}", state=hidden)
    told = things(head(client, post.url))["QAPage"]["mainEntity"]
    assert told["answerCount"] == 2
    assert told["suggestedAnswer"] == [
        {
            "@type": "Answer",
            "text": text,
            "url": f"{ROOT}{post.url}#reactie-{comment.pk}",
            "dateCreated": comment.created_at.isoformat(),
            "inLanguage": language,
            "author": author,
        }
        for comment, text, language, author in (
            (first, "Zet er planten neer.", "nl", {"@type": "Person", "name": "Reinier"}),
            (
                theirs,
                "Kom bij ons kijken.",
                "en",
                {"@type": "GovernmentOrganization", "name": buren.title},
            ),
        )
    ]
    page = BeautifulSoup(client.get(post.url).content, "html.parser")
    assert all(page.find(id=answer["url"].partition("#")[2]) for answer in told["suggestedAnswer"])
    assert queries() == without, "the head tells what the body found"

    Comment.objects.filter(pk=first.pk).update(accepted_at=timezone.now())
    type(post).objects.filter(pk=post.pk).update(state=State.ANSWERED)
    told = things(head(client, post.url))["QAPage"]["mainEntity"]
    assert told["answerCount"] == 2
    assert told["acceptedAnswer"]["text"] == "Zet er planten neer."
    assert [answer["text"] for answer in told["suggestedAnswer"]] == ["Kom bij ons kijken."]


def test_of_a_long_row_of_answers_the_first_are_told_and_all_are_counted(
    client: Client, organisation: Any
) -> None:
    post = publish(PostFactory(parent=organisation, kind=Kind.QUESTION, state=State.OPEN))
    for number in range(ANSWERS_TOLD + 2):
        answers.comment_on(post, f"Antwoord {number}")
    told = things(head(client, post.url))["QAPage"]["mainEntity"]
    assert told["answerCount"] == ANSWERS_TOLD + 2
    assert len(told["suggestedAnswer"]) == ANSWERS_TOLD
    assert told["suggestedAnswer"][0]["text"] == "Antwoord 0"
