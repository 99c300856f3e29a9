"""A moderator is away: a colleague takes over, for exactly so long, and it is seen who did what."""

from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.core.models import User
from organisations.models import Absence, BlogPostPage, MailMoment, ModeratorMail, Role
from organisations.roles.absences import (
    ARRANGED,
    CHANGED,
    DECIDED,
    WITHDRAWN,
    arrange,
    withdraw,
)
from organisations.roles.memberships import end, grant
from tests.factories import UserFactory
from tests.organisations import editing
from tests.organisations.absences import DAY, Case, make_case
from tests.organisations.desk import HOME, QUEUE, decide, screen, signed_in, submit
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(government: Government) -> Case:
    return make_case(government)


def at(days: int) -> Any:
    return time_machine.travel(timezone.now() + days * DAY)


def test_the_deputy_gets_the_mail_and_the_queue_and_decides(case: Case) -> None:
    case.arrange()
    mail.outbox.clear()
    post = submit(case.government, "Minder papier")
    [message] = mail.outbox
    assert message.to == [case.deputy.email]
    for words in (message.body, str(message.alternatives[0][0])):
        assert f"namens {MODERATOR}" in words
    text = screen(case.chair, QUEUE)
    assert "Minder papier" in text
    assert f"Namens {MODERATOR}" in text
    assert f"Namens {MODERATOR}" in screen(case.chair, HOME)
    assert case.chair.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).status_code == 200
    decide(case.chair, post, "approve")
    post.refresh_from_db()
    assert post.live


def test_it_is_in_the_history_on_whose_behalf_it_was_decided(case: Case) -> None:
    case.arrange()
    post = submit(case.government, "Minder papier")
    decide(case.chair, post, "reject", "Graag een bron.")
    entry = PageLogEntry.objects.get(page=post.pk, action=DECIDED)
    assert entry.user == case.deputy
    assert entry.message == f"Besloten namens {MODERATOR}"
    own = submit(case.government, "Van DUO", organisation=case.government.duo)
    decide(case.chair, own, "approve")
    assert not PageLogEntry.objects.filter(page=own.pk, action=DECIDED).exists()


def test_the_rights_last_exactly_so_long(case: Case) -> None:
    case.arrange(first=2, last=4)
    seen = {}
    for day in range(7):
        with at(day):
            seen[day] = case.may_moderate()
    assert seen == {0: False, 1: False, 2: True, 3: True, 4: True, 5: False, 6: False}


@pytest.mark.parametrize("day", [-1, 3])
def test_outside_the_days_all_is_as_always(case: Case, day: int) -> None:
    case.arrange(first=1, last=2)
    mail.outbox.clear()
    with at(day):
        post = submit(case.government, "Minder papier")
        assert [message.to[0] for message in mail.outbox] == [case.away.email]
        assert "Minder papier" not in screen(case.chair, QUEUE)
        decide(case.chair, post, "approve")
        assert not BlogPostPage.objects.get(pk=post.pk).live


def end_role_of_who_is_away(case: Case) -> None:
    end(case.away.memberships.get(), by=None)


def end_role_of_the_deputy(case: Case) -> None:
    end(case.deputy.memberships.get(), by=None)


def let_the_deputy_leave(case: Case) -> None:
    User.objects.filter(pk=case.deputy.pk).update(is_active=False)


def call_it_off(case: Case) -> None:
    withdraw(Absence.objects.get(), by=case.away)


@pytest.mark.parametrize(
    "happens",
    [end_role_of_who_is_away, end_role_of_the_deputy, let_the_deputy_leave, call_it_off],
)
def test_it_ends_at_once_when_something_changes(case: Case, happens: Any) -> None:
    case.arrange()
    assert case.may_moderate()
    happens(case)
    assert not case.may_moderate()
    post = submit(case.government, "Minder papier")
    assert case.deputy.email not in [message.to[0] for message in mail.outbox[-1:]]
    decide(case.chair, post, "approve")
    assert not BlogPostPage.objects.get(pk=post.pk).live


