"""How pages look elsewhere: titles, descriptions, cards, data for search engines."""

import datetime
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import PageViewRestriction

from home.sharing import card as drawing
from home.sharing.card import Card, draw_card
from organisations.models import Milestone
from tests.factories import (
    ImageFactory,
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    ProjectFactory,
    StandardPageFactory,
)
from tests.home.sharing import ROOT, head, named, publish, things

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Any:
    ministry = publish(MinistryFactory(title="Ministerie van BZK", slug="bzk"))
    page = OrganisationFactory(
        parent=ministry,
        title="Logius & co",
        slug="logius",
        abbreviation="LOG",
        website="https://www.logius.example/",
    )
    LocationFactory(page=page)
    return publish(page)


def test_a_post_tells_whose_it_is_what_it_says_and_where_it_stands(
    client: Client, organisation: Any
) -> None:
    post = publish(PostFactory(parent=organisation, title="Werken zonder papier", summary="Zo!"))
    soup = head(client, post.url)
    assert " ".join(soup.title.get_text().split()) == "Werken zonder papier | LOG | Rijkslocaties"
    assert named(soup, "description") == named(soup, "og:description") == "Zo!"
    assert soup.find("link", rel="canonical")["href"] == ROOT + post.url
    assert named(soup, "og:url") == ROOT + post.url
    assert named(soup, "og:type") == "article"
    assert named(soup, "og:image").startswith(f"{ROOT}/kaartje/{post.pk}.png?v=")
    posting = things(soup)["BlogPosting"]
    assert posting["headline"] == "Werken zonder papier"
    assert posting["publisher"]["name"] == "Logius & co"
    assert posting["datePublished"] == post.first_published_at.isoformat()
    crumbs = things(soup)["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in crumbs] == [
        f"{ROOT}/",
        f"{ROOT}/bzk/",
        f"{ROOT}/bzk/logius/",
        ROOT + post.url,
    ]


def test_what_an_editor_typed_for_search_engines_comes_first(
    client: Client, organisation: Any
) -> None:
    organisation.seo_title, organisation.search_description = "Logius: digitaal", "Alles over ons"
    publish(organisation)
    soup = head(client, organisation.url)
    assert " ".join(soup.title.get_text().split()) == "Logius: digitaal | Rijkslocaties"
    assert named(soup, "og:description") == "Alles over ons"


def test_a_description_is_made_of_the_text_where_nobody_wrote_one(
    client: Client, organisation: Any
) -> None:
    words = "Wij proberen een stille werkplek & meer. " * 12
    post = publish(
        PostFactory(
            parent=organisation,
            summary="",
            body=[("heading", {"text": "Kop", "level": "h2"}), ("text", f"<p>{words}</p>")],
        )
    )
    described = named(head(client, post.url), "description")
    assert described.startswith("Wij proberen een stille werkplek & meer. Wij")
    assert described.endswith(" …")
    assert len(described) <= 157
    assert named(head(client, organisation.url), "description").startswith("Logius & co: wat")


def test_an_organisation_tells_its_address_and_its_place(client: Client, organisation: Any) -> None:
    told = things(head(client, organisation.url))["GovernmentOrganization"]
    assert told["name"] == "Logius & co"
    assert told["alternateName"] == "LOG"
    assert told["sameAs"] == ["https://www.logius.example/"]
    assert told["parentOrganization"]["name"] == "Ministerie van BZK"
    place = told["location"][0]
    assert place["address"]["streetAddress"] == "Turfmarkt 147"
    assert place["address"]["postalCode"] == "2511 DP"
    assert place["geo"]["latitude"] == pytest.approx(52.07777)


def test_a_change_project_tells_its_milestones_and_its_posts_whose_they_are(
    client: Client, organisation: Any
) -> None:
    project = ProjectFactory(parent=organisation, title="Samen één balie", slug="balie")
    project.milestones = [Milestone(title="De balie is open", date=datetime.date(2027, 3, 1))]
    project.places = [organisation.locations.get()]
    publish(project)
    soup = head(client, project.url)
    told = things(soup)
    assert told["Project"]["parentOrganization"]["name"] == "Logius & co"
    assert told["Event"]["name"] == "De balie is open"
    assert told["Event"]["startDate"] == "2027-03-01"
    assert told["Event"]["location"][0]["address"]["addressLocality"] == "Den Haag"
    assert client.get(named(soup, "og:image").removeprefix(ROOT)).status_code == 200
    post = publish(PostFactory(parent=project, title="Eerste dag"))
    soup = head(client, post.url)
    assert " ".join(soup.title.get_text().split()) == "Eerste dag | LOG | Rijkslocaties"
    assert things(soup)["BlogPosting"]["publisher"]["name"] == "Logius & co"
    assert client.get(named(soup, "og:image").removeprefix(ROOT)).status_code == 200


def test_no_text_of_a_page_ends_the_element_that_its_data_stands_in(
    client: Client, organisation: Any
) -> None:
    title = "</script><script>alert(1)</script>"
    post = publish(PostFactory(parent=organisation, title=title, slug="lelijk"))
    html = client.get(post.url).content.decode()
    assert "<script>alert" not in html
    assert things(BeautifulSoup(html, "html.parser").head)["BlogPosting"]["headline"] == title


