"""The pages of search: results, topics, buildings."""

import datetime
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from organisations.models import Kind, Precision
from search.filters import Filter
from search.models import Entry
from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    TopicFactory,
)
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db


def fill(posts: int) -> None:
    """Some organisations in one building with posts about one topic."""
    theme = TopicFactory(slug="werk", name="werk")
    topic = TopicFactory(slug="hybride", name="hybride werken", parent=theme)
    for number in range(max(2, posts // 5)):
        organisation = OrganisationFactory(abbreviation=f"ORG{number}")
        organisation.topics.set([topic])
        organisation.save()
        place = LocationFactory(page=organisation)
        for _ in range(5):
            post = PostFactory(parent=organisation, place=place, kind=Kind.QUESTION)
            post.topics.set([topic])
            post.save()
    index_everything()


PAGES = [
    "/zoeken/",
    "/zoeken/?q=bericht",
    "/zoeken/?q=bericht&soort=vraag&onderwerp=werk&pagina=2",
    "/onderwerpen/",
    "/onderwerpen/werk/",
    "/locaties/turfmarkt-147-den-haag/",
]


@pytest.mark.parametrize("url", PAGES)
def test_pages_answer_with_few_queries_whatever_the_size(
    client: Client, url: str, django_assert_max_num_queries
) -> None:
    fill(30)
    client.get(url)
    with django_assert_max_num_queries(12):
        response = client.get(url)
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


def test_counts_are_what_a_reader_gets_who_clicks(client: Client) -> None:
    fill(10)
    asked = Filter.of(q="bericht", soort="vraag")
    for name in ("soort", "ministerie", "organisatie", "onderwerp", "status"):
        choices = asked.choices(name)
        for choice in [*choices, *(child for one in choices for child in one.children)]:
            changed = Filter.from_params(QueryDict(asked.query_string(**{name: choice.value})))
            assert changed.narrowed().count() == choice.count == changed.found.total


def choices_of(client: Client, address: str, facet: str) -> list[str]:
    """The labels of a facet's choices, as they stand on the page."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    boxes = soup.find_all("input", {"type": "checkbox", "name": facet})
    return [box.parent.find(class_="facet__label").get_text(strip=True) for box in boxes]


def test_ministries_of_the_past_come_last_and_say_until_when(client: Client) -> None:
    name = "Ministerie van Landbouw"
    for slug, ended_on in (("lnv-2010", datetime.date(2010, 10, 13)), ("lnv", None)):
        MinistryFactory(title=name, abbreviation="LNV", slug=slug, ended_on=ended_on)
    MinistryFactory(title="Ministerie van Zaken", slug="zaken")
    index_everything()
    shown = choices_of(client, "/zoeken/", "ministerie")
    assert shown == [name, "Ministerie van Zaken", f"{name} (tot 2010)"]
    chosen = Filter.of(ministerie=["lnv", "lnv-2010"])
    assert [text for text, _rest in chosen.chips()] == ["LNV", "LNV (tot 2010)"]
    assert f"{name} (tot 2010)" in client.get("/kaart/?ministerie=lnv-2010").content.decode()


def test_a_long_list_of_choices_is_folded_unless_a_hidden_one_was_chosen(client: Client) -> None:
    for number in range(1, 11):
        MinistryFactory(title=f"Ministerie {number:02}", slug=f"m{number}")
    index_everything()
    for address, is_open in (("/zoeken/", False), ("/zoeken/?ministerie=m10", True)):
        soup = BeautifulSoup(client.get(address).content, "html.parser")
        folded = soup.find("input", {"value": "m10"}).find_parent("details", class_="facet__more")
        assert folded.has_attr("open") is is_open
        assert "Ministerie" in folded.summary.get_text()
        in_sight = soup.find("input", {"value": "m8"})
        assert in_sight.find_parent("details", class_="facet__more") is None


def test_what_is_not_public_is_in_no_output(client: Client) -> None:
    topic = TopicFactory(slug="werk")
    organisation = OrganisationFactory(slug="dienst", parent=MinistryFactory(slug="min"))
    LocationFactory(page=organisation)
    posts = {
        "draft": PostFactory(parent=organisation, title="geheim concept", live=False),
        "private": PostFactory(parent=organisation, title="geheim besloten"),
        "expired": PostFactory(parent=organisation, title="geheim verlopen"),
        "withdrawn": PostFactory(parent=organisation, title="geheim ingetrokken"),
        "public": PostFactory(parent=organisation, title="openbaar bericht"),
    }
    for post in posts.values():
        post.topics.set([topic])
        post.save()
    index_everything()
    PageViewRestriction.objects.create(
        page=posts["private"], restriction_type=PageViewRestriction.LOGIN
    )
    posts["withdrawn"].unpublish()
    Entry.objects.filter(pk=posts["expired"].pk).update(
        expires_at=timezone.now() - datetime.timedelta(seconds=1)
    )
    outputs = [
        "/zoeken/",
        "/zoeken/?q=geheim",
        "/onderwerpen/werk/",
        "/locaties/turfmarkt-147-den-haag/",
        "/feed/",
        "/zoeken/feed/?q=geheim",
        "/onderwerpen/werk/feed/",
        "/min/feed/",
        "/min/dienst/feed/",
        "/sitemap-berichten.xml",
    ]
    for url in outputs:
        response = client.get(url)
        assert response.status_code == 200, url
        page = response.content.decode()
        for name in ("concept", "besloten", "verlopen", "ingetrokken"):
            assert f"geheim {name}" not in page, url
            assert posts["draft"].url not in page
        if "geheim" not in url:
            assert posts["public"].url in page, url
    assert Filter.of(q="geheim").found.total == 0
    assert Filter.of(onderwerp="werk").found.total == 1


def test_bad_input_gives_a_normal_page_with_a_clear_word(client: Client) -> None:
    index_everything()
    page = client.get("/zoeken/?pagina=abc&ministerie=xyz&van=gisteren").content.decode()
    assert "“abc” is geen paginanummer; u ziet de eerste pagina." in page
    assert "Ministerie “xyz” kennen wij niet; dit filter is weggelaten." in page
    assert "“gisteren” is geen dag" in page


def test_a_building_without_anyone_is_not_there(client: Client) -> None:
    place = LocationFactory(page=OrganisationFactory(live=False))
    index_everything()
    assert client.get(f"/locaties/{place.building_key}/").status_code == 404
    assert client.get("/locaties/nergens/").status_code == 404


def test_a_building_says_the_best_known_place_of_those_who_are_in_it(client: Client) -> None:
    for precision in (Precision.POSTCODE4, Precision.ADDRESS, Precision.UNKNOWN):
        place = LocationFactory(precision=precision)
    index_everything()
    page = client.get(f"/locaties/{place.building_key}/").content.decode().lower()
    assert str(Precision.ADDRESS.label) in page
    assert str(Precision.POSTCODE4.label) not in page


# What readers, robots and attackers put into an address.
nasty = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ['"', "'", "''\"*", "NEAR(a b)", "a AND", "OR", "-", "\x00", "%s%d", "\u202eabc", "🎉"]
    ),
    st.text(alphabet="\"*():^{}[]-+\\'%_\x00 aOR", max_size=60),
    st.just("lang " * 500),
)
names = st.sampled_from(
    [
        *[
            "q",
            "ministerie",
            "organisatie",
            "onderwerp",
            "soort",
            "status",
            "van",
            "tot",
            "sorteer",
            "pagina",
        ],
        "x",
    ]
)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=st.lists(st.tuples(names, nasty), max_size=30))
def test_whatever_is_asked_there_is_an_answer(client: Client, asked: list) -> None:
    client.get("/zoeken/")
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/zoeken/?" + urlencode(asked, errors="surrogatepass"))
    assert response.status_code == 200
    assert len(queries) <= 12


def test_posts_can_be_asked_for_by_number_and_cost_no_more_when_they_are_many(
    client: Client,
) -> None:
    organisation = OrganisationFactory()
    posts = [PostFactory(parent=organisation, title=f"Nummer {number}") for number in range(12)]
    index_everything()
    numbers = []
    for some in (posts[:2], posts):
        query = "&".join(f"bericht={post.pk}" for post in some)
        client.get(f"/zoeken/?{query}")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/zoeken/?{query}&bericht=999999&bericht=01&bericht=²")
        assert answer.status_code == 200
        assert answer.context["page_obj"].paginator.count == len(some)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
