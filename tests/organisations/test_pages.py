"""What a reader gets on the pages of a ministry, an organisation and a post."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from organisations.blocks import BodyBlock
from organisations.models import (
    BlogPostPage,
    EndReason,
    Kind,
    MinistryPage,
    OrganisationPage,
    Phase,
    PostAuthor,
    State,
)
from tests.bodies import every_block
from tests.factories import (
    ImageFactory,
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    TopicFactory,
    home_page,
)
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db


def page_of(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    assert len(soup.find_all("h1")) == 1
    return soup


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def blog(organisation: OrganisationPage, number: int) -> None:
    """Posts of every kind, each with topics, a place, a picture and authors."""
    place = LocationFactory(page=organisation)
    for position in range(number):
        kind = Kind.values[position % len(Kind.values)]
        post = PostFactory(
            parent=organisation, kind=kind, place=place, lead_image=ImageFactory(), body=[]
        )
        post.topics.set([TopicFactory(), TopicFactory()])
        post.authors = [PostAuthor(name="Team Huisvesting"), PostAuthor(name="Team Noord")]
        post.clean()
        post.save_revision().publish()


def queries(client: Client, url: str, counter: Any) -> int:
    """What the first reader costs after a while without readers: nothing is in the cache."""
    client.get(url)  # pictures are made once, by whoever comes first
    cache.clear()
    with counter() as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def counter(django_assert_max_num_queries: Any) -> Any:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_the_number_of_queries_does_not_grow_with_the_blog(client: Client, counter: Any) -> None:
    ministry = MinistryFactory()
    organisation = OrganisationFactory(parent=ministry, lead_image=ImageFactory())
    OrganisationFactory(parent=organisation)
    blog(organisation, 8)
    post = BlogPostPage.objects.order_by("first_published_at")[3]
    pages = {"ministry": ministry, "organisation": organisation, "post": post}
    small = {name: queries(client, page.url, counter) for name, page in pages.items()}
    blog(organisation, 18)
    other = OrganisationFactory(parent=ministry)
    OrganisationFactory(parent=organisation)
    blog(other, 6)
    large = {name: queries(client, page.url, counter) for name, page in pages.items()}
    assert small == large
    assert large["ministry"] <= 12
    assert large["organisation"] <= 12
    assert large["post"] <= 10


def test_a_post_of_every_sort_of_block_costs_no_more_than_another(
    client: Client, counter: Any
) -> None:
    """Running text with links, pictures, documents and pages in all places they can stand."""
    post = PostFactory(lead_image=ImageFactory(), body=every_block())
    post.topics.set([TopicFactory(), TopicFactory()])
    post.authors = [PostAuthor(name="Team Huisvesting")]
    post.save()
    client.get(post.url)  # pictures are made once
    with counter() as captured:
        page = page_of(client, post.url)
    assert len(page.select(".block")) >= len(BodyBlock().child_blocks) - 1
    assert len(captured) <= 10


def test_a_ministry_shows_todays_organisations_apart_from_those_of_the_past(client: Client) -> None:
    ministry = MinistryFactory()
    now = OrganisationFactory(parent=ministry, title="Dienst van nu")
    OrganisationFactory(
        parent=ministry,
        title="Dienst van toen",
        ended_on=datetime.date(2020, 5, 1),
        successor=now,
    )
    OrganisationFactory(parent=ministry, title="Verborgen dienst", live=False)
    soup = page_of(client, ministry.url)
    past = words(soup.find("section", {"aria-labelledby": "opgeheven"}))
    assert "Dienst van toen tot 1 mei 2020" in past
    assert "opvolger: Dienst van nu" in past
    today = words(soup.find("section", {"aria-labelledby": "organisaties"}))
    assert "Dienst van nu" in today
    assert "Dienst van toen" not in today
    assert "Verborgen dienst" not in words(soup)


def test_an_ended_ministry_says_so_and_points_to_its_successor(client: Client) -> None:
    successor = MinistryFactory(title="Ministerie van Nu")
    ended = MinistryFactory(
        title="Ministerie van Toen", ended_on=datetime.date(2010, 10, 14), successor=successor
    )
    soup = page_of(client, ended.url)
    assert "Ministerie van Toen bestaat niet meer sinds 14 oktober 2010." in words(soup)
    assert soup.find("a", href=successor.url)
    assert soup.find(class_="map") is None
    assert "0 organisaties" not in words(soup)


def test_an_organisation_tells_who_it_is_and_where(client: Client) -> None:
    ministry = MinistryFactory(title="Ministerie van Voorbeelden")
    organisation = OrganisationFactory(
        parent=ministry,
        title="Voorbeelddienst",
        abbreviation="VBD",
        organisation_type="agentschap",
        intro="Wij geven het voorbeeld.",
        website="https://www.voorbeeld.example/",
        email="post@voorbeeld.example",
        register_id="12345",
        visited_on=datetime.date(2026, 3, 12),
        visit_report="<p>Een mooie balie.</p>",
    )
    place = LocationFactory(page=organisation, precision="postcode4")
    OrganisationFactory(parent=organisation, title="Afdeling Bouw")
    soup = page_of(client, organisation.url)
    text = words(soup)
    for expected in (
        "VBD",
        "Agentschap",
        "hoort bij Ministerie van Voorbeelden",
        "Wij geven het voorbeeld.",
        "bezocht op 12 maart 2026",
        "Een mooie balie.",
        "Turfmarkt 147, Den Haag",
        "plek op postcodegebied, bij benadering",
        "Afdeling Bouw",
    ):
        assert expected in text
    for href in (
        "https://www.voorbeeld.example/",
        "mailto:post@voorbeeld.example",
        organisation.register_url,
        place.get_building_url(),
    ):
        assert soup.find("a", href=href)


def test_an_ended_organisation_says_why_and_who_took_over(client: Client) -> None:
    heir = OrganisationFactory(title="Nieuwe Dienst")
    ended = OrganisationFactory(
        title="Oude Dienst",
        ended_on=datetime.date(2024, 1, 1),
        end_reason=EndReason.MERGED,
        successor=heir,
    )
    text = words(page_of(client, ended.url))
    assert "Oude Dienst bestaat niet meer sinds 1 januari 2024. Reden: samengevoegd." in text
    assert "Opvolger: Nieuwe Dienst" in text


def test_a_blog_is_chosen_by_kind_with_counts(client: Client) -> None:
    organisation = OrganisationFactory()
    PostFactory(parent=organisation, title="Een gewoon bericht")
    PostFactory(parent=organisation, title="Wie weet dit?", kind=Kind.QUESTION, state=State.OPEN)
    soup = page_of(client, organisation.url)
    assert "Alles 2 Berichten 1 Vragen 1" in words(soup.find("nav", class_="tabs"))
    chosen = words(page_of(client, f"{organisation.url}?soort=vraag"))
    assert "Wie weet dit?" in chosen
    assert "Een gewoon bericht" not in chosen


def test_a_blog_goes_by_month_and_by_page_newest_first(client: Client) -> None:
    organisation = OrganisationFactory()
    start = datetime.datetime(2026, 1, 10, 9, tzinfo=datetime.UTC)
    for number in range(14):
        PostFactory(
            parent=organisation,
            title=f"Bericht nummer {number}",
            first_published_at=start + datetime.timedelta(days=number * 3),
        )
    first = page_of(client, organisation.url)
    assert [title.get_text(strip=True) for title in first.find_all("h3", class_="month")] == [
        "Februari 2026",
        "Januari 2026",
    ]
    cards = [link.get_text(strip=True) for link in first.find_all("a", class_="card__link")]
    assert cards == [f"Bericht nummer {number}" for number in range(13, 1, -1)]
    second = page_of(client, f"{organisation.url}?pagina=2")
    assert [link.get_text(strip=True) for link in second.find_all("a", class_="card__link")] == [
        "Bericht nummer 1",
        "Bericht nummer 0",
    ]


@pytest.mark.parametrize("page", ["abc", "0", "-1", "999", "1e3", "²", "9" * 10_000, "\0", "'\"<"])
def test_a_page_that_does_not_exist_is_a_normal_page_with_a_word(client: Client, page: str) -> None:
    organisation = OrganisationFactory()
    PostFactory(parent=organisation, title="Het enige bericht")
    response = client.get(organisation.url, {"pagina": page})
    assert response.status_code == 200
    html = response.content.decode()
    assert "bestaat niet. Hieronder staat een bladzijde die er wel is." in html
    assert "Het enige bericht" in html
    assert len(html) < 50_000


def test_an_unknown_kind_is_ignored_with_a_word(client: Client) -> None:
    organisation = OrganisationFactory()
    PostFactory(parent=organisation, title="Het enige bericht")
    text = words(page_of(client, f"{organisation.url}?soort=onzin"))
    assert "Deze soort bericht kennen wij niet." in text
    assert "Het enige bericht" in text


@pytest.mark.parametrize("kind", Kind.values)
def test_a_post_of_each_kind_tells_who_when_where_and_what_about(client: Client, kind: str) -> None:
    organisation = OrganisationFactory(title="Voorbeelddienst")
    place = LocationFactory(page=organisation)
    post = PostFactory(
        parent=organisation,
        kind=kind,
        title="Hoe het ging",
        place=place,
        first_published_at=datetime.datetime(2026, 11, 23, 13, 30, tzinfo=datetime.UTC),
    )
    topic = TopicFactory(name="werken")
    post.topics.set([topic])
    post.authors = [PostAuthor(name="Team Huisvesting", role="programma Anders werken")]
    post.clean()
    post.save()
    soup = page_of(client, post.url)
    label = Kind(kind).label
    assert f"{label} | 23-11-2026 | 14:30" in words(soup)
    badge = soup.find(class_=f"kind--{kind}")
    assert badge.get_text(strip=True) == label
    assert badge.find("svg")
    assert "Team Huisvesting (programma Anders werken)" in words(soup)
    assert soup.find("a", href=organisation.url)
    assert soup.find("a", href=place.get_building_url())
    assert soup.find("a", href=topic.get_absolute_url())
    assert ("Open: wie kan helpen?" in words(soup)) == (kind in ("behoefte", "vraag"))


def test_an_initiative_shows_how_far_it_is(client: Client) -> None:
    post = PostFactory(kind=Kind.INITIATIVE, phase=Phase.ROLLOUT)
    soup = page_of(client, post.url)
    assert "Fase: Invoeren" in words(soup)
    assert "Invoeren" in soup.find(attrs={"aria-current": "step"}).get_text()


def test_an_answered_question_says_so(client: Client) -> None:
    post = PostFactory(kind=Kind.QUESTION, state=State.ANSWERED)
    assert "Beantwoord" in words(page_of(client, post.url))


def test_an_example_is_marked_on_its_page_and_in_lists(client: Client) -> None:
    post = PostFactory(is_example=True)
    assert "Dit is een voorbeeld." in words(page_of(client, post.url))
    card = page_of(client, post.get_parent().url).find("article")
    assert "Voorbeeld" in words(card)


def test_readers_walk_from_post_to_post_past_what_is_not_published(client: Client) -> None:
    organisation = OrganisationFactory()
    oldest = PostFactory(parent=organisation)
    PostFactory(parent=organisation, live=False)
    middle = PostFactory(parent=organisation)
    newest = PostFactory(parent=organisation)
    PostFactory()
    index_everything()
    soup = page_of(client, middle.url)
    assert soup.find("a", rel="prev")["href"] == oldest.url
    assert soup.find("a", rel="next")["href"] == newest.url
    assert not page_of(client, newest.url).find("a", rel="next")
    assert not page_of(client, oldest.url).find("a", rel="prev")


def test_breadcrumbs_lead_from_home_to_here(client: Client) -> None:
    ministry = MinistryFactory(title="Ministerie van Voorbeelden")
    organisation = OrganisationFactory(parent=ministry, title="Voorbeelddienst")
    unit = OrganisationFactory(parent=organisation, title="Afdeling Bouw")
    post = PostFactory(parent=unit, title="Wij bouwen")
    crumbs = page_of(client, post.url).find("nav", class_="breadcrumbs")
    assert (
        words(crumbs)
        == "U bevindt zich hier: Home Ministerie van Voorbeelden Voorbeelddienst Afdeling Bouw Wij bouwen"
    )
    assert [link["href"] for link in crumbs.find_all("a")] == [
        "/",
        ministry.url,
        organisation.url,
        unit.url,
    ]


def test_an_address_with_a_wrong_level_is_not_found(client: Client) -> None:
    post = PostFactory()
    organisation = post.get_parent()
    assert client.get(f"/{organisation.slug}/{post.slug}/").status_code == 404
    assert client.get(f"{post.url}{post.slug}/").status_code == 404
    assert client.get(f"/anders/{organisation.slug}/{post.slug}/").status_code == 404


def test_drafts_and_private_pages_stay_closed(client: Client) -> None:
    assert client.get(PostFactory(live=False).url).status_code == 404
    post = PostFactory()
    PageViewRestriction.objects.create(
        page=post.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert client.get(post.url).status_code == 302


@pytest.mark.parametrize("page_class", [MinistryPage, OrganisationPage, BlogPostPage])
def test_a_draft_that_never_was_published_can_be_previewed(page_class: Any) -> None:
    parent: Any = home_page()
    if page_class is not MinistryPage:
        parent = MinistryFactory()
    if page_class is BlogPostPage:
        parent = OrganisationFactory(parent=parent)
    page = page_class(title="Nog niet klaar", slug="nog-niet-klaar", live=False)
    parent.add_child(instance=page)
    page.save_revision()
    draft = page.get_latest_revision_as_object()
    response = draft.make_preview_request()
    assert response.status_code == 200
    response.render()
    assert "Nog niet klaar" in response.content.decode()


def test_a_site_under_another_name_still_finds_its_pages(client: Client) -> None:
    Site.objects.update(hostname="rijkslocaties.example")
    assert (
        client.get(PostFactory().url.replace("http://rijkslocaties.example", "")).status_code == 200
    )
