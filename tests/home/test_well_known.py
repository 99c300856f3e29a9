"""Files for programs at fixed addresses, the maps of the site, and pages of long ago."""

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.checks import security_contact_holds, security_contact_is_there
from cms.settings.base import end_of_day
from organisations.desk.upkeep import say_still_right
from organisations.models import BlogPostPage, OrganisationPage
from tests.factories import (
    ImageFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    ProjectFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def publish(page: Any) -> Any:
    page.save_revision().publish()
    return page


def text_of(client: Client, url: str) -> str:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return " ".join(soup.main.get_text(" ").split())


def test_robots_may_read_what_readers_read_and_are_led_to_the_sitemap(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "User-agent: *" in lines
    assert "Disallow: /cms/" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert "Disallow: /" not in lines


def test_whoever_finds_a_leak_is_told_whom_to_tell(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = ["mailto:veilig@voorbeeld.example"]
    settings.SECURITY_EXPIRES = end_of_day("2027-06-01")
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert "Contact: mailto:veilig@voorbeeld.example" in lines
    assert "Expires: 2027-06-01T23:59:59Z" in lines
    assert "Canonical: http://localhost/.well-known/security.txt" in lines


def test_a_site_without_a_contact_claims_none(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES = [], None
    assert client.get("/.well-known/security.txt").status_code == 404
    assert security_contact_holds(None) == []
    assert [each.id for each in security_contact_is_there(None)] == ["cms.W006"]


@pytest.mark.parametrize(
    ("contact", "days", "warning"),
    [
        (["mailto:a@voorbeeld.example"], 200, []),
        (["mailto:a@voorbeeld.example"], 29, ["cms.W004"]),
        (["mailto:a@voorbeeld.example"], -1, ["cms.W003"]),
        (["mailto:a@voorbeeld.example"], 400, ["cms.W005"]),
        (["a@voorbeeld.example"], 200, ["cms.W002"]),
        ([], 200, ["cms.W001"]),
        (["https://voorbeeld.example/"], None, ["cms.W001"]),
    ],
)
def test_the_end_of_the_contact_is_watched(
    settings: Any, contact: list[str], days: int | None, warning: list[str]
) -> None:
    settings.SECURITY_CONTACT = contact
    settings.SECURITY_EXPIRES = None if days is None else timezone.now() + days * DAY
    assert [each.id for each in security_contact_holds(None)] == warning


def test_a_wrong_end_is_said_plainly() -> None:
    with pytest.raises(ImproperlyConfigured, match="2027-06-01"):
        end_of_day("volgend jaar")


def test_a_phone_and_a_browser_know_the_site(client: Client) -> None:
    manifest = client.get("/manifest.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    assert manifest.json()["name"] == "Rijkslocaties"
    for icon in manifest.json()["icons"]:
        assert (Path("static") / icon["src"].removeprefix("/static/")).is_file()
    search = client.get("/opensearch.xml").content.decode()
    assert 'template="http://localhost/zoeken/?q={searchTerms}"' in search
    favicon = client.get("/favicon.ico")
    assert favicon.status_code == 302
    assert (Path("static") / favicon["Location"].removeprefix("/static/")).is_file()
    html = client.get("/").content.decode()
    for address in ("/opensearch.xml", "/manifest.webmanifest"):
        assert f'href="{address}"' in html


def test_the_sitemap_has_dates_and_photos_of_what_is_published(client: Client) -> None:
    organisation = publish(OrganisationFactory())
    post = publish(PostFactory(parent=organisation, lead_image=ImageFactory()))
    publish(ProjectFactory(parent=organisation, slug="ons-traject", lead_image=ImageFactory()))
    PostFactory(parent=organisation, live=False, slug="concept")
    index = client.get("/sitemap.xml").content.decode()
    part = r"<loc>http://testserver/sitemap-berichten.xml</loc>\s*<lastmod>\d{4}-\d\d-\d\dT"
    assert re.search(part, index)
    xml = client.get("/sitemap-berichten.xml").content.decode()
    assert post.url in xml
    assert f"<image:loc>http://testserver/kaartje/{post.pk}.jpg?v=" in xml
    assert "<lastmod>" in xml
    assert "concept" not in xml
    projects = client.get("/sitemap-trajecten.xml").content.decode()
    assert "/ons-traject/</loc>" in projects
    assert "<image:loc>" in projects


def test_people_have_a_map_of_the_site_too(client: Client) -> None:
    ministry = publish(MinistryFactory(title="Ministerie van BZK"))
    publish(OrganisationFactory(parent=ministry, title="Logius"))
    OrganisationFactory(parent=ministry, title="In voorbereiding", live=False)
    OrganisationFactory(parent=ministry, title="Voorbij", ended_on=timezone.localdate() - DAY)
    TopicFactory(name="werken")
    StandardPageFactory(title="Colofon")
    text = text_of(client, "/sitemap/")
    for title in ("Ministerie van BZK", "Logius", "Werken", "Colofon"):
        assert title in text
    for title in ("In voorbereiding", "Voorbij"):
        assert title not in text
    assert 'href="/sitemap/"' in client.get("/").content.decode()


def test_the_map_for_people_costs_the_same_however_many_there_are(client: Client) -> None:
    def count() -> int:
        client.get("/sitemap/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap/")
        return len(captured)

    OrganisationFactory()
    small = count()
    for _number in range(5):
        OrganisationFactory()
    assert count() == small <= 12


OLD = "meer dan twee jaar geleden"


def aged(page: Any, days: int) -> Any:
    publish(page)
    type(page).objects.filter(pk=page.pk).update(last_published_at=timezone.now() - days * DAY)
    return page


def test_a_page_of_long_ago_says_so_until_somebody_looks_at_it(client: Client) -> None:
    post, plain = aged(PostFactory(), 800), aged(StandardPageFactory(), 800)
    young = aged(PostFactory(), 700)
    assert OLD in text_of(client, post.url)
    assert OLD in text_of(client, plain.url)
    assert OLD not in text_of(client, young.url)
    say_still_right(BlogPostPage.objects.get(pk=post.pk), UserFactory())
    assert OLD not in text_of(client, post.url)


def test_a_post_of_an_organisation_of_the_past_says_what_became_of_it(client: Client) -> None:
    heir = publish(OrganisationFactory(title="Rijksdienst van Nu"))
    past = publish(
        OrganisationFactory(
            title="Rijksdienst van Toen", ended_on=timezone.localdate() - DAY, successor=heir
        )
    )
    post = publish(PostFactory(parent=past))
    for page in (past, post):
        text = text_of(client, page.url)
        assert "Rijksdienst van Toen bestaat niet meer" in text
        assert "Opvolger: Rijksdienst van Nu" in text
    alone = publish(OrganisationFactory(ended_on=timezone.localdate() - DAY))
    assert "Wie het werk overnam, is hier niet bekend." in text_of(client, alone.url)
    assert "bestaat niet meer" not in text_of(client, heir.url)
    assert OrganisationPage.objects.count() == 3


def test_the_facts_for_catalogues_are_there() -> None:
    text = Path("publiccode.yml").read_text(encoding="utf-8")
    version = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    assert f'softwareVersion: "{version}"' in text
    assert "license: EUPL-1.2" in text