def test_the_home_page_says_how_the_site_is_searched(client: Client) -> None:
    site = things(head(client, "/"))["WebSite"]
    assert site["potentialAction"]["target"] == f"{ROOT}/zoeken/?q={{search_term_string}}"


def test_a_second_page_of_a_blog_has_an_address_of_its_own_and_a_choice_has_not(
    client: Client, organisation: Any
) -> None:
    for _number in range(13):
        publish(PostFactory(parent=organisation))

    def canonical(query: str) -> str:
        soup = head(client, organisation.url + query)
        return soup.find("link", rel="canonical")["href"]

    assert canonical("?pagina=2") == f"{ROOT}{organisation.url}?pagina=2"
    assert canonical("?pagina=1") == ROOT + organisation.url
    assert canonical("?soort=bericht&pagina=2") == ROOT + organisation.url


@pytest.mark.parametrize("url", ["/zoeken/?q=a", "/zoeken/", "/bestaat-niet/"])
def test_lists_of_results_and_errors_are_for_nobody_to_find(client: Client, url: str) -> None:
    soup = head(client, url)
    assert "noindex" in named(soup, "robots")
    assert soup.find("link", rel="canonical") is None
    assert named(soup, "og:image") is None


def test_a_page_without_a_photo_gets_a_drawn_card_for_a_long_time(
    client: Client, organisation: Any
) -> None:
    place = organisation.locations.get()
    post = publish(PostFactory(parent=organisation, place=place))
    address = named(head(client, post.url), "og:image").removeprefix(ROOT)
    answer = client.get(address)
    assert answer["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert len(answer.content) < 60_000
    assert "immutable" in answer["Cache-Control"]
    assert "max-age=31536000" in answer["Cache-Control"]
    other = publish(PostFactory(parent=organisation))
    for page in (organisation, organisation.get_parent(), other, publish(StandardPageFactory())):
        address = named(head(client, page.url), "og:image").removeprefix(ROOT)
        assert client.get(address).status_code == 200


def test_the_card_of_a_page_with_a_photo_is_the_photo(client: Client, organisation: Any) -> None:
    image = ImageFactory(description="Een zaal")
    post = publish(PostFactory(parent=organisation, lead_image=image))
    soup = head(client, post.url)
    assert named(soup, "og:image:alt") == "Een zaal"
    answer = client.get(named(soup, "og:image").removeprefix(ROOT))
    assert answer["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"


def test_a_changed_page_has_a_new_card_and_an_old_address_leads_to_it(
    client: Client, organisation: Any
) -> None:
    post = publish(PostFactory(parent=organisation))
    old = named(head(client, post.url), "og:image").removeprefix(ROOT)
    post.title = "Een andere titel"
    publish(post)
    new = named(head(client, post.url), "og:image").removeprefix(ROOT)
    assert old != new
    for address in (old, f"/kaartje/{post.pk}.png", f"/kaartje/{post.pk}.jpg?v=verzonnen"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"] == new


def test_a_card_is_drawn_once(
    client: Client, organisation: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from home.views import cards

    drawn = []
    monkeypatch.setattr(cards, "draw_card", lambda card: drawn.append(card) or b"png")
    address = named(head(client, organisation.url), "og:image").removeprefix(ROOT)
    for _number in range(3):
        client.get(address)
        client.get(f"{address}&anders=1")
    assert drawn == [Card("Logius & co", "Ministerie van BZK", (52.07777, 4.31764))]


def test_there_is_no_card_of_what_readers_may_not_see(client: Client, organisation: Any) -> None:
    draft = PostFactory(parent=organisation, live=False)
    private = publish(PostFactory(parent=organisation))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    withdrawn = publish(PostFactory(parent=organisation))
    withdrawn.unpublish()
    for page in (draft, private, withdrawn):
        assert client.get(f"/kaartje/{page.pk}.png").status_code == 404
    assert client.get("/kaartje/0.png").status_code == 404


def test_a_card_can_hold_any_text() -> None:
    for title in ("", " ", "a" * 400, "Kort", "woord " * 120, "\u2603 \U0001f600 ĳ\n\t"):
        assert draw_card(Card(title, title, (12.1, -68.3))).startswith(b"\x89PNG")


def test_the_letter_of_the_site_is_used() -> None:
    font = drawing._font(600, 64)
    assert font.getname()[0].startswith("Fira Sans")


def test_the_head_costs_no_query(client: Client, organisation: Any) -> None:
    post = publish(PostFactory(parent=organisation, place=organisation.locations.get()))

    def count(url: str) -> int:
        client.get(url)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    assert count(post.url) <= 10
    assert count(organisation.url) <= 12
    assert count(organisation.get_parent().url) <= 12


def test_a_preview_of_a_draft_has_no_address(organisation: Any) -> None:
    draft = PostFactory(parent=organisation, live=False, first_published_at=None, title="Concept")
    html = draft.make_preview_request().render().content.decode()
    assert 'rel="canonical"' not in html
    assert "og:image" not in html
