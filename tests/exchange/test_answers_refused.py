"""Who may answer a question, and what is not taken for an answer."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from exchange.answers import settling
from exchange.models import Comment, CommentState
from organisations.models import Role
from organisations.roles.memberships import end, grant
from tests.exchange.answers import (
    comment_on,
    desk,
    fresh,
    helper,
    question,
    settle,
)
from tests.factories import UserFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db


MAY = (COMMUNICATOR, COLLEAGUE, MODERATOR, CENTRAL, ADMINISTRATOR)
MAY_NOT = (
    NOBODY,
    "communicatiemedewerker van een andere organisatie",
    "moderator van een ander ministerie",
    "wie er niet meer werkt",
)


def chair(government: Government, name: str) -> Client:
    if name in government.people:
        return desk(government, name)
    person = UserFactory()
    if name.startswith("communicatie"):
        grant(person, government.duo, Role.COMMUNICATOR, by=None)
    elif name.startswith("moderator"):
        grant(person, government.other_ministry, Role.MODERATOR, by=None)
    else:
        membership = grant(person, government.logius, Role.COMMUNICATOR, by=None)
        end(membership, by=None)
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("name", [*MAY, *MAY_NOT])
def test_who_may_close_and_open(government: Government, name: str) -> None:
    post = question(government.logius)
    client = chair(government, name)
    screen = reverse("answers", args=[post.pk])
    allowed = name in MAY
    answer = settle(client, post, "geen")
    assert (answer.status_code, answer["Location"] == screen) == (302, allowed)
    assert fresh(post).state == ("beantwoord" if allowed else "open")
    settling.close(post, by=None)
    client.post(reverse("reopen_question", args=[post.pk]))
    assert fresh(post).state == ("open" if allowed else "beantwoord")
    assert (client.get(screen).status_code == 200) == allowed


def test_nobody_who_is_not_signed_in_comes_near(government: Government) -> None:
    post = question(government.logius)
    response = settle(Client(), post, "geen")
    assert response.status_code == 302
    assert "/cms/login/" in response["Location"]
    assert fresh(post).state == "open"


@pytest.mark.parametrize("what", ["of another page", "waiting", "withdrawn", "below nothing"])
def test_a_comment_that_cannot_be_the_answer_is_refused(government: Government, what: str) -> None:
    post = question(government.logius)
    other = question(government.logius, title="Iets anders")
    comment = {
        "of another page": lambda: comment_on(other),
        "waiting": lambda: comment_on(post, state=CommentState.WAITING),
        "withdrawn": lambda: comment_on(post, state=CommentState.WITHDRAWN),
        "below nothing": lambda: comment_on(
            post, parent=comment_on(post, state=CommentState.REFUSED)
        ),
    }[what]()
    response = settle(desk(government, COMMUNICATOR), post, f"reactie-{comment.pk}", text="Toch")
    assert response.status_code == 200
    text = response.content.decode()
    assert "Deze reactie staat niet meer op de site. Kies een andere." in text
    assert "Toch" in text, "what was typed is kept"
    assert fresh(post).state == "open"
    with pytest.raises(settling.ValidationError):
        settling.close(post, by=None, comment=comment)
    assert not Comment.objects.filter(accepted_at__isnull=False).exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"answer": "onzin"},
        {"answer": "reactie-99999999999999999999999"},
        {"answer": "eigen", "text": "a" * 1_000_000},
        {"answer": "eigen", "text": "met een \0 erin"},
        {"answer": "geen", "helpers": ["99999999999999999999999", "abc"]},
        {"answer": "geen", "another": "99999999999999999999999"},
        {"answer": "geen", "another": "'; DROP TABLE"},
    ],
)
def test_nonsense_gets_a_word_and_changes_nothing(
    government: Government, data: dict[str, Any]
) -> None:
    post = question(government.logius)
    comment_on(post, organisation=helper())
    response = desk(government, COMMUNICATOR).post(reverse("answers", args=[post.pk]), data)
    assert response.status_code == 200
    assert "error" in response.content.decode()
    assert fresh(post).state == "open"


@pytest.mark.parametrize("pk", [0, 999_999, 99999999999999999999999])
def test_a_page_that_is_no_question_has_no_answers(government: Government, pk: int) -> None:
    client = desk(government, COMMUNICATOR)
    assert client.get(f"/cms/antwoorden/{pk}/").status_code == 404
    assert client.post(f"/cms/antwoorden/{pk}/open/").status_code == 404
    assert client.get(f"/cms/antwoorden/{government.logius.pk}/").status_code == 404
