"""Moving, copying, creating and finding: a role ends where its part of the tree ends."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Role
from organisations.roles.memberships import grant
from tests.factories import OrganisationFactory
from tests.organisations import editing
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
    draft_by,
    published_by,
)

pytestmark = pytest.mark.django_db


def signed_in(government: Government, name: str) -> Client:
    client = Client()
    client.force_login(government.people[name])
    return client


def text_of(client: Client, url: str, **params: Any) -> str:
    response = client.get(url, params)
    return response.content.decode() if response.status_code == 200 else ""


def test_communicators_move_nothing_not_even_their_own_draft(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    unit = OrganisationFactory(parent=government.logius, title="Team Beheer")
    draft = draft_by(government.people[COMMUNICATOR], government.logius)
    for target in (unit, government.duo):
        assert not editing.moves(client, draft, target)
        assert not editing.moves_in_bulk(client, draft, target)
    theirs = published_by(government.people[NOBODY], government.duo)
    assert not editing.moves(client, theirs, government.logius)


def test_moderators_move_posts_inside_their_ministry_only(government: Government) -> None:
    client = signed_in(government, MODERATOR)
    unit = OrganisationFactory(parent=government.logius, title="Team Beheer")
    post = published_by(government.people[COMMUNICATOR], government.logius)
    assert not editing.moves(client, post, government.duo)
    assert not editing.moves_in_bulk(client, post, government.duo)
    assert editing.moves(client, post, unit)
    assert not editing.moves(client, government.logius, government.other_ministry)


def test_administrators_move_organisations(government: Government) -> None:
    client = signed_in(government, ADMINISTRATOR)
    assert editing.moves(client, government.logius, government.other_ministry)


def test_an_earlier_post_is_copied_as_a_draft_at_home_only(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    post = published_by(government.people[COMMUNICATOR], government.logius)
    assert not editing.copies(client, post, government.duo)
    for published in ({"publish_copies": "on"}, {"alias": "on"}):
        editing.copies(client, post, government.logius, **published)
        copies = government.logius.get_children().filter(slug="kopie")
        assert not copies.filter(live=True).exists()
        copies.delete()
    assert editing.copies(client, post, government.logius)
    copy = government.logius.get_children().get(slug="kopie")
    assert not copy.live
    copy.delete()
    theirs = published_by(government.people[NOBODY], government.duo)
    assert not editing.copies(client, theirs, government.logius)


def test_moderators_do_not_publish_by_copying(government: Government) -> None:
    client = signed_in(government, MODERATOR)
    post = published_by(government.people[COMMUNICATOR], government.logius)
    editing.copies(client, post, government.logius, publish_copies="on")
    editing.copies(client, post, government.logius, alias="on")
    assert not government.logius.get_children().filter(slug="kopie", live=True).exists()


def test_posts_are_made_at_home_only(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    assert editing.creates(client, government.duo) is None
    assert editing.creates(client, government.ministry, "organisationpage") is None
    assert editing.creates(client, government.home, "ministrypage") is None
    post = editing.creates(client, government.logius, action_publish="1")
    assert post.owner == government.people[COMMUNICATOR]
    assert not post.live


def test_administrators_build_the_tree_and_publish_it(government: Government) -> None:
    client = signed_in(government, ADMINISTRATOR)
    assert editing.creates(client, government.home, "ministrypage", action_publish="1").live


def test_the_api_of_the_cms_changes_nothing(government: Government) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.logius)
    for name in (COMMUNICATOR, MODERATOR, ADMINISTRATOR):
        client = signed_in(government, name)
        for action in ("publish", "delete", "unpublish", "move", "copy", "revert_to_page_revision"):
            assert editing.acts_by_api(client, post, action) == 404
    post.refresh_from_db()
    assert not post.live


def test_the_explorer_shows_the_own_organisation(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    draft_by(government.people[NOBODY], government.duo, title="Geheim plan")
    mine = draft_by(government.people[COMMUNICATOR], government.logius, title="Mijn plan")
    explore = reverse("wagtailadmin_explore_root")
    page = client.get(explore, follow=True).content.decode()
    assert mine.title in page
    for url in (
        explore,
        reverse("wagtailadmin_explore", args=[government.duo.pk]),
        reverse("wagtailadmin_explore", args=[government.home.pk]),
    ):
        assert "Geheim plan" not in client.get(url, follow=True).content.decode()
        assert "DUO" not in client.get(url, follow=True).content.decode()


@pytest.mark.parametrize("name", [COMMUNICATOR, MODERATOR])
def test_a_long_list_in_the_explorer_asks_no_more_about_permissions(
    government: Government, name: str
) -> None:
    client = signed_in(government, name)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse("wagtailadmin_explore", args=[government.logius.pk]))
        assert response.status_code == 200
        return len(queries)

    for number in range(2):
        draft_by(government.people[COMMUNICATOR], government.logius, title=f"Concept {number}")
    count()
    few = count()
    for number in range(2, 8):
        draft_by(government.people[COMMUNICATOR], government.logius, title=f"Concept {number}")
    assert count() <= few


def test_searching_in_the_cms_finds_no_drafts_of_others(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    draft_by(government.people[NOBODY], government.duo, title="Geheim plan")
    draft_by(government.people[COMMUNICATOR], government.logius, title="Mijn plan")
    for url in (
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailadmin_pages:search_results"),
        reverse("wagtailadmin_choose_page_search"),
    ):
        text = text_of(client, url, q="plan")
        assert "Mijn plan" in text
        assert "Geheim plan" not in text


def test_the_page_chooser_offers_own_pages(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    secret = draft_by(government.people[NOBODY], government.duo, title="Geheim plan")
    draft_by(government.people[COMMUNICATOR], government.logius, title="Mijn plan")
    top = text_of(client, reverse("wagtailadmin_choose_page"))
    assert "Rijkslocaties" in top, "the way to the own organisation is open"
    ministries = text_of(
        client, reverse("wagtailadmin_choose_page_child", args=[government.home.pk])
    )
    assert "Ministerie van BZK" in ministries
    assert "Ministerie van OCW" not in ministries
    own = text_of(client, reverse("wagtailadmin_choose_page_child", args=[government.logius.pk]))
    assert "Mijn plan" in own
    for page in (government.duo, government.other_ministry, secret):
        url = reverse("wagtailadmin_choose_page_child", args=[page.pk])
        assert page.title not in client.get(url, follow=True).content.decode()


def test_made_up_addresses_name_no_pages_of_others(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    secret = draft_by(government.people[NOBODY], government.duo, title="Geheim plan")
    own = draft_by(government.people[COMMUNICATOR], government.logius, title="Mijn plan")
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    assert "Mijn plan" in client.get(chosen, {"id": own.pk}).content.decode()
    for ids in ([secret.pk], [own.pk, secret.pk]):
        assert client.get(chosen, {"id": ids}).status_code == 302
    assert client.get(chosen, {"id": "1 or 1"}).status_code == 400
    for name in ("page_types_usage", "page_types_usage_results"):
        url = reverse(f"wagtailadmin_reports:{name}")
        assert client.get(url).status_code == 302
        assert signed_in(government, ADMINISTRATOR).get(url).status_code == 200
    for name in ("aging_pages", "locked_pages", "workflow", "workflow_tasks", "site_history"):
        url = reverse(f"wagtailadmin_reports:{name}")
        assert "Geheim plan" not in client.get(url).content.decode()
    for name in ("history", "view_draft", "edit", "usage", "workflow_history"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[secret.pk])
        assert client.get(url).status_code == 302, name
    compare = [secret.pk, "earliest", "latest"]
    assert (
        client.get(reverse("wagtailadmin_pages:revisions_compare", args=compare)).status_code == 302
    )


def test_the_api_lists_own_pages(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    draft_by(government.people[NOBODY], government.duo, title="Geheim plan")
    draft_by(government.people[COMMUNICATOR], government.logius, title="Mijn plan")
    listing = json.loads(client.get("/cms/api/main/pages/").content)
    titles = {item["admin_display_title"] for item in listing["items"]}
    assert "Mijn plan" in titles
    assert not {"Geheim plan", "DUO"} & titles


def test_somebody_with_two_organisations_sees_both(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    grant(person, government.duo, Role.COMMUNICATOR, by=None)
    client = signed_in(government, COMMUNICATOR)
    for organisation in (government.logius, government.duo):
        url = reverse("wagtailadmin_explore", args=[organisation.pk])
        assert organisation.title in text_of(client, url)
