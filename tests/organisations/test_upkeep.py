"""Pages that nobody looked at for long: who sees them, and saying that one is still right."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from organisations.desk.upkeep import REVIEWED
from organisations.models import BlogPostPage, ContentReview
from tests.factories import OrganisationFactory
from tests.organisations.desk import HOME, days_ago, parts, report, screen, signed_in
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
    published_by,
)

pytestmark = pytest.mark.django_db

DUE = "report_due_pages"


def old_post(government: Government, title: str = "Van toen", days: int = 400) -> BlogPostPage:
    post = published_by(government.people[COMMUNICATOR], government.logius, title=title)
    BlogPostPage.objects.filter(pk=post.pk).update(last_published_at=days_ago(days))
    return post


def say_still_right(government: Government, person: str, page: Page, **data: str) -> int:
    client = signed_in(government, person)
    response = client.post(reverse("still_right", args=[page.pk]), data)
    return int(response.status_code)


def test_what_was_published_a_year_ago_is_due_for_a_look(government: Government) -> None:
    old_post(government)
    old_post(government, title="Van vorige maand", days=30)
    Page.objects.filter(pk=government.logius.pk).update(last_published_at=days_ago(500))
    text = report(government, COMMUNICATOR, DUE)
    assert re.search(r'name="csrfmiddlewaretoken" value="\w+"', text)
    assert ">Van toen</a>" in text
    assert ">Logius</a>" in text
    assert text.index(">Logius</a>") < text.index(">Van toen</a>"), "longest ago first"
    assert "Van vorige maand" not in text
    only_posts = report(government, COMMUNICATOR, DUE, soort="bericht")
    assert ">Van toen</a>" in only_posts
    assert ">Logius</a>" not in only_posts
    assert "Van toen,blogbericht,Logius" in report(government, COMMUNICATOR, DUE, export="csv")


def test_a_draft_and_a_body_of_the_past_are_not_asked_about(government: Government) -> None:
    post = old_post(government)
    post.unpublish()
    gone = OrganisationFactory(
        parent=government.ministry, title="Opgeheven", ended_on=days_ago(700).date()
    )
    Page.objects.filter(pk=gone.pk).update(last_published_at=days_ago(700))
    text = report(government, ADMINISTRATOR, DUE)
    assert "Van toen" not in text
    assert "Opgeheven" not in text


@pytest.mark.parametrize("person", [COMMUNICATOR, COLLEAGUE, MODERATOR, CENTRAL, ADMINISTRATOR])
def test_who_may_edit_a_page_says_that_it_is_still_right(
    government: Government, person: str
) -> None:
    post = old_post(government)
    assert reverse("still_right", args=[post.pk]) in report(government, person, DUE)
    assert say_still_right(government, person, post) == 302
    assert "Van toen" not in report(government, person, DUE)
    review = ContentReview.objects.get(page=post)
    assert review.reviewed_by == government.people[person]
    entry = PageLogEntry.objects.get(page=post, action=REVIEWED)
    assert entry.user == government.people[person]
    history = signed_in(government, person).get(
        reverse("wagtailadmin_pages:history", args=[post.pk])
    )
    assert "Gecontroleerd: nog juist" in history.content.decode()


def test_a_year_later_it_is_due_again(government: Government) -> None:
    post = old_post(government, days=900)
    say_still_right(government, COMMUNICATOR, post)
    ContentReview.objects.update(reviewed_at=days_ago(366))
    assert "Van toen" in report(government, COMMUNICATOR, DUE)


def test_nobody_speaks_for_a_page_of_others(government: Government) -> None:
    post = published_by(government.people[ADMINISTRATOR], government.duo)
    for person in (COMMUNICATOR, MODERATOR, NOBODY):
        assert say_still_right(government, person, post) in (302, 403)
    assert not ContentReview.objects.exists()
    assert not PageLogEntry.objects.filter(action=REVIEWED).exists()
    client = signed_in(government, COMMUNICATOR)
    assert client.get(reverse("still_right", args=[post.pk])).status_code == 405
    assert client.post(reverse("still_right", args=[999999])).status_code == 404


def test_the_button_stands_on_the_overview_and_leads_back_there(government: Government) -> None:
    post = old_post(government)
    client = signed_in(government, COMMUNICATOR)
    panel = parts(screen(client, HOME))["look-again"]
    assert "Nog juist: Van toen" in panel
    assert re.search(r'name="csrfmiddlewaretoken" value="\w+"', panel)
    assert "lang niet bekeken" in panel
    assert "lang niet bekeken" not in parts(screen(client, HOME))["latest"]
    address = reverse("still_right", args=[post.pk])
    assert client.post(address, {"next": reverse(HOME)}).url == reverse(HOME)
    assert "“Van toen” is nog juist." in screen(client, HOME)
    for elsewhere in ("https://boos.example/", "//boos.example/", "javascript:alert(1)"):
        assert client.post(address, {"next": elsewhere}).url == reverse(DUE)


def test_open_questions_stand_on_the_overview_until_they_are_answered(
    government: Government,
) -> None:
    post = published_by(government.people[COMMUNICATOR], government.logius, title="Wie weet dit?")
    BlogPostPage.objects.filter(pk=post.pk).update(kind="vraag", state="open")
    client = signed_in(government, COLLEAGUE)
    assert "Wie weet dit?" in parts(screen(client, HOME))["open"]
    BlogPostPage.objects.filter(pk=post.pk).update(state="beantwoord")
    assert "open" not in parts(screen(client, HOME))


def test_the_menu_has_one_report_on_old_pages(government: Government) -> None:
    text = screen(signed_in(government, MODERATOR), HOME)
    assert reverse(DUE) in text
    assert reverse("wagtailadmin_reports:aging_pages") not in text
