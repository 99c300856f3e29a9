"""Mail about pages that nobody looked at for long: to whom, and never twice."""

import datetime
from email.message import EmailMessage

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from organisations.desk.reminders import remind
from organisations.desk.upkeep import say_still_right
from organisations.models import BlogPostPage, ContentReview, Role
from organisations.roles.memberships import end, grant
from tests.factories import UserFactory
from tests.organisations.desk import days_ago
from tests.organisations.people import (
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    Government,
    published_by,
)

pytestmark = pytest.mark.django_db


def old_post(
    government: Government, title: str = "Van toen", by: str = COMMUNICATOR
) -> BlogPostPage:
    post = published_by(government.people[by], government.logius, title=title)
    BlogPostPage.objects.filter(pk=post.pk).update(last_published_at=days_ago(400))
    return post


def run(after_days: int = 0) -> list[EmailMessage]:
    """The mails of one run, so many days from now."""
    mail.outbox.clear()
    remind(timezone.now() + datetime.timedelta(days=after_days))
    return list(mail.outbox)


def addressed(mails: list[EmailMessage]) -> set[str]:
    return {address for message in mails for address in message.to}


def test_who_wrote_it_last_is_asked_first(government: Government) -> None:
    post = old_post(government)
    [message] = run()
    assert message.to == [government.people[COMMUNICATOR].email]
    assert message.subject == "Klopt deze pagina nog?"
    assert "Van toen" in message.body
    assert f"/cms/pages/{post.pk}/edit/" in message.body
    assert "/cms/rapporten/lang-niet-bekeken/" in message.body
    assert "Van toen" in message.alternatives[0][0]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_one_mail_holds_all_pages_of_a_person_and_comes_once(government: Government) -> None:
    for number in range(3):
        old_post(government, title=f"Bericht {number}")
    [message] = run()
    assert message.subject == "Kloppen deze 3 pagina's nog?"
    assert all(f"Bericht {number}" in message.body for number in range(3))
    for day in (0, 1, 7, 29):
        assert run(after_days=day) == []


def test_the_moderator_hears_of_it_when_the_owner_does_nothing(government: Government) -> None:
    old_post(government)
    run()
    [message] = run(after_days=31)
    assert message.to == [government.people[MODERATOR].email]
    assert "reageerde niet" in message.body
    assert run(after_days=32) == []
    assert run(after_days=300) == []


def test_a_look_ends_it_until_the_next_year(government: Government) -> None:
    post = old_post(government)
    run()
    say_still_right(post, government.people[COLLEAGUE])
    assert run(after_days=31) == []
    [message] = run(after_days=366)
    assert message.to == [government.people[COMMUNICATOR].email]


def test_publishing_is_looking(government: Government) -> None:
    post = old_post(government)
    run()
    BlogPostPage.objects.get(pk=post.pk).save_revision(
        user=government.people[COMMUNICATOR]
    ).publish()
    assert run(after_days=31) == []


def test_when_the_writer_left_the_communicators_are_asked(government: Government) -> None:
    old_post(government)
    end(government.people[COMMUNICATOR].memberships.get(), by=None)
    newcomer = UserFactory()
    grant(newcomer, government.logius, Role.COMMUNICATOR, by=None)
    assert addressed(run()) == {government.people[COLLEAGUE].email, newcomer.email}


def test_a_closed_account_gets_no_mail(government: Government) -> None:
    old_post(government)
    government.people[COMMUNICATOR].is_active = False
    government.people[COMMUNICATOR].save()
    assert addressed(run()) == {government.people[COLLEAGUE].email}


def test_without_anybody_the_moderator_is_asked_at_once_and_once(government: Government) -> None:
    old_post(government)
    for name in (COMMUNICATOR, COLLEAGUE):
        end(government.people[name].memberships.get(), by=None)
    assert addressed(run()) == {government.people[MODERATOR].email}
    assert run(after_days=31) == []
    # Somebody came, a year went by: now they are asked.
    ContentReview.objects.update(
        reviewed_at=timezone.now(), owner_reminded_at=None, moderator_reminded_at=None
    )
    end(government.people[MODERATOR].memberships.get(), by=None)
    assert addressed(run(after_days=366)) == {government.people[CENTRAL].email}


def test_nobody_of_another_ministry_and_no_superuser_is_mailed(government: Government) -> None:
    UserFactory(is_superuser=True)
    stranger = UserFactory()
    grant(stranger, government.duo, Role.COMMUNICATOR, by=None)
    grant(stranger, government.other_ministry, Role.MODERATOR, by=None)
    old_post(government)
    assert addressed(run() + run(after_days=31)) == {
        government.people[COMMUNICATOR].email,
        government.people[MODERATOR].email,
    }


def test_a_run_is_small_and_the_next_goes_on(government: Government, settings: Settings) -> None:
    settings.REVIEW_REMINDERS_PER_RUN = 2
    for number in range(3):
        old_post(government, title=f"Bericht {number}")
    [first] = run()
    [second] = run()
    told = first.body + second.body
    assert [told.count(f"Bericht {number} (") for number in range(3)] == [1, 1, 1]
    assert run() == []
    settings.REVIEW_REMINDERS_PER_RUN = 0
    old_post(government, title="Nog een")
    assert run() == []
    settings.REVIEW_REMINDERS_PER_RUN = 100
    mail.outbox.clear()
    call_command("remind_reviews", verbosity=0)
    assert len(mail.outbox) == 1


def test_two_runs_that_meet_send_one_mail(
    government: Government, monkeypatch: pytest.MonkeyPatch
) -> None:
    from organisations.desk import reminders

    old_post(government)
    send = reminders._send

    def send_after_another_run(*args: object) -> int:
        monkeypatch.setattr(reminders, "_send", send)
        remind()
        return int(send(*args))

    monkeypatch.setattr(reminders, "_send", send_after_another_run)
    assert len(run()) == 1


def test_the_cost_of_choosing_people_does_not_grow_with_the_pages(government: Government) -> None:
    def count(number: int) -> int:
        for _ in range(number):
            old_post(government)
        with CaptureQueriesContext(connection) as queries:
            run()
        # What is noted of each page is one write; the rest is the same however many there are.
        return len([query for query in queries if not query["sql"].startswith("UPDATE")])

    assert count(2) == count(5)
