"""What Wagtail offers for pages works for every page type, and says so in Dutch."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Page, WorkflowState

from organisations.moderation.workflow import ensure_workflow
from tests.factories import StandardPageFactory
from tests.organisations import editing
from tests.organisations.desk import signed_in
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    Government,
    project_by,
    published_by,
)

pytestmark = pytest.mark.django_db

# How a page of each type is found, and who besides the administrator may edit it.
TYPES: dict[str, Callable[[Government], Page]] = {
    "blogbericht": lambda government: published_by(
        government.people[COMMUNICATOR], government.logius
    ),
    "verandertraject": lambda government: project_by(
        government.people[COMMUNICATOR], government.logius, "Anders werken"
    ),
    "bericht in een traject": lambda government: published_by(
        government.people[COMMUNICATOR],
        project_by(government.people[COMMUNICATOR], government.logius, "Anders werken"),
    ),
    "organisatie": lambda government: government.logius,
    "ministerie": lambda government: government.ministry,
    "gewone pagina": lambda government: StandardPageFactory(title="Over deze site", slug="over"),
    "beginpagina": lambda government: government.home,
}
ENGLISH = re.compile(
    r"\b(the|this page|you|your|has been|are you sure|save draft|publish|unpublish|edit|delete"
    r"|history|compare|actions|draft|none|yes|no|cancel|submit)\b",
    re.IGNORECASE,
)


@pytest.fixture(params=TYPES)
def page(request: pytest.FixtureRequest, government: Government) -> Page:
    """A published page of each type, with an earlier version."""
    page = TYPES[request.param](government)
    page.save_revision(user=government.people[COMMUNICATOR]).publish()
    page = Page.objects.get(pk=page.pk).specific
    page.save_revision(user=government.people[COMMUNICATOR])
    return Page.objects.get(pk=page.pk).specific


@pytest.fixture
def administrator(government: Government) -> Client:
    return signed_in(government, ADMINISTRATOR)


def stored(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def words_on(response: Any) -> list[str]:
    """All that a person sees or hears on a screen."""
    text = response.json().get("html", "") if is_json(response) else response.content.decode()
    soup = BeautifulSoup(text, "html.parser")
    for part in soup(["script", "style"]):
        part.decompose()
    spoken = [tag[name] for name in ("aria-label", "title") for tag in soup.select(f"[{name}]")]
    return [" ".join(str(words).split()) for words in [*soup.stripped_strings, *spoken]]


def is_json(response: Any) -> bool:
    return "json" in response["Content-Type"]


@pytest.mark.parametrize(
    "name", ["edit", "history", "copy", "move", "unpublish", "delete", "workflow_history", "usage"]
)
def test_every_screen_opens_and_speaks_dutch(administrator: Client, page: Page, name: str) -> None:
    # Copying a post opens the screen for a quick post; the home page is not moved or deleted, and
    # then the explorer opens.
    response = administrator.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), follow=True)
    assert response.status_code == 200
    assert [words for words in words_on(response) if ENGLISH.search(words)] == []


@pytest.mark.parametrize("versions", ["live...latest", "earliest...latest"])
def test_versions_are_compared(administrator: Client, page: Page, versions: str) -> None:
    page.title = "Een nieuwe naam"
    page.save_revision()
    response = administrator.get(f"/cms/pages/{page.pk}/revisions/compare/{versions}/")
    assert response.status_code == 200
    assert "Een nieuwe naam" in "".join(words_on(response))
    assert [words for words in words_on(response) if ENGLISH.search(words)] == []


def test_an_earlier_version_is_seen_and_brought_back(administrator: Client, page: Page) -> None:
    first = page.revisions.order_by("pk").first()
    for name in ("revisions_view", "revisions_revert"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk, first.pk])
        assert administrator.get(url).status_code == 200


def test_publication_and_its_end_are_planned(administrator: Client, page: Page) -> None:
    now = timezone.localtime()
    later, end = now + datetime.timedelta(days=1), now + datetime.timedelta(days=2)
    page.go_live_at, page.expire_at = later, end
    page.save_revision(user=None).publish()
    assert page.revisions.filter(approved_go_live_at__isnull=False).count() == 1
    scheduled = page.revisions.get(approved_go_live_at__isnull=False)
    url = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, scheduled.pk])
    assert administrator.get(url).status_code == 200
    page.revisions.update(approved_go_live_at=now - datetime.timedelta(minutes=1))
    Page.objects.filter(pk=page.pk).update(live=False)
    call_command("publish_scheduled", verbosity=0)
    assert stored(page).live
    Page.objects.filter(pk=page.pk).update(expire_at=now - datetime.timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    assert not stored(page).live


def test_a_page_is_locked_for_others_and_unlocked(
    government: Government, administrator: Client, page: Page
) -> None:
    assert editing.locks(administrator, page)
    other = signed_in(government, CENTRAL)
    url, before = reverse("wagtailadmin_pages:edit", args=[page.pk]), page.revisions.count()
    other.post(url, editing.crafted_form(page) | {"title": "Toch anders"})
    assert page.revisions.count() == before
    text = administrator.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "vergrendeld" in text.lower()
    administrator.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]))
    assert not stored(page).locked


def test_a_page_goes_through_the_workflow(government: Government, page: Page) -> None:
    """Submitted, sent back, submitted again, approved, each with its own state."""
    writer = government.people[COMMUNICATOR]
    page.title = "Een nieuwe naam"
    page.save_revision(user=writer)
    ensure_workflow(government.home).start(page, writer)
    state = WorkflowState.objects.get(object_id=str(page.pk))
    decider = signed_in(
        government, MODERATOR if page.path.startswith(government.ministry.path) else CENTRAL
    )

    def decide(action: str) -> None:
        task = WorkflowState.objects.get(pk=state.pk).current_task_state
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
        decider.post(url, {"comment": "Graag een bron."})
        state.refresh_from_db()

    decide("reject")
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    state.resume(writer)
    decide("approve")
    assert state.status == WorkflowState.STATUS_APPROVED
    assert stored(page).title == "Een nieuwe naam"
    detail = reverse("wagtailadmin_pages:workflow_history_detail", args=[page.pk, state.pk])
    assert "Graag een bron." in "".join(words_on(decider.get(detail)))


def test_an_autosave_keeps_what_is_typed(administrator: Client, page: Page) -> None:
    form = editing.crafted_form(page) | {"title": "Vanzelf bewaard"}
    response = administrator.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form,
        headers={"accept": "application/json"},
    )
    assert response.status_code == 200, response.content
    assert response.json()["success"]
    assert stored(page).draft_title == "Vanzelf bewaard"
    assert stored(page).title != "Vanzelf bewaard"


def test_a_remark_at_a_field_is_kept(administrator: Client, page: Page) -> None:
    form = editing.crafted_form(page) | {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": "Klopt deze naam?",
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
        "comments-0-replies-MIN_NUM_FORMS": "0",
        "comments-0-replies-MAX_NUM_FORMS": "0",
    }
    administrator.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert Comment.objects.get().page_id == page.pk


def test_a_page_is_taken_off_the_site(
    government: Government, administrator: Client, page: Page
) -> None:
    assert editing.unpublishes(administrator, page)
