"""The overview that the CMS opens with, and the moderator's queue, from each role's chair."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from organisations.desk.deadline import overdue_before
from organisations.desk.views import ModerationQueueView
from organisations.models import BlogPostPage, Kind, OrganisationPage, Role
from organisations.moderation.workflow import ensure_workflow
from organisations.roles.memberships import end, grant
from tests.factories import OrganisationFactory, PostFactory, UserFactory
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
    make_government,
    published_by,
)

pytestmark = pytest.mark.django_db

HOME = "wagtailadmin_home"
QUEUE = "moderation_queue"


@pytest.fixture
def government() -> Government:
    return make_government()


def signed_in(government: Government, name: str) -> Client:
    client = Client()
    client.force_login(government.people[name])
    return client


def screen(client: Client, name: str, **query: str) -> str:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return str(response.content.decode())


def submit(
    government: Government, title: str, organisation: OrganisationPage | None = None
) -> BlogPostPage:
    """A post of the communicator that waits for the moderator."""
    writer = government.people[COMMUNICATOR]
    post = draft_by(writer, organisation or government.logius, title=title)
    ensure_workflow(government.home).start(post, writer)
    return post


def state_of(post: BlogPostPage) -> TaskState:
    return TaskState.objects.get(revision__object_id=str(post.pk), status="in_progress")


def let_wait(post: BlogPostPage, days: int) -> None:
    since = timezone.now() - datetime.timedelta(days=days)
    TaskState.objects.filter(pk=state_of(post).pk).update(started_at=since)


def decide(client: Client, post: BlogPostPage, decision: str, comment: str = "") -> Any:
    url = reverse("moderation_decision", args=[post.pk, decision, state_of(post).pk])
    return client.post(url, {"comment": comment, "next": reverse(QUEUE)})


def parts(text: str) -> dict[str, str]:
    """The panels of the overview, by the name in their address."""
    found = {}
    for piece in text.split("<section")[1:]:
        if 'id="' in piece:
            name = piece.split('id="', 1)[1].split('"', 1)[0]
            found[name.removesuffix("-section")] = piece.split("</section>", 1)[0]
    return found


# Mijn overzicht


def test_a_writer_finds_every_post_where_it_stands(government: Government) -> None:
    writer = government.people[COMMUNICATOR]
    draft_by(writer, government.logius, title="Nog een idee")
    submit(government, "Bij de moderator nu")
    back = submit(government, "Kwam terug")
    decide(signed_in(government, MODERATOR), back, "reject", "Graag een bron.")
    published_by(writer, government.logius, title="Op de site")
    planned = draft_by(writer, government.logius, title="Voor later")
    planned.go_live_at = timezone.now() + datetime.timedelta(days=7)
    planned.save_revision(user=writer).publish()
    old = published_by(writer, government.logius, title="Van lang geleden")
    BlogPostPage.objects.filter(pk=old.pk).update(
        latest_revision_created_at=timezone.now() - datetime.timedelta(days=400)
    )

    panels = parts(screen(signed_in(government, COMMUNICATOR), HOME))

    def titles(panel: str) -> set[str]:
        names = (
            "Nog een idee",
            "Bij de moderator nu",
            "Kwam terug",
            "Op de site",
            "Voor later",
            "Van lang geleden",
        )
        return {name for name in names if f">{name}</a>" in panels[panel]}

    assert titles("drafts") == {"Nog een idee"}
    assert titles("with-moderator") == {"Bij de moderator nu"}
    assert titles("sent-back") == {"Kwam terug"}
    assert "Graag een bron." in panels["sent-back"]
    assert titles("scheduled") == {"Voor later"}
    assert titles("look-again") == {"Van lang geleden"}
    assert titles("latest") == {"Op de site", "Van lang geleden"}


def test_a_writer_starts_a_post_from_the_overview(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    panel = parts(screen(client, HOME))["my-organisations"]
    add = reverse(
        "wagtailadmin_pages:add", args=["organisations", "blogpostpage", government.logius.pk]
    )
    assert add in panel
    assert client.get(add).status_code == 200
    assert reverse("wagtailadmin_pages:edit", args=[government.logius.pk]) in panel
    assert government.logius.url in panel


def test_colleagues_share_the_posts_of_their_organisation(government: Government) -> None:
    draft_by(government.people[COMMUNICATOR], government.logius, title="Van ons samen")
    assert "Van ons samen" in screen(signed_in(government, COLLEAGUE), HOME)


def test_a_writer_sees_nothing_of_another_organisation(government: Government) -> None:
    stranger = UserFactory()
    grant(stranger, government.duo, Role.COMMUNICATOR, by=None)
    draft_by(stranger, government.duo, title="Geheim van DUO")
    published_by(stranger, government.duo, title="Nieuws van DUO")
    text = screen(signed_in(government, COMMUNICATOR), HOME)
    assert "DUO" not in text
    assert "Te beoordelen" not in text
    assert "Wie ontbreekt" not in text


def test_who_left_an_organisation_sees_its_posts_no_more(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    draft_by(person, government.logius, title="Van vroeger")
    grant(person, government.duo, Role.COMMUNICATOR, by=None)
    end(person.memberships.get(page=government.logius), by=None)
    text = screen(signed_in(government, COMMUNICATOR), HOME)
    assert "Van vroeger" not in text
    assert "DUO" in text


def test_a_writer_without_posts_is_helped_on(government: Government) -> None:
    panels = parts(screen(signed_in(government, COMMUNICATOR), HOME))
    assert "Kies hierboven Nieuw bericht" in panels["first-post"]
    assert not {"drafts", "latest", "sent-back"} & panels.keys()


def test_the_administrator_sees_who_is_missing(government: Government) -> None:
    client = signed_in(government, ADMINISTRATOR)
    panel = parts(screen(client, HOME))["gaps"]
    assert "1 organisatie zonder mensen" in panel
    assert "1 ministerie zonder moderator" in panel
    organisations = screen(client, "report_organisations_without_people")
    assert "DUO" in organisations
    assert ">Logius</a>" not in organisations
    ministries = screen(client, "report_ministries_without_moderator")
    assert ">Ministerie van OCW</a>" in ministries
    assert ">Ministerie van BZK</a>" not in ministries


def test_a_unit_is_served_by_its_organisation_and_a_closed_account_serves_nobody(
    government: Government,
) -> None:
    OrganisationFactory(parent=government.logius, title="Afdeling Post")
    client = signed_in(government, ADMINISTRATOR)
    assert "Afdeling Post" not in screen(client, "report_organisations_without_people")
    for name in (COMMUNICATOR, COLLEAGUE):
        person = government.people[name]
        person.is_active = False
        person.save()
    text = screen(client, "report_organisations_without_people")
    assert "Afdeling Post" in text
    assert ">Logius</a>" in text


def test_a_report_goes_along_as_a_spreadsheet(government: Government) -> None:
    response = signed_in(government, ADMINISTRATOR).get(
        reverse("report_organisations_without_people"), {"export": "csv"}
    )
    text = b"".join(response.streaming_content).decode()
    assert "DUO,Ministerie van OCW" in text


@pytest.mark.parametrize("name", [COMMUNICATOR, MODERATOR, CENTRAL, NOBODY])
@pytest.mark.parametrize(
    "report", ["report_organisations_without_people", "report_ministries_without_moderator"]
)
def test_reports_on_people_are_for_administrators(
    government: Government, name: str, report: str
) -> None:
    assert signed_in(government, name).get(reverse(report)).status_code == 302


# The queue


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


# The cost


@pytest.mark.parametrize(
    ("name", "address"),
    [(COMMUNICATOR, HOME), (MODERATOR, HOME), (ADMINISTRATOR, HOME), (CENTRAL, QUEUE)],
)
def test_the_cost_does_not_grow_with_what_there_is(
    government: Government, name: str, address: str
) -> None:
    def make_some(number: int) -> None:
        writer = government.people[COMMUNICATOR]
        for _ in range(number):
            organisation = OrganisationFactory(parent=government.ministry)
            grant(writer, organisation, Role.COMMUNICATOR, by=None)
            draft_by(writer, organisation)
            published_by(writer, organisation)
            submit(government, "Wacht", organisation=organisation)
            back = submit(government, "Terug", organisation=organisation)
            state_of(back).task.specific.on_action(
                state_of(back), government.people[MODERATOR], "reject", comment="Nee"
            )
            PostFactory(parent=government.duo)

    def count() -> int:
        client = signed_in(government, name)
        screen(client, address)
        with CaptureQueriesContext(connection) as queries:
            screen(client, address)
        return len(queries)

    make_some(2)
    few = count()
    make_some(3)
    assert count() == few
