"""Giving, ending and passing on roles: who may, what follows, what is written down."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry, Page

from organisations.models import BlogPostPage, Membership, Role
from organisations.roles.memberships import (
    ENDED,
    GRANTED,
    PASSED_ON,
    end,
    grant,
    may_manage_roles,
    pass_on,
)
from tests.factories import OrganisationFactory, UserFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    Government,
    draft_by,
)

pytestmark = pytest.mark.django_db


def membership_of(government: Government, name: str) -> Membership:
    return Membership.objects.active().get(person=government.people[name])


def may_edit(person: object, page: Page) -> bool:
    return page.permissions_for_user(person).can_edit()


def test_a_new_communicator_can_write_at_once(government: Government) -> None:
    person = UserFactory()
    assert not may_edit(person, government.duo)
    administrator = government.people[ADMINISTRATOR]
    membership = grant(person, government.duo, Role.COMMUNICATOR, by=administrator)
    assert membership.granted_by == administrator
    assert may_edit(person, government.duo)
    assert person.has_perm("wagtailadmin.access_admin")
    entry = ModelLogEntry.objects.get(action=GRANTED, object_id=str(membership.pk))
    assert entry.user == administrator
    assert entry.data["page"] == "DUO"
    assert str(entry.message) == "Rol communicatiemedewerker gegeven bij DUO"


def test_giving_a_role_twice_changes_nothing(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    before = Membership.objects.count(), Group.objects.count(), ModelLogEntry.objects.count()
    again = grant(person, government.logius, Role.COMMUNICATOR, by=None)
    assert again == membership_of(government, COMMUNICATOR)
    assert before == (
        Membership.objects.count(),
        Group.objects.count(),
        ModelLogEntry.objects.count(),
    )


def test_an_ended_role_gives_nothing_and_is_remembered(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    membership = membership_of(government, COMMUNICATOR)
    end(membership, by=government.people[ADMINISTRATOR])
    assert not may_edit(person, government.logius)
    person.refresh_from_db()
    assert not type(person).objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")
    membership.refresh_from_db()
    assert membership.ended_at is not None
    assert ModelLogEntry.objects.filter(action=ENDED, object_id=str(membership.pk)).count() == 1
    end(membership, by=government.people[ADMINISTRATOR])
    assert ModelLogEntry.objects.filter(action=ENDED).count() == 1


def test_somebody_can_come_back(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    end(membership_of(government, COMMUNICATOR), by=None)
    grant(person, government.logius, Role.COMMUNICATOR, by=None)
    assert may_edit(person, government.logius)
    assert Membership.objects.filter(person=person).count() == 2


@pytest.mark.parametrize("giver", [COMMUNICATOR, MODERATOR, CENTRAL])
def test_only_an_administrator_gives_ends_and_passes_on(government: Government, giver: str) -> None:
    by = government.people[giver]
    assert not may_manage_roles(by)
    with pytest.raises(PermissionDenied):
        grant(UserFactory(), government.logius, Role.COMMUNICATOR, by=by)
    with pytest.raises(PermissionDenied):
        end(membership_of(government, COMMUNICATOR), by=by)
    with pytest.raises(PermissionDenied):
        pass_on(government.logius, government.duo, by=by)
    assert may_edit(government.people[COMMUNICATOR], government.logius)


def test_somebody_whose_account_is_closed_gives_no_roles(government: Government) -> None:
    administrator = government.people[ADMINISTRATOR]
    administrator.is_active = False
    administrator.save()
    with pytest.raises(PermissionDenied):
        grant(UserFactory(), government.logius, Role.COMMUNICATOR, by=administrator)


def test_a_role_fits_its_page(government: Government) -> None:
    person = UserFactory()
    misfits = [
        (government.ministry, Role.COMMUNICATOR),
        (government.home, Role.COMMUNICATOR),
        (government.logius, Role.MODERATOR),
        (government.logius, Role.ADMINISTRATOR),
        (government.ministry, Role.ADMINISTRATOR),
        (government.logius, "koning"),
    ]
    for page, role in misfits:
        with pytest.raises(ValidationError):
            grant(person, page, role, by=None)
    assert not person.memberships.exists()
    assert not person.groups.exists()


def test_a_closed_account_gets_no_role(government: Government) -> None:
    with pytest.raises(ValidationError, match="niet actief"):
        grant(UserFactory(is_active=False), government.logius, Role.COMMUNICATOR, by=None)


def test_the_last_administrator_stays(government: Government) -> None:
    administrator = government.people[ADMINISTRATOR]
    with pytest.raises(ValidationError, match="laatste beheerder"):
        end(membership_of(government, ADMINISTRATOR), by=administrator)
    grant(UserFactory(), government.home, Role.ADMINISTRATOR, by=administrator)
    end(membership_of(government, ADMINISTRATOR), by=administrator)
    assert not may_manage_roles(administrator)


def test_people_go_along_when_organisations_merge(government: Government) -> None:
    merged = OrganisationFactory(parent=government.ministry, title="Samen")
    leaver = UserFactory()
    grant(leaver, government.logius, Role.COMMUNICATOR, by=None)
    type(leaver).objects.filter(pk=leaver.pk).update(is_active=False)
    passed = pass_on(government.logius, merged, by=government.people[ADMINISTRATOR])
    assert len(passed) == 2, "both communicators of Logius, not the closed account"
    person = type(leaver).objects.get(pk=government.people[COMMUNICATOR].pk)
    assert may_edit(person, merged)
    assert not may_edit(person, government.logius)
    assert not Membership.objects.active().filter(page=government.logius).exists()
    entry = ModelLogEntry.objects.filter(action=PASSED_ON).first()
    assert str(entry.message) == "Rol communicatiemedewerker overgedragen van Logius naar Samen"


def test_people_are_not_passed_on_to_what_does_not_fit(government: Government) -> None:
    with pytest.raises(ValidationError):
        pass_on(government.logius, government.ministry, by=None)
    assert may_edit(government.people[COMMUNICATOR], government.logius)


def test_when_a_person_goes_the_work_stays(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    giver = government.people[ADMINISTRATOR]
    grant(person, government.duo, Role.COMMUNICATOR, by=giver)
    other = grant(UserFactory(), government.duo, Role.COMMUNICATOR, by=giver)
    post = draft_by(person, government.logius)
    person.delete()
    giver.delete()
    assert BlogPostPage.objects.get(pk=post.pk).latest_revision is not None
    other.refresh_from_db()
    assert other.granted_by is None
    assert other.is_active
