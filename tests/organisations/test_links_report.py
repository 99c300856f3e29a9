"""The report on links that do not work: for whom, with what, and what it costs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.links.check import check_here
from organisations.links.scan import scan_pages
from organisations.models import Link, OrganisationPage
from tests.factories import OrganisationFactory, PostFactory, ProjectFactory
from tests.organisations.desk import HOME, parts, report, screen, signed_in
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db

BROKEN = "report_broken_links"


def post_with_broken_links(
    organisation: OrganisationPage, title: str, factory: Any = PostFactory
) -> Any:
    """A post with a link elsewhere that gives 404, one that works, and one to a page that is gone."""
    post = factory(
        parent=organisation,
        title=title,
        body=[
            (
                "text",
                '<p><a href="https://elders.example/weg">de handreiking</a> '
                '<a href="https://elders.example/goed">goed</a> '
                '<a linktype="page" id="999999">ons bericht</a></p>',
            )
        ],
    )
    scan_pages()
    check_here()
    Link.objects.filter(url__endswith="/weg").update(
        state="broken", problem="gone", status=404, failing_since=timezone.now()
    )
    Link.objects.filter(url__endswith="/goed").update(state="works")
    return post


def test_it_says_which_post_where_what_and_since_when(government: Government) -> None:
    post_with_broken_links(government.logius, "Met links")
    text = " ".join(report(government, COMMUNICATOR, BROKEN).split())
    assert ">Met links</a>" in text
    assert "Tekst: “de handreiking”:" in text
    assert ">https://elders.example/weg</a>" in text
    assert "<strong>Niet gevonden (404)</strong>, sinds" in text
    assert "een pagina die er niet meer is" in text
    assert "elders.example/goed" not in text
    rows = report(government, COMMUNICATOR, BROKEN, export="csv").splitlines()
    assert len(rows) == 3, "a heading, and a line for each link"
    assert rows[1].startswith(
        "Met links,Logius,Ministerie van BZK,Tekst: “de handreiking”,"
        "https://elders.example/weg,niet gevonden (404),"
    )


def test_a_project_and_the_report_of_a_visit_are_listed_with_what_they_are(
    government: Government,
) -> None:
    post_with_broken_links(government.logius, "Anders werken", ProjectFactory)
    logius = government.logius
    logius.visit_report = '<p><a linktype="page" id="999998">het programma</a></p>'
    logius.save_revision().publish()
    scan_pages()
    check_here()
    text = " ".join(report(government, COMMUNICATOR, BROKEN).split())
    assert ">Anders werken</a>" in text
    assert ">Verandertraject</p>" in text
    assert ">Logius</a>" in text
    assert ">Organisatie</p>" in text
    assert "Verslag van het bezoek: “het programma”:" in text
    rows = report(government, COMMUNICATOR, BROKEN, export="csv")
    assert "Anders werken,Logius,Ministerie van BZK,Tekst: “de handreiking”" in rows


def test_it_is_narrowed_to_where_links_go_and_what_is_wrong(government: Government) -> None:
    post_with_broken_links(government.logius, "Met links")
    for query, is_listed in (
        ({"naar": "andere-site"}, True),
        ({"naar": "deze-site"}, True),
        ({"reden": "gone"}, True),
        ({"reden": "silent"}, False),
        ({"organisatie": "DUO"}, False),
        ({"reden": "onzin", "naar": "onzin"}, True),
    ):
        assert ("Met links" in report(government, MODERATOR, BROKEN, **query)) is is_listed


def test_everybody_sees_the_own_part(government: Government) -> None:
    post_with_broken_links(government.logius, "Van Logius")
    post_with_broken_links(government.duo, "Van DUO")
    for person in (COMMUNICATOR, MODERATOR):
        text = report(government, person, BROKEN)
        assert "Van Logius" in text
        assert "DUO" not in text
    everything = report(government, ADMINISTRATOR, BROKEN)
    assert "Van Logius" in everything
    assert "Van DUO" in everything
    assert signed_in(government, NOBODY).get(reverse(BROKEN)).status_code == 302


def test_the_overview_of_a_writer_points_at_it(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    assert "broken-links" not in parts(screen(client, HOME))
    post_with_broken_links(government.logius, "Met links")
    panel = parts(screen(client, HOME))["broken-links"]
    assert ">Met links</a>" in panel
    assert reverse(BROKEN) in panel


def test_the_cost_does_not_grow(government: Government) -> None:
    def count() -> int:
        report(government, ADMINISTRATOR, BROKEN)
        with CaptureQueriesContext(connection) as queries:
            report(government, ADMINISTRATOR, BROKEN)
        return len(queries)

    def make(number: int) -> None:
        for place in range(number):
            organisation = OrganisationFactory(parent=government.ministry)
            post_with_broken_links(organisation, f"Bericht {place}")
            post_with_broken_links(organisation, f"Traject {place}", ProjectFactory)

    make(2)
    few = count()
    make(3)
    assert count() == few
