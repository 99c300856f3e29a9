"""Groups and collections: made by code, readable, and true to the page they belong to."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from organisations.models import PageCollection, Role, RoleGroup
from organisations.roles.groups import ensure_collection, ensure_group
from organisations.roles.memberships import grant
from organisations.signals import tree_changed
from tests.factories import OrganisationFactory, UserFactory
from tests.organisations.people import ADMINISTRATOR, COMMUNICATOR, Government

pytestmark = pytest.mark.django_db


def group_of(page: Page, role: str) -> Group:
    return RoleGroup.objects.get(page_id=page.pk, role=role).group


def snapshot() -> tuple[int, ...]:
    models = (Group, Collection, GroupPagePermission, GroupCollectionPermission, RoleGroup)
    return tuple(model.objects.count() for model in models)


def test_names_are_readable(government: Government) -> None:
    assert group_of(government.logius, Role.COMMUNICATOR).name == "Communicatie: Logius"
    assert group_of(government.ministry, Role.MODERATOR).name == "Moderatie: Ministerie van BZK"
    assert group_of(government.home, Role.MODERATOR).name == "Moderatie: hele site"
    assert group_of(government.home, Role.ADMINISTRATOR).name == "Beheer: hele site"
    assert ensure_collection(government.logius).name == "Logius"
    assert ensure_collection(government.home).name == "Gedeeld"


def test_two_organisations_of_one_name_are_told_apart(government: Government) -> None:
    twin = OrganisationFactory(parent=government.other_ministry, title="Logius", slug="logius")
    grant(UserFactory(), twin, Role.COMMUNICATOR, by=None)
    assert group_of(twin, Role.COMMUNICATOR) != group_of(government.logius, Role.COMMUNICATOR)
    assert group_of(twin, Role.COMMUNICATOR).name == f"Communicatie: Logius ({twin.pk})"


def test_a_very_long_name_fits(government: Government) -> None:
    long = OrganisationFactory(parent=government.ministry, title="Dienst " * 36)
    grant(UserFactory(), long, Role.COMMUNICATOR, by=None)
    assert len(group_of(long, Role.COMMUNICATOR).name) <= 150


def test_making_a_group_again_changes_nothing(government: Government) -> None:
    before = snapshot()
    for link in RoleGroup.objects.select_related("page"):
        ensure_group(link.page, link.role)
    assert snapshot() == before


def test_rights_given_by_hand_are_put_right(government: Government) -> None:
    group = group_of(government.logius, Role.COMMUNICATOR)
    publish = GroupPagePermission.objects.filter(permission__codename="publish_page").first()
    GroupPagePermission.objects.create(
        group=group, page=government.duo, permission=publish.permission
    )
    GroupPagePermission.objects.filter(group=group, permission__codename="add_page").delete()
    ensure_group(government.logius, Role.COMMUNICATOR)
    held = GroupPagePermission.objects.filter(group=group)
    assert set(held.values_list("permission__codename", "page__title")) == {
        ("add_page", "Logius"),
        ("change_page", "Logius"),
    }


def test_collections_hang_like_the_tree(government: Government) -> None:
    unit = OrganisationFactory(parent=government.logius, title="Team Beheer")
    grant(UserFactory(), unit, Role.COMMUNICATOR, by=None)
    names = [
        collection.name
        for collection in ensure_collection(unit).get_ancestors(inclusive=True).filter(depth__gt=1)
    ]
    assert names == ["Ministerie van BZK", "Logius", "Team Beheer"]


def test_groups_follow_another_name(government: Government) -> None:
    page = government.logius
    page.title = "Digitale Dienst"
    page.save_revision().publish()
    assert group_of(page, Role.COMMUNICATOR).name == "Communicatie: Digitale Dienst"
    assert ensure_collection(page).name == "Digitale Dienst"


def test_groups_follow_the_register(government: Government) -> None:
    Page.objects.filter(pk=government.logius.pk).update(title="Logius Nieuw")
    tree_changed.send(sender=None, page_ids=frozenset([government.logius.pk]))
    assert group_of(government.logius, Role.COMMUNICATOR).name == "Communicatie: Logius Nieuw"


def test_people_and_pictures_follow_a_move(government: Government) -> None:
    own = ensure_collection(government.logius)
    government.logius.move(government.other_ministry, pos="last-child")
    moved = Page.objects.get(pk=government.logius.pk).specific
    person = type(government.people[COMMUNICATOR]).objects.get(
        pk=government.people[COMMUNICATOR].pk
    )
    assert moved.permissions_for_user(person).can_edit()
    own = Collection.objects.get(pk=own.pk)
    assert own.get_parent().name == "Ministerie van OCW"
    # What Wagtail's tree of collections says agrees with what is in the table.
    assert Collection.find_problems() == ([], [], [], [], [])


def test_groups_go_with_the_page_and_pictures_stay(government: Government) -> None:
    group = group_of(government.logius, Role.COMMUNICATOR)
    collection = ensure_collection(government.logius)
    government.logius.save_revision().publish()
    government.logius.delete()
    assert not Group.objects.filter(pk=group.pk).exists()
    assert Collection.objects.filter(pk=collection.pk).exists()
    assert not PageCollection.objects.filter(collection=collection).exists()


def test_a_role_that_is_deleted_gives_nothing(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    person.memberships.get().delete()
    assert not person.groups.exists()


def test_an_administrator_does_daily_work_without_being_superuser(
    government: Government,
) -> None:
    administrator = government.people[ADMINISTRATOR]
    assert not administrator.is_superuser
    for permission in (
        "core.add_user",
        "core.change_user",
        "organisations.change_topic",
        "organisations.view_membership",
        "home.change_sitesettings",
        "wagtailredirects.add_redirect",
    ):
        assert administrator.has_perm(permission), permission
    for permission in ("auth.change_group", "wagtailcore.change_workflow", "auth.add_permission"):
        assert not administrator.has_perm(permission), permission


def test_after_a_migration_administrators_have_what_they_need(government: Government) -> None:
    group = group_of(government.home, Role.ADMINISTRATOR)
    group.permissions.clear()
    call_command("migrate", verbosity=0)
    assert group.permissions.filter(codename="change_topic").exists()


def test_a_second_communicator_costs_no_more_than_the_first(government: Government) -> None:
    with CaptureQueriesContext(
        connection,
    ) as second:
        grant(UserFactory(), government.logius, Role.COMMUNICATOR, by=None)
    with CaptureQueriesContext(connection) as third:
        grant(UserFactory(), government.logius, Role.COMMUNICATOR, by=None)
    assert len(third) <= len(second) < 60
