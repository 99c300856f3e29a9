"""An address without a page: what was there, and where to look instead."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home import not_found
from home.models import GonePage
from tests.factories import MinistryFactory, OrganisationFactory, PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def logius() -> Page:
    ministry = MinistryFactory(title="Ministerie van BZK", slug="bzk", abbreviation="BZK")
    organisation = OrganisationFactory(parent=ministry, title="Logius", slug="logius")
    for page in (ministry, organisation):
        page.save_revision().publish()
    return organisation


def published(parent: Page, title: str, slug: str) -> Page:
    post = PostFactory(parent=parent, title=title, slug=slug)
    post.save_revision().publish()
    return post


def suggested(answer) -> list[str]:
    soup = BeautifulSoup(answer.content, "html.parser")
    section = soup.find("section", attrs={"aria-labelledby": "misschien"})
    return [link.get_text() for link in section.find_all("a")] if section else []


def test_a_page_that_was_withdrawn_or_deleted_is_gone_without_a_word_about_what_it_said(
    client: Client, logius: Page
) -> None:
    for way in ("unpublish", "delete"):
        post = published(logius, "Een geheim dat hier niet hoort", f"oud-{way}")
        address = post.url
        assert client.get(address).status_code == 200
        getattr(post, way)()
        answer = client.get(address)
        assert answer.status_code == 410
        text = answer.content.decode()
        assert "Deze bladzijde is er niet meer" in text
        assert "geheim" not in text
        assert '<a class="nl-link" href="/bzk/logius/">Logius</a>' in text
        assert 'role="search"' in text
        assert 'name="robots" content="noindex"' in text
        assert "public" in answer["Cache-Control"]


def test_what_hung_below_a_deleted_organisation_is_gone_too(client: Client, logius: Page) -> None:
    address = published(logius, "Bericht", "bericht").url
    Page.objects.get(pk=logius.pk).specific.delete()
    answer = client.get(address)
    assert answer.status_code == 410
    assert 'href="/bzk/">Ministerie van BZK</a>' in answer.content.decode()


def test_an_expired_page_is_gone(client: Client, logius: Page) -> None:
    post = published(logius, "Tot morgen", "tot-morgen")
    post.expire_at = timezone.now() + datetime.timedelta(hours=1)
    post.save_revision().publish()
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2)):
        call_command("publish_scheduled", verbosity=0)
        assert client.get("/bzk/logius/tot-morgen/").status_code == 410


def test_a_page_that_comes_back_is_there_again(client: Client, logius: Page) -> None:
    post = published(logius, "Terug", "terug")
    post.unpublish()
    post.save_revision().publish()
    assert client.get(post.url).status_code == 200
    assert not GonePage.objects.exists()


def test_nothing_tells_that_there_was_a_private_page_or_a_draft(
    client: Client, logius: Page
) -> None:
    private = published(logius, "Alleen voor ons", "alleen-voor-ons")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    private.unpublish()
    PostFactory(parent=logius, live=False, slug="concept").delete()
    for slug in ("alleen-voor-ons", "concept"):
        assert client.get(f"/bzk/logius/{slug}/").status_code == 404
    assert not GonePage.objects.exists()


def test_a_page_that_moved_is_still_led_on(
    client: Client, logius: Page, django_capture_on_commit_callbacks
) -> None:
    post = published(logius, "Verhuist", "verhuist")
    old = post.url
    with django_capture_on_commit_callbacks(execute=True):
        post.slug = "verhuisd"
        post.save_revision().publish()
    assert client.get(old).status_code == 301


def test_an_unknown_address_suggests_published_pages_by_its_words(
    client: Client, logius: Page
) -> None:
    published(logius, "Werken zonder papier", "werken-zonder-papier")
    PostFactory(parent=logius, title="Papier in concept", slug="papier-concept", live=False)
    withdrawn = published(logius, "Papier dat weg moest", "papier-weg")
    withdrawn.unpublish()
    published(logius, "Onder het werk", "onder-het-werk")
    answer = client.get("/bzk/logius/werken-met-minder-papier/")
    assert answer.status_code == 404
    assert suggested(answer) == ["Werken zonder papier"]
    assert suggested(client.get("/bzk/logius/zonder/")) == ["Werken zonder papier"]
    assert suggested(client.get("/logiuss/")) == ["Logius"]
    assert suggested(client.get("/BZK-/")) == ["Ministerie van BZK"]


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php",
        "/.env",
        "/" + "a" * 2000 + "/",
        "/a/b/c/d/e/f/g/h/",
        "/%00/",
        "/%22%3Cscript%3E/",
        "/%F0%9F%98%80/",
        "/-/",
        "/zoeken/bestaat-niet/",
        "/locaties/bestaat-niet/",
        "/kaartje/999999999999.png",
        "/bzk/" + "woord-" * 40 + "/",
    ],
)
def test_no_address_breaks_the_page_for_unknown_addresses(client: Client, path: str) -> None:
    answer = client.get(path, follow=True)
    assert answer.status_code == 404
    assert "<script>" not in answer.content.decode().replace('<script type="application', "")


def test_an_unknown_address_costs_the_same_however_much_there_is(
    client: Client, logius: Page
) -> None:
    def count() -> int:
        client.get("/bzk/logius/papier-anders/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/bzk/logius/papier-anders/")
        return len(captured)

    published(logius, "Papier 1", "papier-1")
    small = count()
    for number in range(2, 12):
        published(logius, f"Papier {number}", f"papier-{number}")
    assert count() == small
    assert small <= 14


def test_the_page_for_unknown_addresses_needs_no_database(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(not_found, "render_to_string", _without_base(not_found.render_to_string))
    monkeypatch.setattr(not_found, "suggestions", refuse)
    answer = not_found.in_words(rf.get("/bestaat-niet/"))
    assert answer.status_code == 404
    assert "Deze bladzijde bestaat niet" in answer.content.decode()
    assert "Er ging iets mis" not in answer.content.decode()


def _without_base(render):
    def only_plain(template, *args, **kwargs):
        if template != "404_plain.html":
            raise DatabaseError
        return render(template, *args, **kwargs)

    return only_plain


def test_who_is_signed_in_gets_a_page_that_no_cache_keeps(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("a@voorbeeld.example", "x"))
    answer = client.get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "public" not in answer["Cache-Control"]
