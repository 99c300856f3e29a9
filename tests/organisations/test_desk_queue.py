"""The moderator's queue, from each role's chair."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from organisations.desk.deadline import overdue_before
from organisations.desk.views import ModerationQueueView
from organisations.models import BlogPostPage, Kind, OrganisationPage
from organisations.moderation.workflow import ensure_workflow
from tests.organisations import editing
from tests.organisations.desk import (
    HOME,
    QUEUE,
    decide,
    let_wait,
    screen,
    signed_in,
    state_of,
    submit,
)
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


def test_the_queue_is_oldest_first_and_marks_what_waits_too_long(government: Government) -> None:
    submit(government, "Van vandaag")
    old = submit(government, "Al een week")
    let_wait(old, days=8)
    client = signed_in(government, MODERATOR)
    text = screen(client, QUEUE)
    assert text.index("Al een week") < text.index("Van vandaag")
    assert text.count("Wacht te lang") == 1
    assert "Van vandaag" not in screen(client, QUEUE, te_laat="ja")
    overview = screen(client, HOME)
    assert "Er wachten 2 pagina" in overview
    assert "1 wacht te lang" in overview
    assert "Te beoordelen (2)" in overview


def test_the_queue_says_what_by_whom_and_for_which_organisation(government: Government) -> None:
    post = submit(government, "Minder papier")
    BlogPostPage.objects.filter(pk=post.pk).update(kind=Kind.NEED)
    text = screen(signed_in(government, MODERATOR), QUEUE)
    for word in ("Minder papier", "Behoefte", "Logius", "Ministerie van BZK", COMMUNICATOR):
        assert word in text


@pytest.mark.parametrize("name", [MODERATOR, CENTRAL, ADMINISTRATOR])
def test_who_moderates_approves_from_the_queue(government: Government, name: str) -> None:
    post = submit(government, "Minder papier")
    client = signed_in(government, name)
    url = reverse("moderation_decision", args=[post.pk, "approve", state_of(post).pk])
    assert f'action="{url}"' in screen(client, QUEUE)
    assert ">Minder papier</a>" in screen(client, QUEUE)
    response = decide(client, post, "approve")
    assert response.url == reverse(QUEUE)
    post.refresh_from_db()
    assert post.live
    assert ">Minder papier</a>" not in screen(client, QUEUE)


def test_a_decision_is_confirmed_and_one_that_comes_too_late_is_explained(
    government: Government,
) -> None:
    post = submit(government, "Minder papier")
    state = state_of(post)
    client, colleague = signed_in(government, MODERATOR), signed_in(government, CENTRAL)
    decide(client, post, "reject")
    assert "wat er anders moet" in screen(client, QUEUE)
    assert state_of(post) == state, "without a remark nothing goes back"
    decide(client, post, "reject", "Graag een bron.")
    assert "“Minder papier” is teruggestuurd" in screen(client, QUEUE)
    writer = signed_in(government, COMMUNICATOR)
    editing.post_edit(writer, post, summary="Met bron.", action_submit="1")
    url = reverse("moderation_decision", args=[post.pk, "approve", state.pk])
    colleague.post(url, {"next": reverse(QUEUE)})
    assert "Iemand anders besliste al" in screen(colleague, QUEUE)
    post.refresh_from_db()
    assert not post.live
    decide(colleague, post, "approve")
    assert "is goedgekeurd" in screen(colleague, QUEUE)


@pytest.mark.parametrize("name", [COMMUNICATOR, COLLEAGUE, NOBODY])
def test_who_does_not_moderate_decides_nothing(government: Government, name: str) -> None:
    post = submit(government, "Minder papier")
    for decision in ("approve", "reject"):
        decide(signed_in(government, name), post, decision, "Nee")
    post.refresh_from_db()
    assert not post.live
    assert state_of(post).status == TaskState.STATUS_IN_PROGRESS


def test_a_moderator_decides_nothing_on_own_changes_or_other_ministries(
    government: Government,
) -> None:
    mine = submit(government, "Van Logius")
    other = submit(government, "Van DUO", organisation=government.duo)
    client = signed_in(government, MODERATOR)
    assert editing.saves(client, mine)
    for post in (mine, other):
        decide(client, post, "approve")
        post.refresh_from_db()
        assert not post.live


def test_what_is_sent_back_leaves_the_queue_and_shows_its_changes_on_return(
    government: Government,
) -> None:
    post = submit(government, "Minder papier")
    moderator = signed_in(government, MODERATOR)
    assert "er is nog geen eerdere versie" in screen(moderator, QUEUE)
    first = state_of(post).revision_id
    decide(moderator, post, "reject", "Graag een bron.")
    assert ">Minder papier</a>" not in screen(moderator, QUEUE)
    editing.post_edit(
        signed_in(government, COMMUNICATOR), post, summary="Met bron.", action_submit="1"
    )
    text = screen(moderator, QUEUE)
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[post.pk, first, "latest"])
    assert compare in text
    assert "Met bron." in moderator.get(compare).content.decode()


def test_a_change_to_what_is_public_is_compared_with_the_site(government: Government) -> None:
    writer = government.people[COMMUNICATOR]
    post = published_by(writer, government.logius, title="Op de site")
    post.summary = "Nieuwe woorden."
    post.save_revision(user=writer)
    ensure_workflow(government.home).start(post, writer)
    moderator = signed_in(government, MODERATOR)
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[post.pk, "live", "latest"])
    assert compare in screen(moderator, QUEUE)
    assert "Nieuwe woorden." in moderator.get(compare).content.decode()


def test_own_changes_are_shown_with_the_reason_and_without_the_button(
    government: Government,
) -> None:
    post = submit(government, "Minder papier")
    client = signed_in(government, MODERATOR)
    assert editing.saves(client, post)
    text = screen(client, QUEUE)
    assert "U wijzigde dit het laatst." in text
    assert "Een collega met de rol moderator kan dat doen" in text
    assert "/approve/" not in text
    assert "/reject/" in text
    assert "Te beoordelen (" not in text, "the number says what this person can decide on"
    assert "/approve/" in screen(signed_in(government, CENTRAL), QUEUE)


def test_a_moderator_sees_own_ministries_only(government: Government) -> None:
    submit(government, "Van Logius")
    submit(government, "Van DUO", organisation=government.duo)
    text = screen(signed_in(government, MODERATOR), QUEUE)
    assert "Van Logius" in text
    assert "DUO" not in text
    assert "OCW" not in text, "nor in the filter"
    assert "DUO" not in screen(signed_in(government, MODERATOR), HOME)


def test_the_queue_is_narrowed_by_ministry_and_kind(government: Government) -> None:
    submit(government, "Van Logius")
    other = submit(government, "Van DUO", organisation=government.duo)
    BlogPostPage.objects.filter(pk=other.pk).update(kind=Kind.QUESTION)
    ensure_workflow(government.home).start(
        _revised(government.logius, government), government.people[COMMUNICATOR]
    )
    client = signed_in(government, CENTRAL)

    def found(**query: str) -> set[str]:
        text = screen(client, f"{QUEUE}_results", **query)
        return {name for name in ("Van Logius", "Van DUO", ">Logius<") if name in text}

    assert found() == {"Van Logius", "Van DUO", ">Logius<"}
    assert found(ministerie=str(government.ministry.pk)) == {"Van Logius", ">Logius<"}
    assert found(soort="vraag") == {"Van DUO"}
    assert found(soort="pagina") == {">Logius<"}
    assert found(soort="onzin", ministerie="x") == {"Van Logius", "Van DUO", ">Logius<"}


def _revised(organisation: OrganisationPage, government: Government) -> OrganisationPage:
    organisation.save_revision(user=government.people[COMMUNICATOR])
    return organisation


@pytest.mark.parametrize("name", [COMMUNICATOR, COLLEAGUE, NOBODY])
def test_who_does_not_moderate_has_no_queue(government: Government, name: str) -> None:
    submit(government, "Minder papier")
    response = signed_in(government, name).get(reverse(QUEUE))
    assert response.status_code == 302
    assert "Minder papier" not in response.content.decode()


def test_an_empty_queue_says_so(government: Government) -> None:
    client = signed_in(government, MODERATOR)
    assert "Er wacht niets op u" in screen(client, QUEUE)
    assert "Er wacht niets op u" in screen(client, HOME)


def test_a_long_queue_is_cut_in_pages_and_a_wrong_number_breaks_nothing(
    government: Government, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ModerationQueueView, "paginate_by", 2)
    for number in range(3):
        submit(government, f"Bericht {number}")
    client = signed_in(government, MODERATOR)
    first, second = screen(client, QUEUE), screen(client, QUEUE, p="2")
    assert "Bericht 1" in first
    assert "Bericht 2" not in first
    assert "Bericht 2" in second
    assert "Bericht 1" not in second
    assert "3 pagina" in first
    assert "Bericht 2" in screen(client, QUEUE, p="99")


def test_weekends_do_not_count_as_waiting(settings: Any) -> None:
    settings.MODERATION_WORKING_DAYS = 3
    monday = timezone.make_aware(datetime.datetime(2026, 11, 23, 10, 0))
    assert overdue_before(monday).date() == datetime.date(2026, 11, 18)
    saturday = timezone.make_aware(datetime.datetime(2026, 11, 28, 10, 0))
    assert overdue_before(saturday).date() == datetime.date(2026, 11, 25)
    settings.MODERATION_WORKING_DAYS = 0
    assert overdue_before(monday) == monday
