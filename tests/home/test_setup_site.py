"""From an empty database to a site in use, and not a thing changed the second time."""

import csv
import io
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.models import GroupPagePermission, Page, Site

from home.examples import accounts
from home.examples.loader import ExampleLoader
from home.management.commands import setup_site
from organisations.models import BlogPostPage, Kind, MinistryPage, OrganisationPage, Topic
from search.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def password_file(tmp_path, monkeypatch):
    """A password file of the test's own."""
    monkeypatch.setattr(accounts, "PASSWORD_FILE", tmp_path / "password.txt")
    return tmp_path / "password.txt"


@pytest.fixture
def few_organisations(tmp_path, monkeypatch):
    """A register with the ministries and some of their agencies only."""
    with Path("data/rijksorganisaties.csv").open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        rows = [row for row in reader if row["type"] in ("ministerie", "agentschap")]
    small = tmp_path / "rijksorganisaties.csv"
    with small.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, reader.fieldnames)
        writer.writeheader()
        writer.writerows(rows)
    monkeypatch.setattr(setup_site, "REGISTER", small)


def set_up(**options: bool) -> str:
    out = io.StringIO()
    call_command("setup_site", stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def test_one_command_makes_the_whole_site_and_tells_how_to_sign_in(settings, password_file) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:9000"
    told = set_up(examples=True, accounts=True)
    assert OrganisationPage.objects.count() + MinistryPage.objects.count() >= 378
    assert Topic.objects.count() == 92
    assert BlogPostPage.objects.published().count() >= 41
    assert Entry.objects.filter(entry_type="post").count() == BlogPostPage.objects.count()
    assert "http://127.0.0.1:9000/cms/" in told
    password = password_file.read_text().strip()
    assert password in told
    assert password_file.stat().st_mode & 0o077 == 0
    for name in ("beheerder", "moderator", "communicator"):
        assert f"{name}@voorbeeld.example" in told
        client = Client()
        form = {"login": f"{name}@voorbeeld.example", "password": password}
        assert client.post("/cms/login/", form).url == "/cms/"
        assert client.get("/cms/").status_code == 200
    site = Site.objects.get(is_default_site=True)
    assert site.root_url == "http://127.0.0.1:9000"

    counts = (Page.objects.count(), Entry.objects.count(), GroupPagePermission.objects.count())
    newest = Page.objects.order_by("-latest_revision_created_at").first()
    assert "..." not in set_up(examples=True, accounts=True)
    assert counts == (
        Page.objects.count(),
        Entry.objects.count(),
        GroupPagePermission.objects.count(),
    )
    assert newest == Page.objects.order_by("-latest_revision_created_at").first()


def test_examples_are_sound_and_loaded_only_once(few_organisations) -> None:
    set_up()
    first = ExampleLoader().run()
    again = ExampleLoader().run()
    posts = BlogPostPage.objects.published()
    assert first.posts == posts.count()
    assert not again.changed
    assert set(posts.values_list("kind", flat=True)) == set(Kind.values)
    assert not posts.filter(is_example=False).exists()
    for post in posts:
        post.full_clean()
        post.body.stream_block.clean(post.body)

    posts.first().delete()
    set_up(examples=True)
    assert posts.all().count() == first.posts - 1, "what was thrown away stays away"


def test_the_communicator_writes_in_one_organisation_and_the_moderator_approves(
    few_organisations,
) -> None:
    set_up(accounts=True)
    users = get_user_model().objects
    communicator = users.get(email="communicator@voorbeeld.example")
    moderator = users.get(email="moderator@voorbeeld.example")
    own = OrganisationPage.objects.get(register_id=accounts.ORGANISATION_REGISTER_ID)
    other = OrganisationPage.objects.exclude(pk=own.pk).child_of(own.get_parent()).first()
    assert own.permissions_for_user(communicator).can_add_subpage()
    assert not own.permissions_for_user(communicator).can_publish_subpage()
    assert not other.permissions_for_user(communicator).can_add_subpage()
    assert other.permissions_for_user(moderator).can_add_subpage()
    assert other.permissions_for_user(moderator).can_unpublish()
    elsewhere = MinistryPage.objects.exclude(pk=own.get_parent().pk).first()
    assert not elsewhere.permissions_for_user(moderator).can_edit()


def test_without_being_asked_there_are_no_examples_and_no_accounts(few_organisations) -> None:
    told = set_up()
    assert not BlogPostPage.objects.exists()
    assert not get_user_model().objects.exists()
    assert "@voorbeeld.example" not in told
