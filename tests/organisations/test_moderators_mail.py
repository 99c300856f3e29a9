"""Moderators are mailed as they chose: at once, once a day, or not at all."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.core.models import User
from organisations.desk.daily_mail import mail_daily
from organisations.models import MailMoment, ModeratorMail, Role
from organisations.roles.memberships import grant
from tests.factories import UserFactory
from tests.organisations.desk import decide, let_wait, signed_in, state_of, submit
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db

ACCOUNT = "wagtailadmin_account"


def wants(person: User, moment: MailMoment = MailMoment.DAILY) -> None:
    ModeratorMail.objects.update_or_create(person=person, defaults={"moment": moment})


def account_data(**more: str) -> dict[str, str]:
    """What the account page posts, besides what is asked for here."""
    return {
        "name_email-first_name": "Anna",
        "name_email-last_name": "de Vries",
        "name_email-email": "anna@voorbeeld.example",
        "notifications-submitted_notifications": "on",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        **more,
    }


def test_the_choice_is_on_the_account_page_and_is_kept(government: Government) -> None:
    client = signed_in(government, MODERATOR)
    text = client.get(reverse(ACCOUNT)).content.decode()
    assert "Wanneer krijgt u mail over wat op u wacht?" in text
    assert not ModeratorMail.objects.exists(), "looking stores nothing"
    client.post(reverse(ACCOUNT), account_data(**{"moderator_mail-moment": "daily"}))
    assert ModeratorMail.objects.get().moment == MailMoment.DAILY
    assert ModeratorMail.objects.get().person == government.people[MODERATOR]


def test_a_choice_that_does_not_exist_is_refused_and_nothing_is_stored(
    government: Government,
) -> None:
    client = signed_in(government, MODERATOR)
    response = client.post(reverse(ACCOUNT), account_data(**{"moderator_mail-moment": "nooit"}))
    assert response.status_code == 200
    assert not ModeratorMail.objects.exists()


@pytest.mark.parametrize("name", [COMMUNICATOR, NOBODY])
def test_who_moderates_nothing_is_not_asked(government: Government, name: str) -> None:
    client = signed_in(government, name)
    assert "Wanneer krijgt u mail" not in client.get(reverse(ACCOUNT)).content.decode()
    client.post(reverse(ACCOUNT), account_data(**{"moderator_mail-moment": "daily"}))
    assert not ModeratorMail.objects.exists()


def test_by_default_a_mail_comes_at_once(government: Government) -> None:
    submit(government, "Minder papier")
    assert [message.to[0] for message in mail.outbox] == [government.people[MODERATOR].email]


def test_who_wants_one_mail_a_day_gets_all_that_waits_in_one(government: Government) -> None:
    moderator = government.people[MODERATOR]
    wants(moderator)
    first = submit(government, "Minder papier")
    submit(government, "Een stille werkplek")
    let_wait(first, days=20)
    assert mail.outbox == []
    call_command("mail_moderators")
    [message] = mail.outbox
    assert message.to == [moderator.email]
    assert message.subject == "Er wachten 2 pagina's op uw goedkeuring"
    html = str(message.alternatives[0][0])
    for part in (message.body, html):
        for words in (
            "Minder papier",
            "Een stille werkplek",
            "Logius",
            COMMUNICATOR,
            first.summary,
            f"/cms/pages/{first.pk}/edit/",
            "1 wacht te lang",
        ):
            assert words in part
        assert part.index("Minder papier") < part.index("Een stille werkplek"), "the oldest first"


def test_it_comes_once_a_day_also_when_the_command_runs_often(government: Government) -> None:
    wants(government.people[MODERATOR])
    submit(government, "Minder papier")
    assert [mail_daily(), mail_daily()] == [1, 0]
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        assert [mail_daily(), mail_daily()] == [1, 0]
    assert len(mail.outbox) == 2


def test_nothing_waiting_is_no_mail(government: Government) -> None:
    wants(government.people[MODERATOR])
    assert mail_daily() == 0
    post = submit(government, "Minder papier")
    assert mail_daily() == 1, "an empty day does not use up the mail of the day"
    assert post.title in mail.outbox[0].body


def test_what_was_settled_meanwhile_is_left_out(government: Government) -> None:
    wants(government.people[MODERATOR])
    central = signed_in(government, CENTRAL)
    approved, returned = submit(government, "Goedgekeurd"), submit(government, "Teruggestuurd")
    withdrawn, left = submit(government, "Ingetrokken"), submit(government, "Nog over")
    decide(central, approved, "approve")
    decide(central, returned, "reject", "Graag een bron.")
    state_of(withdrawn).workflow_state.cancel(user=government.people[COMMUNICATOR])
    mail.outbox.clear()
    mail_daily()
    [message] = mail.outbox
    assert left.title in message.body
    for title in ("Goedgekeurd", "Teruggestuurd", "Ingetrokken"):
        assert title not in message.body


def test_it_holds_nothing_of_other_ministries_and_no_own_changes(government: Government) -> None:
    moderator, stranger = government.people[MODERATOR], UserFactory()
    grant(stranger, government.other_ministry, Role.MODERATOR, by=None)
    for person in (moderator, stranger, UserFactory(is_superuser=True)):
        wants(person)
    submit(government, "Van Logius")
    submit(government, "Van DUO", organisation=government.duo)
    own = submit(government, "Zelf gewijzigd")
    own.save_revision(user=moderator)
    mail.outbox.clear()
    mail_daily()
    by_address = {message.to[0]: message.body for message in mail.outbox}
    assert set(by_address) == {moderator.email, stranger.email}
    assert "Van Logius" in by_address[moderator.email]
    assert "Van DUO" not in by_address[moderator.email]
    assert "Zelf gewijzigd" not in by_address[moderator.email]
    assert "Van DUO" in by_address[stranger.email]
    assert "Logius" not in by_address[stranger.email]


def test_who_switched_this_mail_off_gets_none_at_any_moment(government: Government) -> None:
    moderator = government.people[MODERATOR]
    profile = UserProfile.get_for_user(moderator)
    profile.submitted_notifications = False
    profile.save()
    for moment in MailMoment:
        wants(moderator, moment)
        submit(government, "Minder papier")
        mail_daily()
    assert mail.outbox == []


def test_somebody_without_a_role_any_more_gets_none(government: Government) -> None:
    wants(government.people[MODERATOR])
    submit(government, "Minder papier")
    User.objects.filter(pk=government.people[MODERATOR].pk).update(is_active=False)
    assert mail_daily() == 0


def test_the_command_asks_the_same_however_much_waits(government: Government) -> None:
    wants(government.people[MODERATOR])
    wants(government.people[ADMINISTRATOR])

    def count() -> int:
        ModeratorMail.objects.update(mailed_on=None)
        with CaptureQueriesContext(connection) as queries:
            assert mail_daily() == 1
        return len(queries)

    submit(government, "Bericht")
    one = count()
    for number in range(5):
        submit(government, f"Bericht {number}")
    assert count() == one


def test_text_in_the_daily_mail_cannot_be_markup(government: Government) -> None:
    wants(government.people[MODERATOR])
    submit(government, "<script>x</script>")
    mail_daily()
    html = str(mail.outbox[0].alternatives[0][0])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<script>" in mail.outbox[0].body


def test_a_mail_that_cannot_be_written_does_not_undo_a_submission(
    government: Government, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("organisations.moderation.mail.send_rendered", fail)
    post = submit(government, "Minder papier")
    assert state_of(post).status == "in_progress"
