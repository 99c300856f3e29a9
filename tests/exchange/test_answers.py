"""An organisation accepts an answer to its need or question, and opens it again."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction, Revision

from exchange.answers import settling
from exchange.models import Comment, CommentState, Publication
from organisations.models import BlogPostPage, HelpCredit, Kind, Role
from organisations.moderation.workflow import ensure_workflow
from organisations.roles.memberships import end, grant
from search.models import Entry
from tests.exchange.answers import comment_on, desk, fresh, helper, offered, question, settle
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


def page_of(post: Page) -> BeautifulSoup:
    response = Client().get(post.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words_of(post: Page, selector: str) -> str:
    found = page_of(post).select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def found_open() -> str:
    return str(Client().get("/zoeken/?soort=vraag&soort=behoefte&status=open").content.decode())


def test_a_question_is_open_until_its_organisation_accepts_an_answer(
    government: Government,
) -> None:
    post = question(government.logius)
    other = comment_on(post, "Geen idee.")
    comment = comment_on(post, "Zet er planten neer.\n\nEn een bordje.")
    assert post.title in found_open()
    assert words_of(post, "#antwoord") == ""
    response = settle(desk(government, COMMUNICATOR), post, f"reactie-{comment.pk}")
    assert response.status_code == 302
    assert fresh(post).state == "beantwoord"
    assert post.title not in found_open()
    answer = words_of(post, "#antwoord")
    assert "Zet er planten neer. En een bordje." in answer
    assert "Van Reinier" in answer
    assert "Door Logius gekozen als antwoord op" in answer
    assert other.text not in answer
    assert PageLogEntry.objects.filter(page=post, action=settling.ANSWERED).count() == 1


def test_the_answer_stands_below_the_question_and_its_writer_has_no_address(
    government: Government,
) -> None:
    post = question(government.logius, body=[("text", "<p>Wij zoeken stilte.</p>")])
    buren = helper()
    comment = comment_on(
        post, "<script>alert(1)</script> http://voorbeeld.example", organisation=buren
    )
    settling.close(post, by=None, comment=comment)
    html = Client().get(post.url).content.decode()
    assert html.index("Wij zoeken stilte.") < html.index('id="antwoord"')
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "reinier@voorbeeld.example" not in html
    assert f'href="{buren.url}"' in html


def test_an_organisation_answers_in_its_own_words_and_changes_them(
    government: Government,
) -> None:
    post = question(government.logius)
    client = desk(government, COMMUNICATOR)
    settle(client, post, "eigen", text="Wij vonden het zelf: gordijnen.")
    answer = words_of(post, "#antwoord")
    assert "gordijnen" in answer
    assert "Van Logius ·" in answer
    assert str(government.people[COMMUNICATOR]) not in answer
    settle(client, post, "eigen", text="Gordijnen en tapijt.")
    comment = Comment.objects.get(page=post)
    assert comment.text == "Gordijnen en tapijt."
    assert comment.accepted_at
    empty = settle(client, post, "eigen", text=" \n ")
    assert "Schrijf uw antwoord" in empty.content.decode()
    assert Comment.objects.get(page=post).text == "Gordijnen en tapijt."


def test_closing_without_an_answer_and_opening_again(government: Government) -> None:
    post = question(government.logius, kind=Kind.NEED)
    client = desk(government, COMMUNICATOR)
    settle(client, post, "geen")
    assert "Logius is geholpen en zoekt niet verder." in words_of(post, "#antwoord")
    assert fresh(post).state == "beantwoord"
    client.post(reverse("reopen_question", args=[post.pk]))
    assert fresh(post).state == "open"
    assert words_of(post, "#antwoord") == ""
    assert post.title in found_open()
    actions = PageLogEntry.objects.filter(page=post).values_list("action", flat=True)
    assert {settling.CLOSED, settling.REOPENED} <= set(actions)


def test_another_answer_takes_the_place_of_the_first(government: Government) -> None:
    post = question(government.logius)
    first, second = comment_on(post, "Eerste"), comment_on(post, "Tweede")
    client = desk(government, COMMUNICATOR)
    settle(client, post, f"reactie-{first.pk}")
    settle(client, post, f"reactie-{second.pk}")
    assert Comment.objects.get(accepted_at__isnull=False) == second


def test_sent_twice_it_counts_once(government: Government) -> None:
    post = question(government.logius)
    comment = comment_on(post)
    client = desk(government, COMMUNICATOR)
    settle(client, post, f"reactie-{comment.pk}")
    moment = Comment.objects.get().accepted_at
    settle(client, post, f"reactie-{comment.pk}")
    assert Comment.objects.get().accepted_at == moment
    assert PageLogEntry.objects.filter(page=post, action=settling.ANSWERED).count() == 1
    client.post(reverse("reopen_question", args=[post.pk]))
    client.post(reverse("reopen_question", args=[post.pk]))
    assert PageLogEntry.objects.filter(page=post, action=settling.REOPENED).count() == 1


def test_who_follows_the_question_hears_of_the_answer(government: Government) -> None:
    post = question(government.logius)
    Publication.objects.all().delete()
    settle(desk(government, COMMUNICATOR), post, "geen")
    publication = Publication.objects.get()
    assert (publication.page_id, publication.is_first) == (post.pk, False)


# Versions of the page


def test_a_draft_stays_a_draft_and_knows_the_answer(government: Government) -> None:
    writer = government.people[COMMUNICATOR]
    post = question(government.logius)
    draft = fresh(post)
    draft.title = "Nog niet klaar"
    draft.save_revision(user=writer)
    before = fresh(post)
    settling.close(post, by=writer)
    now = fresh(post)
    assert (now.title, now.state) == (post.title, "beantwoord")
    assert now.has_unpublished_changes
    assert now.latest_revision_id == before.latest_revision_id
    assert now.last_published_at == before.last_published_at
    latest = now.get_latest_revision_as_object()
    assert (latest.title, latest.state) == ("Nog niet klaar", "beantwoord")
    assert Revision.page_revisions.filter(object_id=str(post.pk)).count() == 2
    now.latest_revision.publish()
    assert fresh(post).title == "Nog niet klaar"
    assert fresh(post).state == "beantwoord"


def test_a_version_that_waits_for_a_moderator_keeps_waiting(government: Government) -> None:
    writer = government.people[COMMUNICATOR]
    post = question(government.logius)
    draft = fresh(post)
    draft.title = "Beter gezegd"
    draft.save_revision(user=writer)
    ensure_workflow(government.home).start(fresh(post), writer)
    settle(desk(government, COMMUNICATOR), post, "geen")
    state = fresh(post).current_workflow_state
    assert state.status == "in_progress"
    task = state.current_task_state
    task.approve(user=government.people[MODERATOR])
    assert fresh(post).title == "Beter gezegd"
    assert fresh(post).state == "beantwoord"


def test_a_version_that_was_saved_in_between_does_not_undo_the_answer(
    government: Government,
) -> None:
    post = question(government.logius)
    in_an_open_editor = fresh(post)
    settling.close(post, by=None)
    in_an_open_editor.save_revision().publish()
    assert fresh(post).state == "beantwoord"
    assert Entry.objects.get(pk=post.pk).state == "beantwoord"
    old = Revision.page_revisions.filter(object_id=str(post.pk)).earliest("pk")
    settling.reopen(post, by=None)
    old.content["state"] = "beantwoord"
    old.save()
    old.publish()
    assert fresh(post).state == "open"
    assert fresh(post).get_latest_revision_as_object().state == "open"


def test_saving_in_the_editor_says_nothing_about_the_answer(government: Government) -> None:
    post = question(government.logius)
    settling.close(post, by=None)
    client = desk(government, COMMUNICATOR)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    assert 'name="state"' not in editor
    assert f'href="{reverse("answers", args=[post.pk])}"' in editor


def test_what_became_a_message_shows_no_answer(government: Government) -> None:
    post = question(government.logius)
    settling.close(post, by=None, comment=comment_on(post))
    changed = fresh(post)
    changed.kind = Kind.MESSAGE
    changed.save_revision().publish()
    assert fresh(post).state == ""
    assert words_of(post, "#antwoord") == ""
    assert desk(government, COMMUNICATOR).get(reverse("answers", args=[post.pk])).status_code == 404


def test_a_locked_page_is_left_alone(government: Government) -> None:
    post = question(government.logius)
    locked = fresh(post)
    locked.locked, locked.locked_by = True, government.people[MODERATOR]
    locked.save()
    response = settle(desk(government, COMMUNICATOR), post, "geen")
    assert "vergrendeld" in response.content.decode()
    assert fresh(post).state == "open"
    settle(desk(government, MODERATOR), post, "geen")
    assert fresh(post).state == "beantwoord"


@pytest.mark.parametrize("how", ["unpublished", "expired", "private"])
def test_what_is_not_on_the_site_is_not_answered(government: Government, how: str) -> None:
    post = question(government.logius)
    comment = comment_on(post)
    client = desk(government, COMMUNICATOR)
    assert client.get(reverse("answers", args=[post.pk])).status_code == 200
    if how == "unpublished":
        fresh(post).unpublish()
    elif how == "expired":
        BlogPostPage.objects.filter(pk=post.pk).update(expire_at=timezone.now())
    else:
        PageViewRestriction.objects.create(page=post, restriction_type="login")
    response = settle(client, post, f"reactie-{comment.pk}")
    assert "staat nu niet op de site" in response.content.decode()
    assert not Comment.objects.filter(accepted_at__isnull=False).exists()
    assert fresh(post).state == "open"


def test_a_question_that_moved_belongs_to_where_it_is_now(government: Government) -> None:
    post = question(government.logius)
    settling.close(post, by=None, comment=comment_on(post))
    fresh(post).move(government.duo, pos="last-child")
    assert settle(desk(government, COMMUNICATOR), post, "geen")["Location"] == "/cms/"
    assert "Zet er planten neer." in words_of(fresh(post), "#antwoord")
    at_duo = UserFactory()
    grant(at_duo, government.duo, Role.COMMUNICATOR, by=None)
    client = Client()
    client.force_login(at_duo)
    client.post(reverse("reopen_question", args=[post.pk]))
    assert fresh(post).state == "open"


# An answer that goes


@pytest.mark.parametrize("how", ["withdrawn", "refused", "edited", "deleted", "parent", "in bulk"])
def test_when_the_answer_goes_the_question_is_open_again(government: Government, how: str) -> None:
    post = question(government.logius)
    parent = comment_on(post, "Weet iemand dit?")
    comment = comment_on(post, parent=parent)
    settling.close(post, by=None, comment=comment)
    comment.refresh_from_db()
    mail.outbox.clear()
    if how == "deleted":
        comment.delete()
    elif how == "parent":
        parent.state = CommentState.WITHDRAWN
        parent.save()
    elif how == "in bulk":
        Comment.objects.filter(pk=comment.pk).update(state=CommentState.REFUSED)
        assert words_of(post, "#antwoord .answer__text") == ""
        call_command("remind_open_questions")
    else:
        if how == "refused":
            comment.accepted_at = None
        comment.state = {
            "withdrawn": CommentState.WITHDRAWN,
            "refused": CommentState.REFUSED,
            "edited": CommentState.WAITING,
        }[how]
        comment.save()
    assert fresh(post).state == "open"
    assert words_of(post, "#antwoord") == ""
    assert not Comment.objects.filter(accepted_at__isnull=False).exists()
    assert {address for message in mail.outbox for address in message.to} == {
        government.people[COMMUNICATOR].email,
        government.people[COLLEAGUE].email,
    }
    assert mail.outbox[0].subject == f"Weer open: {post.title}"
    assert PageLogEntry.objects.filter(page=post, action=settling.LOST).count() == 1


def test_a_comment_that_is_no_answer_opens_nothing(government: Government) -> None:
    post = question(government.logius)
    other = comment_on(post, "Geen idee.")
    settling.close(post, by=None, comment=comment_on(post))
    other.state = CommentState.WITHDRAWN
    other.save()
    assert fresh(post).state == "beantwoord"
    without = question(government.logius, title="Zonder antwoord gesloten")
    comment = comment_on(without)
    settling.close(without, by=None)
    comment.delete()
    assert fresh(without).state == "beantwoord"


def test_deleting_the_page_deletes_all_of_it(government: Government) -> None:
    post = question(government.logius)
    offered(post, helper())
    settling.close(post, by=None, comment=comment_on(post))
    mail.outbox.clear()
    fresh(post).delete()
    assert not Comment.objects.exists()
    assert mail.outbox == []


# Bad input, and who may do it

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


# How much it costs


def queries(url: str) -> int:
    Client().get(url)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(url).status_code == 200
    return len(captured)


def test_an_answer_costs_the_page_nothing(government: Government) -> None:
    post = question(government.logius)
    comment = comment_on(post, organisation=helper())
    while_open = queries(post.url)
    helpers = [helper(f"Dienst {number}").pk for number in range(5)]
    settling.close(post, by=None, comment=comment, helpers=helpers)
    for number in range(5):
        comment_on(post, f"Reactie {number}")
    assert len(page_of(post).select(".answer__helpers li")) == 5
    assert queries(post.url) == while_open <= 10


def test_a_preview_of_an_answered_question_shows_its_answer(government: Government) -> None:
    post = question(government.logius)
    settling.close(post, by=None, comment=comment_on(post))
    latest = fresh(post).get_latest_revision_as_object()
    response = latest.make_preview_request(preview_mode=latest.default_preview_mode)
    assert "Zet er planten neer." in response.rendered_content


def test_credit_survives_reopening(government: Government) -> None:
    post = question(government.logius)
    buren = helper()
    settling.close(post, by=None, helpers=[buren.pk])
    settling.reopen(post, by=None)
    assert HelpCredit.objects.get().organisation == buren
    assert "Heeft geholpen bij" not in Client().get(buren.url).content.decode()
    screen = desk(government, COMMUNICATOR).get(reverse("answers", args=[post.pk]))
    form = BeautifulSoup(screen.content, "html.parser")
    assert form.select_one(f"[name=helpers][value='{buren.pk}'][checked]")
