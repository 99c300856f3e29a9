"""From submitting to publishing: who is asked, who may approve, and what they are mailed."""

from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState
from wagtail.users.models import UserProfile

from cms.core.models import User
from organisations.models import BlogPostPage, MinistryModerationTask, Role
from organisations.moderation.workflow import ensure_workflow
from organisations.roles.memberships import end, grant
from tests.factories import UserFactory
from tests.organisations import editing
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    Government,
    draft_by,
)

pytestmark = pytest.mark.django_db


def signed_in(government: Government, name: str) -> Client:
    client = Client()
    client.force_login(government.people[name])
    return client


@pytest.fixture
def submitted(government: Government, django_capture_on_commit_callbacks: Any) -> BlogPostPage:
    """A post that the communicator wrote and sent in, by the editor's screen."""
    post = draft_by(government.people[COMMUNICATOR], government.logius, title="Minder papier")
    with django_capture_on_commit_callbacks(execute=True):
        editing.post_edit(
            signed_in(government, COMMUNICATOR),
            post,
            summary="Wij drukken de helft minder af.",
            action_submit="1",
        )
    return BlogPostPage.objects.get(pk=post.pk)


def state_of(post: BlogPostPage) -> str:
    return WorkflowState.objects.get(object_id=str(post.pk)).status


def decide(client: Client, post: BlogPostPage, decision: str, comment: str = "") -> None:
    """Press the button in the queue."""
    state = TaskState.objects.get(revision__object_id=str(post.pk), status="in_progress")
    url = reverse("wagtailadmin_pages:workflow_action", args=[post.pk, decision, state.pk])
    client.post(url, {"comment": comment})


def queue_of(person: User) -> list[str]:
    person = User.objects.get(pk=person.pk)
    states = TaskState.objects.reviewable_by(person)
    return [str(state.revision.content_object.title) for state in states]