def test_four_eyes_hold_for_the_deputy(case: Case) -> None:
    case.arrange()
    post = submit(case.government, "Minder papier")
    assert editing.saves(case.chair, post)
    decide(case.chair, post, "approve")
    assert not BlogPostPage.objects.get(pk=post.pk).live
    assert "U wijzigde dit het laatst" in screen(case.chair, QUEUE)


def test_what_the_deputy_changed_goes_to_somebody_else(case: Case) -> None:
    colleague = UserFactory()
    grant(colleague, case.government.ministry, Role.MODERATOR, by=None)
    case.arrange()
    task_people = lambda post: {  # noqa: E731
        one.person.pk
        for one in post.current_workflow_task.specific.people_to_ask(post, but_not=case.deputy)
    }
    post = submit(case.government, "Minder papier")
    assert task_people(post) == {colleague.pk}


def test_two_who_are_away_have_one_deputy_who_is_mailed_once(case: Case) -> None:
    other = UserFactory(first_name="Carla")
    grant(other, case.government.ministry, Role.MODERATOR, by=None)
    case.arrange()
    case.arrange(person=other, by=other)
    mail.outbox.clear()
    submit(case.government, "Minder papier")
    [message] = mail.outbox
    assert f"namens {MODERATOR}" in message.body
    assert "namens Carla" in message.body
    text = screen(case.chair, QUEUE)
    assert "Namens Carla, moderator van het ministerie" in text


def test_a_colleague_of_the_same_ministry_takes_over(case: Case) -> None:
    colleague = UserFactory(first_name="Carla")
    grant(colleague, case.government.ministry, Role.MODERATOR, by=None)
    case.arrange(deputy=colleague)
    mail.outbox.clear()
    submit(case.government, "Minder papier")
    assert [message.to[0] for message in mail.outbox] == [colleague.email], "once"
    client = Client()
    client.force_login(colleague)
    assert f"Namens {MODERATOR}" in screen(client, QUEUE)


def test_the_deputys_own_choice_of_mail_counts(case: Case) -> None:
    ModeratorMail.objects.create(person=case.deputy, moment=MailMoment.DAILY)
    case.arrange()
    mail.outbox.clear()
    submit(case.government, "Minder papier")
    assert mail.outbox == []
    from organisations.desk.daily_mail import mail_daily

    assert mail_daily() == 1
    assert mail.outbox[0].to == [case.deputy.email]
    assert f"Namens {MODERATOR}" in mail.outbox[0].body


def test_a_deputy_gets_no_more_than_the_role_of_a_moderator(case: Case) -> None:
    grant(case.away, case.government.home, Role.ADMINISTRATOR, by=None)
    case.arrange()
    for name in ("people", "report_undelivered_mail"):
        assert case.chair.get(reverse(name)).status_code == 302
    person = User.objects.get(pk=case.deputy.pk)
    assert not case.government.home.permissions_for_user(person).can_edit()
    assert not case.government.ministry.permissions_for_user(person).can_delete()


def test_rights_are_not_passed_on_along_a_chain(case: Case) -> None:
    """Also when it is put in the database by hand."""
    last = UserFactory()
    grant(last, case.government.other_ministry, Role.MODERATOR, by=None)
    case.arrange()
    today = timezone.localdate()
    Absence.objects.create(person=case.deputy, deputy=last, starts_on=today, ends_on=today)
    assert not case.government.logius.permissions_for_user(last).can_publish()


# Arranging it


