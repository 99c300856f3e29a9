"""Role by page by action by place: what each person can do, tried on the real screens.

Every cell of the table is an address that is really posted to, whatever the screen offers.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from tests.organisations import editing
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
    draft_by,
    project_by,
    project_draft_by,
    published_by,
)

pytestmark = pytest.mark.django_db

# Who may do it, in the own organisation; then in one of another ministry. In both places the
# page was written by the communicator, or by a colleague there.
ALL_OWN = {COMMUNICATOR, COLLEAGUE, MODERATOR, CENTRAL, ADMINISTRATOR}
EVERYWHERE = {CENTRAL, ADMINISTRATOR}
MODERATORS = {MODERATOR, CENTRAL, ADMINISTRATOR}
NONE: set[str] = set()

Act = Callable[..., Any]
TABLE: dict[tuple[str, str], tuple[Act, set[str], set[str]]] = {
    # Pages that were never published.
    ("draft", "open"): (editing.opens, ALL_OWN, EVERYWHERE),
    ("draft", "save"): (editing.saves, ALL_OWN, EVERYWHERE),
    ("draft", "see history"): (editing.sees_history, ALL_OWN, EVERYWHERE),
    ("draft", "lock"): (editing.locks, MODERATORS, EVERYWHERE),
    # From the editor nobody: saving makes the change theirs.
    ("draft", "publish"): (editing.publishes, NONE, NONE),
    ("draft", "publish in bulk"): (editing.publishes_in_bulk, MODERATORS, EVERYWHERE),
    ("draft", "delete"): (editing.deletes, MODERATORS | {COMMUNICATOR}, EVERYWHERE),
    ("draft", "delete in bulk"): (
        editing.deletes_in_bulk,
        MODERATORS | {COMMUNICATOR},
        EVERYWHERE,
    ),
    # Pages on the site.
    ("post", "save"): (editing.saves, ALL_OWN, EVERYWHERE),
    ("post", "publish"): (editing.publishes, NONE, NONE),
    ("post", "unpublish"): (editing.unpublishes, MODERATORS, EVERYWHERE),
    ("post", "unpublish in bulk"): (editing.unpublishes_in_bulk, MODERATORS, EVERYWHERE),
    ("post", "delete"): (editing.deletes, MODERATORS, EVERYWHERE),
    ("post", "delete in bulk"): (editing.deletes_in_bulk, MODERATORS, EVERYWHERE),
    ("post", "restrict"): (editing.restricts, MODERATORS, EVERYWHERE),
    # Change projects are made, sent in and published as posts are; so are posts inside them.
    ("project draft", "open"): (editing.opens, ALL_OWN, EVERYWHERE),
    ("project draft", "save"): (editing.saves, ALL_OWN, EVERYWHERE),
    ("project draft", "publish"): (editing.publishes, NONE, NONE),
    ("project draft", "publish in bulk"): (editing.publishes_in_bulk, MODERATORS, EVERYWHERE),
    ("project draft", "delete"): (editing.deletes, MODERATORS | {COMMUNICATOR}, EVERYWHERE),
    ("project", "save"): (editing.saves, ALL_OWN, EVERYWHERE),
    ("project", "publish"): (editing.publishes, NONE, NONE),
    ("project", "unpublish"): (editing.unpublishes, MODERATORS, EVERYWHERE),
    ("project", "delete"): (editing.deletes, MODERATORS, EVERYWHERE),
    ("project", "restrict"): (editing.restricts, MODERATORS, EVERYWHERE),
    ("project", "write a post in it"): (editing.writes_below, ALL_OWN, EVERYWHERE),
    ("organisation", "make a project"): (editing.makes_a_project, ALL_OWN, EVERYWHERE),
    ("project post", "save"): (editing.saves, ALL_OWN, EVERYWHERE),
    ("project post", "publish"): (editing.publishes, NONE, NONE),
    ("project post", "unpublish"): (editing.unpublishes, MODERATORS, EVERYWHERE),
    # The organisation's own page: built by administrators, described by its people.
    ("organisation", "save"): (editing.saves, ALL_OWN, EVERYWHERE),
    ("organisation", "publish"): (editing.publishes, {ADMINISTRATOR}, {ADMINISTRATOR}),
    ("organisation", "delete"): (editing.deletes, {ADMINISTRATOR}, {ADMINISTRATOR}),
    ("organisation", "unpublish"): (editing.unpublishes, MODERATORS, EVERYWHERE),
    ("ministry", "save"): (editing.saves, MODERATORS, EVERYWHERE),
    ("ministry", "publish"): (editing.publishes, {ADMINISTRATOR}, {ADMINISTRATOR}),
    ("ministry", "delete"): (editing.deletes, {ADMINISTRATOR}, {ADMINISTRATOR}),
    ("home", "save"): (editing.saves, EVERYWHERE, EVERYWHERE),
    ("home", "delete"): (editing.deletes, {ADMINISTRATOR}, {ADMINISTRATOR}),
}
ROLES = (COMMUNICATOR, COLLEAGUE, MODERATOR, CENTRAL, ADMINISTRATOR, NOBODY)


def page_of(government: Government, kind: str, place: str) -> Page:
    author = government.people[COMMUNICATOR if place == "own" else NOBODY]
    organisation = government.place(place)
    pages: dict[str, Callable[[], Page]] = {
        "draft": lambda: draft_by(author, organisation),
        "post": lambda: published_by(author, organisation),
        "project draft": lambda: project_draft_by(author, organisation, "Nog niet begonnen"),
        "project": lambda: project_by(author, organisation, "Anders werken"),
        "project post": lambda: published_by(
            author, project_by(author, organisation, "Anders werken")
        ),
        "organisation": lambda: organisation,
        "ministry": organisation.get_parent,
        "home": lambda: government.home,
    }
    return pages[kind]().specific


@pytest.mark.parametrize("place", ["own", "other"])
@pytest.mark.parametrize(("kind", "action"), TABLE, ids=lambda value: value.replace(" ", "-"))
def test_each_role_does_what_the_table_says(
    government: Government, kind: str, action: str, place: str
) -> None:
    from django.db import transaction

    act, own, other = TABLE[kind, action]
    allowed = own if place == "own" else other
    page = page_of(government, kind, place)
    did = set()
    for role in ROLES:
        client = Client()
        client.force_login(government.people[role])
        with transaction.atomic():
            if act(client, page):
                did.add(role)
            transaction.set_rollback(True)
    assert did == allowed
