"""What Wagtail makes by itself gives nobody rights here, and boxes give no roles."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.core.models import User
from organisations.models import BlogPostPage
from organisations.moderation.workflow import ensure_workflow
from organisations.roles.defaults import remove_wagtail_defaults
from tests.factories import UserFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    Government,
    draft_by,
)

pytestmark = pytest.mark.django_db


def wagtails_group(name: str = "Editors") -> Group:
    """As Wagtail's migrations make it: rights on the whole tree."""
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group,
            page=Page.get_first_root_node(),
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            ),
        )
    return group


def wagtails_workflow(group: Group) -> Workflow:
    task = GroupApprovalTask.objects.create(name="Moderators approval", active=True)
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Moderators approval", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())
    return workflow


def test_after_set_up_wagtails_groups_and_workflow_are_not_there() -> None:
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()
    assert not GroupPagePermission.objects.filter(page=Page.get_first_root_node()).exists()
    assert not WorkflowPage.objects.filter(page=Page.get_first_root_node()).exists()
    assert not GroupApprovalTask.objects.filter(active=True).exists()


def test_a_group_without_people_goes_and_one_with_people_loses_its_rights() -> None:
    empty, used = wagtails_group("Editors"), wagtails_group("Moderators")
    person = UserFactory()
    person.groups.add(used)
    workflow = wagtails_workflow(used)
    for _again in range(2):
        remove_wagtail_defaults()
    assert not Group.objects.filter(pk=empty.pk).exists()
    assert Group.objects.filter(pk=used.pk).exists()
    person = User.objects.get(pk=person.pk)
    assert not person.has_perm("wagtailadmin.access_admin")
    assert not GroupPagePermission.objects.filter(group=used).exists()
    workflow.refresh_from_db()
    assert not workflow.active
    client = Client()
    client.force_login(person)
    assert client.get("/cms/").status_code == 302


def test_a_page_that_is_with_wagtails_moderators_is_not_dropped(government: Government) -> None:
    group = wagtails_group("Moderators")
    workflow = wagtails_workflow(group)
    writer = government.people[COMMUNICATOR]
    post = draft_by(writer, government.logius)
    workflow.start(post, writer)
    remove_wagtail_defaults()
    workflow.refresh_from_db()
    assert workflow.active
    assert BlogPostPage.objects.get(pk=post.pk).current_workflow_state
    assert not WorkflowPage.objects.filter(workflow=workflow).exists()


def test_our_own_workflow_and_groups_stay(government: Government) -> None:
    ours = ensure_workflow(government.home)
    before = set(Group.objects.values_list("pk", flat=True))
    remove_wagtail_defaults()
    assert ensure_workflow(government.home) == ours
    assert set(Group.objects.values_list("pk", flat=True)) == before


@pytest.mark.usefixtures("government")
def test_setting_up_the_site_again_takes_them_away() -> None:
    wagtails_group()
    call_command("migrate", verbosity=0)
    assert not Group.objects.filter(name="Editors").exists()


def boxes(client: Client, person: User) -> str:
    return client.get(reverse("wagtailusers_users:edit", args=[person.pk])).content.decode()


def account_form(person: User, **changes: object) -> dict[str, object]:
    return {
        "email": person.email,
        "first_name": "Anna",
        "last_name": "de Vries",
        "is_active": "on",
        **changes,
    }


def test_the_form_of_an_account_has_no_boxes_for_roles(government: Government) -> None:
    for person in (government.people[ADMINISTRATOR], UserFactory(is_superuser=True)):
        client = Client()
        client.force_login(person)
        page = boxes(client, government.people[COMMUNICATOR])
        assert "Moderatie: hele site" not in page
        assert "Communicatie: Logius" not in page
        assert "Rollen geeft en beëindigt u bij Mensen." in page


def test_saving_the_form_leaves_roles_as_they_are(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    for editor in (government.people[ADMINISTRATOR], UserFactory(is_superuser=True)):
        client = Client()
        client.force_login(editor)
        client.post(
            reverse("wagtailusers_users:edit", args=[person.pk]),
            account_form(person, first_name=f"Anna {editor.pk}"),
        )
        person.refresh_from_db()
        assert person.first_name == f"Anna {editor.pk}"
        assert person.groups.get().name == "Communicatie: Logius"


def test_not_even_a_superuser_gives_a_role_with_a_box(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    role = Group.objects.get(name="Moderatie: hele site")
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    client.post(
        reverse("wagtailusers_users:edit", args=[person.pk]),
        account_form(person, groups=[role.pk]),
    )
    url = reverse("wagtail_bulk_action", args=["core", "user", "assign_role"])
    for posted in (role.pk, "x", ""):
        client.post(f"{url}?id={person.pk}&next=/cms/", {"role": posted})
    assert not person.groups.filter(pk=role.pk).exists()


def test_a_superuser_still_uses_groups_made_by_hand(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    by_hand = Group.objects.create(name="Proef")
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    client.post(
        reverse("wagtailusers_users:edit", args=[person.pk]),
        account_form(person, groups=[by_hand.pk]),
    )
    assert set(person.groups.values_list("name", flat=True)) == {"Communicatie: Logius", "Proef"}


def test_a_new_account_has_no_password_until_its_owner_chooses_one(
    government: Government,
) -> None:
    client = Client()
    client.force_login(government.people[ADMINISTRATOR])
    client.post(
        reverse("wagtailusers_users:add"),
        account_form(User(email="Nieuw@Rijk.example")),
    )
    assert not User.objects.get(email="nieuw@rijk.example").has_usable_password()