def refused(case: Case, **more: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as error:
        case.arrange(**more)
    assert not Absence.objects.filter(person=more.get("person", case.away)).exists()
    return error.value.message_dict


def test_days_that_cannot_be_are_named_at_their_field(case: Case) -> None:
    assert refused(case, first=3, last=1) == {
        "ends_on": ["De laatste dag ligt voor de eerste dag."]
    }
    assert refused(case, first=-5, last=-2) == {"ends_on": ["Deze dag is al geweest."]}
    assert refused(case, first=-1, last=2) == {"starts_on": ["Kies vandaag of een latere dag."]}
    assert "een jaar" in refused(case, first=0, last=400)["ends_on"][0]


def test_an_absence_that_has_begun_keeps_its_first_day_and_gets_another_last_one(
    case: Case,
) -> None:
    absence = case.arrange(first=0, last=4)
    with at(2):
        arrange(case.away, case.deputy, absence.starts_on, absence.ends_on + DAY, by=case.away)
    absence.refresh_from_db()
    assert absence.ends_on == absence.starts_on + 5 * DAY


def test_only_another_active_moderator_is_a_deputy(case: Case) -> None:
    government = case.government
    inactive = UserFactory()
    grant(inactive, government.ministry, Role.MODERATOR, by=None)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    for person in (
        case.away,
        inactive,
        government.people[COMMUNICATOR],
        government.people[ADMINISTRATOR],
        government.people[NOBODY],
        UserFactory(is_superuser=True),
    ):
        assert "deputy" in refused(case, deputy=person)


def test_who_moderates_nothing_needs_no_deputy(case: Case) -> None:
    writer = case.government.people[COMMUNICATOR]
    assert "deputy" in refused(case, person=writer, by=writer)


def test_no_chains(case: Case) -> None:
    central = case.government.people[CENTRAL]
    case.arrange(first=2, last=4)
    # The deputy goes away in the same days.
    assert (
        "vervangt in deze dagen"
        in (refused(case, person=case.deputy, deputy=central, by=case.deputy)["starts_on"][0])
    )
    # Somebody chooses a deputy who is away.
    assert (
        "zelf afwezig" in refused(case, person=central, deputy=case.away, by=central)["deputy"][0]
    )
    # Other days are fine.
    case.arrange(first=5, last=6, person=case.deputy, deputy=central, by=case.deputy)


@pytest.mark.parametrize("name", [COMMUNICATOR, CENTRAL, NOBODY])
def test_nobody_arranges_it_for_another_but_an_administrator(case: Case, name: str) -> None:
    someone = case.government.people[name]
    with pytest.raises(PermissionDenied):
        case.arrange(by=someone)
    client = signed_in(case.government, name)
    url = reverse("people_absence", args=[case.away.pk])
    today = timezone.localdate()
    data = {"starts_on": today, "ends_on": today, "deputy": case.deputy.pk}
    assert client.get(url).status_code == 302
    assert client.post(url, data).status_code == 302
    assert not Absence.objects.exists()
    absence = case.arrange()
    with pytest.raises(PermissionDenied):
        withdraw(absence, by=someone)


def test_one_arrangement_takes_the_place_of_another_and_all_is_logged(case: Case) -> None:
    central = case.government.people[CENTRAL]
    case.arrange()
    case.arrange()
    case.arrange(deputy=central)
    absence = Absence.objects.get()
    assert absence.deputy == central
    assert not case.may_moderate()
    withdraw(absence, by=case.away)
    withdraw(absence, by=case.away)
    entries = ModelLogEntry.objects.filter(object_id=str(case.away.pk), action__contains="absence")
    assert [entry.action for entry in entries.order_by("timestamp", "pk")] == [
        ARRANGED,
        CHANGED,
        WITHDRAWN,
    ]
    assert str(case.deputy) in entries.get(action=ARRANGED).message


def test_the_deputy_is_told(case: Case) -> None:
    absence = case.arrange()
    assert mail.outbox[-1].to == [case.deputy.email]
    assert mail.outbox[-1].subject == f"U vervangt {MODERATOR} als moderator"
    case.arrange(deputy=case.government.people[CENTRAL])
    assert {message.to[0]: message.subject for message in mail.outbox[1:]} == {
        case.deputy.email: f"U vervangt {MODERATOR} niet meer",
        case.government.people[CENTRAL].email: f"U vervangt {MODERATOR} als moderator",
    }
    absence.refresh_from_db()


def test_the_queue_of_a_deputy_costs_the_same_however_long_it_is(case: Case) -> None:
    case.arrange()

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            screen(chair, QUEUE)
        return len(queries)

    submit(case.government, "Bericht")
    chair = case.chair
    count()
    one = count()
    for number in range(4):
        submit(case.government, f"Bericht {number}")
    assert count() == one