def test_a_moderator_of_the_ministry_approves_and_it_is_public(
    government: Government, submitted: BlogPostPage
) -> None:
    assert queue_of(government.people[MODERATOR]) == ["Minder papier"]
    decide(signed_in(government, MODERATOR), submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.live
    assert submitted.summary == "Wij drukken de helft minder af."
    assert state_of(submitted) == WorkflowState.STATUS_APPROVED


def test_the_first_screen_shows_a_moderator_what_waits(
    government: Government, submitted: BlogPostPage
) -> None:
    for name in (MODERATOR, CENTRAL, ADMINISTRATOR):
        text = signed_in(government, name).get(reverse("wagtailadmin_home")).content.decode()
        assert "Minder papier" in text
        assert "Goedkeuren" in text
    stranger = UserFactory()
    grant(stranger, government.other_ministry, Role.MODERATOR, by=None)
    client = Client()
    client.force_login(stranger)
    assert "Minder papier" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_does_not_want_mail_gets_none(
    government: Government, django_capture_on_commit_callbacks: Any
) -> None:
    profile = UserProfile.get_for_user(government.people[MODERATOR])
    profile.submitted_notifications = False
    profile.save()
    post = draft_by(government.people[COMMUNICATOR], government.logius)
    with django_capture_on_commit_callbacks(execute=True):
        editing.post_edit(signed_in(government, COMMUNICATOR), post, action_submit="1")
    assert mail.outbox == []


def test_a_post_that_comes_back_can_be_sent_in_again(
    government: Government, submitted: BlogPostPage
) -> None:
    decide(signed_in(government, MODERATOR), submitted, "reject", "Graag een bron.")
    assert state_of(submitted) == WorkflowState.STATUS_NEEDS_CHANGES
    writer = signed_in(government, COMMUNICATOR)
    editing.post_edit(writer, submitted, summary="Met bron.", action_submit="1")
    assert state_of(submitted) == WorkflowState.STATUS_IN_PROGRESS
    decide(signed_in(government, MODERATOR), submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.summary == "Met bron."


@pytest.mark.parametrize("name", [COMMUNICATOR, COLLEAGUE])
def test_communicators_do_not_approve(
    government: Government, submitted: BlogPostPage, name: str
) -> None:
    decide(signed_in(government, name), submitted, "approve")
    submitted.refresh_from_db()
    assert not submitted.live
    assert queue_of(government.people[name]) == []


def test_a_moderator_of_another_ministry_has_no_part_in_it(
    government: Government, submitted: BlogPostPage
) -> None:
    stranger = UserFactory()
    grant(stranger, government.other_ministry, Role.MODERATOR, by=None)
    client = Client()
    client.force_login(stranger)
    decide(client, submitted, "approve")
    submitted.refresh_from_db()
    assert not submitted.live
    assert queue_of(stranger) == []
    assert not editing.opens(client, submitted)


def test_who_made_the_last_change_does_not_approve(
    government: Government, submitted: BlogPostPage
) -> None:
    client = signed_in(government, MODERATOR)
    assert editing.saves(client, submitted)
    decide(client, submitted, "approve")
    submitted.refresh_from_db()
    assert not submitted.live
    assert queue_of(government.people[MODERATOR]) == []
    assert queue_of(government.people[CENTRAL]) == ["Een andere titel"]
    decide(signed_in(government, CENTRAL), submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.live
    assert submitted.title == "Een andere titel"


def test_edit_and_approve_in_one_go_waits_for_a_colleague(
    government: Government, submitted: BlogPostPage
) -> None:
    client = signed_in(government, MODERATOR)
    response = editing.post_edit(
        client,
        submitted,
        title="Door de moderator",
        **{"action_workflow_action": "1", "workflow-action-name": "approve"},
    )
    submitted.refresh_from_db()
    assert not submitted.live
    assert submitted.draft_title == "Door de moderator", "the change itself is kept"
    assert state_of(submitted) == WorkflowState.STATUS_IN_PROGRESS
    page = client.get(response.url).content.decode()
    assert "Een collega met de rol moderator kan dat doen" in page


def test_approve_from_the_editor_without_a_change_publishes(
    government: Government, submitted: BlogPostPage
) -> None:
    editing.post_edit(
        signed_in(government, MODERATOR),
        submitted,
        summary=submitted.get_latest_revision_as_object().summary,
        **{"action_workflow_action": "1", "workflow-action-name": "approve"},
    )
    submitted.refresh_from_db()
    assert submitted.live


def test_a_moderator_who_writes_cannot_publish_alone(government: Government) -> None:
    client = signed_in(government, MODERATOR)
    post = editing.creates(client, government.logius, action_publish="1")
    assert post is not None
    assert not post.live
    assert not editing.publishes(client, post)
    assert not editing.publishes_in_bulk(client, post)


def test_a_change_with_publish_pressed_is_kept_and_explained(government: Government) -> None:
    client = signed_in(government, MODERATOR)
    post = draft_by(government.people[COMMUNICATOR], government.logius)
    response = editing.post_edit(client, post, title="Toch maar", action_publish="1")
    post.refresh_from_db()
    assert not post.live
    assert post.draft_title == "Toch maar"
    text = client.get(response.url).content.decode()
    assert "Uw wijziging is bewaard, maar niet gepubliceerd" in text
    assert 'name="action-publish"' not in text


def test_what_waits_for_a_moderator_is_locked_for_its_writers(
    government: Government, submitted: BlogPostPage
) -> None:
    for name in (COMMUNICATOR, COLLEAGUE):
        assert not editing.saves(signed_in(government, name), submitted)
    assert editing.saves(signed_in(government, MODERATOR), submitted)


def test_the_writer_can_call_it_back(government: Government, submitted: BlogPostPage) -> None:
    client = signed_in(government, COMMUNICATOR)
    editing.post_edit(client, submitted, **{"action_cancel-workflow": "1"})
    assert state_of(submitted) == WorkflowState.STATUS_CANCELLED


def test_mail_goes_to_the_moderators_of_the_ministry_only(
    government: Government, submitted: BlogPostPage
) -> None:
    moderator = government.people[MODERATOR]
    assert [message.to for message in mail.outbox] == [[moderator.email]]
    message = mail.outbox[0]
    assert message.subject == "Ter beoordeling: Minder papier (Logius)"
    html = str(message.alternatives[0][0])
    for part in (message.body, html):
        for word in ("Minder papier", "Logius", COMMUNICATOR, "Wij drukken de helft minder af."):
            assert word in part
        assert f"/cms/pages/{submitted.pk}/edit/" in part
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_text_in_a_mail_cannot_be_markup(
    government: Government, django_capture_on_commit_callbacks: Any
) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.logius, title="A & B <b>")
    with django_capture_on_commit_callbacks(execute=True):
        client = signed_in(government, COMMUNICATOR)
        editing.post_edit(client, post, summary="<script>x</script>", action_submit="1")
    assert mail.outbox[0].subject == "Ter beoordeling: A & B <b> (Logius)"
    html = str(mail.outbox[0].alternatives[0][0])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def people_asked(government: Government, but_not: User | None = None) -> list[str]:
    task = MinistryModerationTask.objects.get()
    post = draft_by(government.people[COMMUNICATOR], government.logius)
    return [one.person.first_name for one in task.people_to_ask(post, but_not=but_not)]


def test_a_ministry_without_moderators_is_served_by_the_central_ones(
    government: Government,
) -> None:
    UserFactory(is_superuser=True)
    assert people_asked(government) == [MODERATOR]
    assert people_asked(government, but_not=government.people[MODERATOR]) == [CENTRAL]
    for name, left in ((MODERATOR, [CENTRAL]), (CENTRAL, [ADMINISTRATOR])):
        end(government.people[name].memberships.get(), by=None)
        assert people_asked(government) == left
    User.objects.filter(pk=government.people[ADMINISTRATOR].pk).update(is_active=False)
    assert people_asked(government) == []


def test_pages_outside_the_ministries_go_to_the_central_moderators(
    government: Government,
) -> None:
    task = MinistryModerationTask.objects.get()
    asked = task.people_to_ask(government.home)
    assert [one.person.first_name for one in asked] == [CENTRAL]


def test_a_mail_server_that_fails_does_not_undo_a_submission(
    government: Government, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    post = draft_by(government.people[COMMUNICATOR], government.logius)
    with django_capture_on_commit_callbacks(execute=True):
        editing.post_edit(signed_in(government, COMMUNICATOR), post, action_submit="1")
    assert state_of(post) == WorkflowState.STATUS_IN_PROGRESS


def test_the_queue_costs_the_same_however_long_it_is(government: Government) -> None:
    def count() -> int:
        person = User.objects.get(pk=government.people[MODERATOR].pk)
        task = MinistryModerationTask.objects.get()
        with CaptureQueriesContext(connection) as queries:
            states = list(task.get_task_states_user_can_moderate(person))
            for state in states:
                task.user_can_access_editor(government.logius, person)
                task.locked_for_user(government.logius, person)
                assert state.task_id == task.pk
        return len(queries)

    workflow = ensure_workflow(government.home)
    writer = government.people[COMMUNICATOR]
    for number in range(4):
        workflow.start(draft_by(writer, government.logius, title=f"Bericht {number}"), writer)
        if number == 0:
            one = count()
    assert count() == one <= 2


def test_there_is_one_workflow_and_it_comes_back(government: Government) -> None:
    workflow = ensure_workflow(government.home)
    assert ensure_workflow(government.home) == workflow
    assert government.logius.get_workflow() == workflow
    WorkflowPage.objects.filter(page=government.home).delete()
    call_command("migrate", verbosity=0)
    assert government.logius.get_workflow().tasks.get().specific == (
        MinistryModerationTask.objects.get()
    )
    assert Workflow.objects.filter(workflow_pages__page=government.home).count() == 1
