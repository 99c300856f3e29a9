"""What the people of an organisation see of how often they are read."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from organisations.models import BlogPostPage, Role
from organisations.readership.store import add_readings
from organisations.roles.memberships import grant
from tests.factories import OrganisationFactory, PostFactory
from tests.organisations.desk import HOME, parts, report, screen, signed_in
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db

REPORT = "report_readership"


def was_read(page: Page, number: int, days_ago: int = 0) -> None:
    add_readings({(page.pk, timezone.localdate() - datetime.timedelta(days=days_ago)): number})


def numbers_of(government: Government, person: str, page: Page) -> str:
    response = signed_in(government, person).get(reverse("readership", args=[page.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def a_read_post(government: Government, title: str = "Minder papier") -> BlogPostPage:
    post = PostFactory(parent=government.logius, title=title)
    was_read(post, 5)
    was_read(post, 7, days_ago=3)
    was_read(post, 100, days_ago=45)
    return post


def test_a_writer_sees_a_post_by_day_and_by_month_with_the_same_numbers_in_a_table(
    government: Government,
) -> None:
    text = numbers_of(government, COMMUNICATOR, a_read_post(government))
    assert "In totaal 112 keer gelezen." in text
    assert "Gelezen per dag: 12 keer" in text
    assert "Gelezen per maand: 112 keer" in text
    assert "css/cms/readership.css" in text
    for chart in text.split('<figure class="readers-chart">')[1:]:
        drawn = re.findall(r"<title>([^<]+): (\d+)</title>", chart)
        told = re.findall(r'<th scope="row">([^<]+)</th> <td[^>]*>(\d+)</td>', chart)
        assert drawn == told
        assert len(drawn) in (30, 12)


def test_an_organisation_is_its_page_with_its_posts(government: Government) -> None:
    a_read_post(government)
    was_read(government.logius, 3)
    other = PostFactory(parent=government.duo, title="Van DUO")
    was_read(other, 1000)
    text = numbers_of(government, COLLEAGUE, government.logius)
    assert "Gelezen per dag: 15 keer" in text
    assert "Minder papier" in text
    assert "DUO" not in text
    assert "1.015" in numbers_of(government, ADMINISTRATOR, government.home)


@pytest.mark.parametrize("person", [COMMUNICATOR, MODERATOR])
def test_nobody_sees_the_numbers_of_others(government: Government, person: str) -> None:
    post = PostFactory(parent=government.duo)
    client = signed_in(government, person)
    for page in (post, government.duo, government.other_ministry, government.home):
        address = reverse("readership", args=[page.pk])
        assert client.get(address).status_code in (302, 403)
    assert client.get(reverse("readership", args=[999999])).status_code == 404
    assert numbers_of(government, CENTRAL, post)


def test_who_has_no_role_sees_no_numbers(government: Government) -> None:
    post = a_read_post(government)
    client = signed_in(government, NOBODY)
    for address in (reverse("readership", args=[post.pk]), reverse(REPORT)):
        assert client.get(address).status_code in (302, 403)


def test_the_overview_tells_how_the_last_posts_did(government: Government) -> None:
    post = a_read_post(government)
    panels = parts(screen(signed_in(government, COMMUNICATOR), HOME))
    assert "112 keer gelezen, 12 keer in 30 dagen" in " ".join(panels["latest"].split())
    assert reverse("readership", args=[post.pk]) in panels["latest"]
    assert "12 keer" in panels["readers"]
    assert reverse("readership", args=[government.logius.pk]) in panels["readers"]
    assert "readers" not in parts(screen(signed_in(government, MODERATOR), HOME))


def test_the_report_lists_the_most_read_first_and_goes_along_as_a_spreadsheet(
    government: Government,
) -> None:
    a_read_post(government, title="Van nu")
    old = PostFactory(parent=government.logius, title="Van toen")
    was_read(old, 500, days_ago=50)
    PostFactory(parent=government.duo, title="Van DUO")
    text = report(government, MODERATOR, REPORT)
    assert text.index("Van nu") < text.index("Van toen")
    assert "DUO" not in text
    assert "12 keer in 30 dagen, 112 keer in totaal." in text
    sheet = report(government, COMMUNICATOR, REPORT, export="csv")
    assert re.search(r"Van toen,Logius,Ministerie van BZK,[^,]+,0,500", sheet)
    assert "Van nu" not in report(government, ADMINISTRATOR, REPORT, organisatie="DUO")


def test_the_editor_has_a_button_to_the_numbers(government: Government) -> None:
    post = a_read_post(government)
    address = reverse("readership", args=[post.pk])
    client = signed_in(government, COMMUNICATOR)
    edit = reverse("wagtailadmin_pages:edit", args=[post.pk])
    assert address in client.get(edit).content.decode()
    draft = PostFactory(parent=government.logius, live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert reverse("readership", args=[draft.pk]) not in client.get(edit).content.decode()


@pytest.mark.parametrize("address", ["page", "report", "overview"])
def test_the_cost_of_the_screens_does_not_grow(government: Government, address: str) -> None:
    urls = {
        "page": reverse("readership", args=[government.ministry.pk]),
        "report": reverse(REPORT),
        "overview": reverse(HOME),
    }

    def count() -> int:
        client = signed_in(government, MODERATOR)
        client.get(urls[address])
        with CaptureQueriesContext(connection) as queries:
            assert client.get(urls[address]).status_code == 200
        return len(queries)

    def make(number: int) -> None:
        for _ in range(number):
            organisation = OrganisationFactory(parent=government.ministry)
            grant(government.people[MODERATOR], organisation, Role.COMMUNICATOR, by=None)
            was_read(PostFactory(parent=organisation), 4)

    make(2)
    few = count()
    make(4)
    assert count() == few
