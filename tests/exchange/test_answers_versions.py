"""What an answer does to the versions of a page, and what happens to the page to its answer."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction, Revision

from exchange.answers import settling
from exchange.models import Comment, CommentState
from organisations.models import BlogPostPage, Kind, Role
from organisations.moderation.workflow import ensure_workflow
from organisations.roles.memberships import grant
from search.models import Entry
from tests.exchange.answers import (
    comment_on,
    desk,
    fresh,
    helper,
    offered,
    question,
    settle,
    words_of,
)
from tests.factories import UserFactory
from tests.organisations.people import (
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    Government,
)

pytestmark = pytest.mark.django_db


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
