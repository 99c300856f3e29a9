"""What happens to a page that waits when somebody else does something meanwhile."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from organisations.models import BlogPostPage, OrganisationPage, Role
from organisations.roles.memberships import grant
from tests.factories import UserFactory
from tests.organisations import editing
from tests.organisations.desk import HOME, QUEUE, decide, screen, signed_in, state_of, submit
from tests.organisations.people import (
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
    draft_by,
)

pytestmark = pytest.mark.django_db


def moderator_of_ocw(government: Government) -> Client:
    person = UserFactory(first_name="moderator van OCW", email="ocw@voorbeeld.example")
    grant(person, government.other_ministry, Role.MODERATOR, by=None)
    client = Client()
    client.force_login(person)
    return client


def test_an_organisation_that_moves_takes_what_waits_to_its_new_ministry(
    government: Government, django_capture_on_commit_callbacks: Any
) -> None:
    post = submit(government, "Minder papier")
    new = moderator_of_ocw(government)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        OrganisationPage.objects.get(pk=government.logius.pk).move(
            government.other_ministry, pos="last-child"
        )
    assert [message.to for message in mail.outbox] == [["ocw@voorbeeld.example"]]
    old = signed_in(government, MODERATOR)
    assert "Minder papier" not in screen(old, QUEUE)
    decide(old, post, "approve")
    post.refresh_from_db()
    assert not post.live
    assert "Minder papier" in screen(new, QUEUE)
    assert "Bij de moderator" in screen(signed_in(government, COMMUNICATOR), HOME)
    decide(new, post, "approve")
    post.refresh_from_db()
    assert post.live


def test_another_order_of_pages_mails_nobody(
    government: Government, django_capture_on_commit_callbacks: Any
) -> None:
    submit(government, "Minder papier")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        OrganisationPage.objects.get(pk=government.logius.pk).move(
            government.ministry, pos="last-child"
        )
    assert mail.outbox == []


def test_an_organisation_that_ended_is_told_to_who_decides_and_who_wrote(
    government: Government,
) -> None:
    submit(government, "Minder papier")
    today = timezone.localdate()
    organisations = OrganisationPage.objects.filter(pk=government.logius.pk)
    word = "Deze organisatie bestaat niet meer sinds"
    organisations.update(ended_on=today + datetime.timedelta(days=9))
    assert word not in screen(signed_in(government, MODERATOR), QUEUE)
    organisations.update(ended_on=today)
    assert word in screen(signed_in(government, MODERATOR), QUEUE)
    assert word.lower() in screen(signed_in(government, COMMUNICATOR), HOME)


def test_a_decision_on_a_post_that_was_deleted_is_explained(government: Government) -> None:
    post = submit(government, "Minder papier")
    state = state_of(post)
    BlogPostPage.objects.get(pk=post.pk).delete()
    moderator = signed_in(government, MODERATOR)
    for decision in ("approve", "reject"):
        url = reverse("moderation_decision", args=[post.pk, decision, state.pk])
        assert moderator.post(url, {"comment": "Nee"}).url == reverse(QUEUE)
        assert "Deze pagina is intussen verwijderd." in screen(moderator, QUEUE)


def test_who_worked_on_a_page_that_was_deleted_is_told_who_did_it(
    government: Government,
) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.logius, title="Minder papier")
    colleague = signed_in(government, COLLEAGUE)
    assert editing.saves(colleague, post)
    assert editing.deletes(signed_in(government, MODERATOR), post)
    url = reverse("wagtailadmin_pages:edit", args=[post.pk])
    response = colleague.post(url, editing.crafted_form(post))
    assert response.status_code == 404
    text = response.content.decode()
    assert f"is verwijderd door {MODERATOR}" in text
    assert "Wat u net invulde, is niet bewaard." in text
    stranger = moderator_of_ocw(government)
    for client in (stranger, signed_in(government, NOBODY), Client()):
        text = client.get(url, follow=True).content.decode()
        assert "is verwijderd door" not in text
        assert "Minder papier" not in text


@pytest.mark.parametrize("name", ["edit", "history", "unpublish", "delete", "copy", "move"])
def test_no_screen_about_a_deleted_page_breaks(government: Government, name: str) -> None:
    post = submit(government, "Minder papier")
    BlogPostPage.objects.get(pk=post.pk).delete()
    url = reverse(f"wagtailadmin_pages:{name}", args=[post.pk])
    response = signed_in(government, MODERATOR).get(url)
    assert response.status_code == 404
    assert "Niet gevonden" in response.content.decode()


def test_submitting_while_a_moderator_writes_keeps_both_versions(government: Government) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.logius, title="Minder papier")
    writer, moderator = signed_in(government, COMMUNICATOR), signed_in(government, MODERATOR)
    form = moderator.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).context["form"]
    assert form["title"].value() == "Minder papier"
    editing.post_edit(writer, post, summary="Van de schrijver.", action_submit="1")
    editing.post_edit(moderator, post, summary="Van de moderator.")
    summaries = [one.content["summary"] for one in post.revisions.order_by("pk")]
    assert summaries[-2:] == ["Van de schrijver.", "Van de moderator."]
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    decide(moderator, post, "approve")
    post.refresh_from_db()
    assert not post.live, "the moderator made the last change"
    decide(signed_in(government, CENTRAL), post, "approve")
    assert BlogPostPage.objects.get(pk=post.pk).summary == "Van de moderator."


def test_an_autosave_never_writes_over_a_version_that_it_has_not_seen(
    government: Government,
) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.logius)
    seen = post.latest_revision
    editing.post_edit(signed_in(government, COLLEAGUE), post, summary="Van de collega.")
    response = signed_in(government, COMMUNICATOR).post(
        reverse("wagtailadmin_pages:edit", args=[post.pk]),
        editing.crafted_form(post)
        | {
            "loaded_revision_id": seen.pk,
            "loaded_revision_created_at": seen.created_at.isoformat(),
        },
        headers={"accept": "application/json"},
    )
    assert response.status_code == 400
    assert response.json()["error_code"] == "invalid_revision"
    assert Page.objects.get(pk=post.pk).specific.get_latest_revision_as_object().summary == (
        "Van de collega."
    )
