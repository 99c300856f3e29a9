"""An administrator looks after accounts, and cannot climb higher that way."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cms.core.models import User
from tests.factories import UserFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    MODERATOR,
    Government,
)

pytestmark = pytest.mark.django_db

PASSWORD = "nog-een-lang-wachtwoord"


@pytest.fixture
def administrator(government: Government) -> Client:
    client = Client()
    client.force_login(government.people[ADMINISTRATOR])
    return client


def account_form(person: User, **changes: object) -> dict[str, object]:
    return {
        "email": person.email,
        "first_name": "Anna",
        "last_name": "de Vries",
        "is_active": "on",
        **changes,
    }


def edit(client: Client, person: User, **changes: object) -> None:
    url = reverse("wagtailusers_users:edit", args=[person.pk])
    client.post(url, account_form(person, **changes))
    person.refresh_from_db()


def test_an_administrator_makes_and_closes_accounts(administrator: Client) -> None:
    new = account_form(User(email="anna@voorbeeld.example"))
    administrator.post(reverse("wagtailusers_users:add"), new)
    person = User.objects.get(email="anna@voorbeeld.example")
    edit(administrator, person, is_active="")
    assert not person.is_active


def test_an_administrator_makes_no_superuser(government: Government, administrator: Client) -> None:
    new = account_form(
        User(email="anna@voorbeeld.example"),
        password1=PASSWORD,
        password2=PASSWORD,
        is_superuser="on",
    )
    administrator.post(reverse("wagtailusers_users:add"), new)
    assert not User.objects.filter(email="anna@voorbeeld.example").exists()
    person = government.people[COMMUNICATOR]
    edit(administrator, person, is_superuser="on")
    assert not person.is_superuser


def test_an_administrator_leaves_superusers_alone(administrator: Client) -> None:
    boss = UserFactory(is_superuser=True, first_name="Baas")
    before = boss.password
    edit(administrator, boss, password1=PASSWORD, password2=PASSWORD)
    assert boss.password == before
    assert boss.first_name == "Baas"
    administrator.post(reverse("wagtailusers_users:delete", args=[boss.pk]))
    for action, data in (
        ("delete", {}),
        ("set_active_state", {"mark_as_active": "False"}),
    ):
        url = reverse("wagtail_bulk_action", args=["core", "user", action])
        administrator.post(f"{url}?id={boss.pk}&next=/cms/", data)
    boss.refresh_from_db()
    assert boss.is_active


def test_groups_are_not_given_by_hand(government: Government, administrator: Client) -> None:
    group = Group.objects.get(name="Moderatie: hele site")
    person = government.people[COMMUNICATOR]
    edit(administrator, person, groups=[group.pk])
    url = reverse("wagtail_bulk_action", args=["core", "user", "assign_role"])
    administrator.post(f"{url}?id={person.pk}&next=/cms/", {"role": group.pk})
    assert not person.groups.filter(pk=group.pk).exists()
    assert person.groups.filter(name="Communicatie: Logius").exists()


@pytest.mark.parametrize("name", [COMMUNICATOR, MODERATOR])
def test_others_do_not_see_accounts_groups_or_settings(government: Government, name: str) -> None:
    client = Client()
    client.force_login(government.people[name])
    for url in (
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_groups:index"),
        reverse("wagtailsettings:edit", args=["home", "sitesettings"]),
        reverse("wagtailredirects:index"),
        reverse("wagtailadmin_collections:index"),
        reverse("wagtailadmin_workflows:index"),
    ):
        assert client.get(url).status_code == 302, url


def test_an_administrator_opens_what_daily_work_needs(administrator: Client) -> None:
    for url in (
        reverse("wagtailusers_users:index"),
        reverse("wagtailredirects:index"),
        reverse("wagtailadmin_collections:index"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:workflow"),
    ):
        assert administrator.get(url).status_code == 200, url
    settings = reverse("wagtailsettings:edit", args=["home", "sitesettings"])
    assert administrator.get(settings, follow=True).status_code == 200
