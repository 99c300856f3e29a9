"""The overview that the CMS opens with, from each role's chair; and what both screens cost."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.models import BlogPostPage, Role
from organisations.roles.memberships import end, grant
from tests.factories import OrganisationFactory, PostFactory, UserFactory
from tests.organisations.desk import (
    HOME,
    QUEUE,
    decide,
    parts,
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
    draft_by,
    published_by,
)

pytestmark = pytest.mark.django_db


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
        last_published_at=timezone.now() - datetime.timedelta(days=400)
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
