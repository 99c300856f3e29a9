"""When the link of a director does not work, and what is said then."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from organisations.models import BlogPostPage, DirectorApproval, Membership
from organisations.roles.memberships import end
from tests.factories import UserFactory
from tests.organisations import editing
from tests.organisations.desk import QUEUE, decide, screen, signed_in, submit
from tests.organisations.director import JAN, ask, at_once, link, mails_to, reply, text_of
from tests.organisations.people import (
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _deliver(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)


@pytest.fixture
def post(government: Government) -> BlogPostPage:
    return submit(government, "Minder papier")


@pytest.fixture
def asked(government: Government, post: BlogPostPage) -> str:
    ask(signed_in(government, COMMUNICATOR), post)
    return link()


def test_a_link_works_once(post: BlogPostPage, asked: str) -> None:
    reply(asked)
    text = text_of(reply(asked, "send_back", "Toch niet."), status=410)
    assert "al beantwoord" in text or "Dank u wel" in text
    assert DirectorApproval.objects.get().is_approved
    assert Client().get(f"{asked}pagina/").status_code == 404
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_a_link_expires_and_can_be_renewed(
    government: Government, post: BlogPostPage, asked: str, settings: Any
) -> None:
    late = timezone.now() + datetime.timedelta(days=settings.APPROVAL_DAYS, minutes=1)
    with time_machine.travel(late, tick=False):
        assert "verlopen" in text_of(Client().get(asked), status=410)
        assert "verlopen" in text_of(reply(asked), status=410)
        moderator = signed_in(government, MODERATOR)
        assert "De link is verlopen." in screen(moderator, QUEUE)
        moderator.post(reverse("renew_approval", args=[DirectorApproval.objects.get().pk]))
        assert mail.outbox[-1].to == [JAN]
        assert "werkt niet" in text_of(Client().get(asked), status=410), "the old link is dead"
        assert reply(link()).status_code == 302
    assert DirectorApproval.objects.get().is_approved


def test_a_question_is_withdrawn_and_the_moderator_goes_on(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    moderator = signed_in(government, MODERATOR)
    moderator.post(reverse("withdraw_approval", args=[DirectorApproval.objects.get().pk]))
    assert "ingetrokken" in text_of(Client().get(asked), status=410)
    assert "ingetrokken" in text_of(reply(asked), status=410)
    decide(moderator, post, "approve")
    post.refresh_from_db()
    assert post.live


def test_only_who_may_edit_the_page_renews_or_withdraws(government: Government, asked: str) -> None:
    pk = DirectorApproval.objects.get().pk
    for name in ("renew_approval", "withdraw_approval"):
        url = reverse(name, args=[pk])
        assert signed_in(government, NOBODY).post(url).status_code == 302
        assert Client().post(url).status_code == 302
        assert signed_in(government, COMMUNICATOR).get(url).status_code == 405
    assert DirectorApproval.objects.get().is_pending
    assert mails_to(JAN) == 1


def test_a_link_that_was_tampered_with_is_refused(asked: str) -> None:
    token = asked.strip("/").split("/")[-1]
    for wrong in (token[:-1] + ("a" if token[-1] != "a" else "b"), "x" + token, "onzin", "a:b"):
        path = reverse("director_approval", args=[wrong])
        assert "werkt niet" in text_of(Client().get(path), status=410)
        assert "werkt niet" in text_of(reply(path), status=410)
        assert Client().get(f"{path}pagina/").status_code == 404
    assert DirectorApproval.objects.get().is_pending


def test_a_new_version_needs_a_new_question(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    moderator = signed_in(government, MODERATOR)
    assert editing.saves(moderator, post)
    assert "nieuwe versie" in text_of(Client().get(asked), status=410)
    assert "nieuwe versie" in text_of(reply(asked), status=410)
    assert "Er is sindsdien een nieuwe versie." in screen(moderator, QUEUE)
    ask(moderator, post)
    assert "nieuwe vraag" in text_of(Client().get(asked), status=410)
    assert "Een andere titel" in text_of(Client().get(f"{link()}pagina/"))
    assert reply(link()).status_code == 302


def test_a_version_that_was_saved_over_needs_a_new_question(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    """An autosave keeps the number of a version, and changes what it says."""
    post.summary = "Iets heel anders."
    post.save_revision(
        user=government.people[COMMUNICATOR], overwrite_revision=post.latest_revision
    )
    assert "nieuwe versie" in text_of(reply(asked), status=410)


def test_what_happened_to_the_page_meanwhile_is_said_plainly(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    decide(signed_in(government, MODERATOR), post, "reject", "Graag een bron.")
    assert "wacht niet meer op goedkeuring" in text_of(reply(asked), status=410)
    editing.post_edit(signed_in(government, COMMUNICATOR), post, action_submit="1")
    assert "wacht niet meer op goedkeuring" in text_of(reply(asked), status=410)


def test_published_by_a_superuser(government: Government, post: BlogPostPage, asked: str) -> None:
    post.latest_revision.publish(user=UserFactory(is_superuser=True))
    assert "wacht niet meer op goedkeuring" in text_of(reply(asked), status=410)


def test_moved(government: Government, post: BlogPostPage, asked: str) -> None:
    government.logius.move(government.other_ministry, pos="last-child")
    assert "verplaatst" in text_of(Client().get(asked), status=410)
    assert "verplaatst" in text_of(reply(asked), status=410)


def test_deleted(government: Government, post: BlogPostPage, asked: str) -> None:
    BlogPostPage.objects.get(pk=post.pk).delete()
    assert "verwijderd" in text_of(Client().get(asked), status=410)
    assert "verwijderd" in text_of(reply(asked), status=410)
    assert DirectorApproval.objects.get().title == "Minder papier", "kept as evidence"


def test_who_asked_lost_the_role(government: Government, post: BlogPostPage, asked: str) -> None:
    end(Membership.objects.get(person=government.people[COMMUNICATOR]), by=None)
    assert "gaat niet meer over deze pagina" in text_of(Client().get(asked), status=410)
    assert "gaat niet meer over deze pagina" in text_of(reply(asked), status=410)
    colleague = signed_in(government, COLLEAGUE)
    colleague.post(reverse("renew_approval", args=[DirectorApproval.objects.get().pk]))
    assert reply(link()).status_code == 302


def test_the_post_of_the_answer_is_protected_against_forgery(asked: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    text = text_of(strict.post(asked, {"decision": "approve"}), status=403)
    assert "Sta cookies van deze site toe" in text
    assert DirectorApproval.objects.get().is_pending
