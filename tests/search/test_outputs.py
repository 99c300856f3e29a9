"""Suggestions and open data: the same set as the list, and nothing that is not public."""

import csv
import datetime
import io
import json
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisations.models import BlogPostPage, Kind
from search.filters import Filter
from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    TopicFactory,
)
from tests.search.helpers import fill_text_index, index_everything

pytestmark = pytest.mark.django_db
FORMS = ("json", "csv", "geojson")


def read(client: Client, form: str, query: str = "") -> str:
    response = client.get(f"/zoeken/resultaten.{form}?{query}")
    assert response.status_code == 200
    assert response.streaming
    return b"".join(response).decode()


def suggested(client: Client, text: str) -> list[tuple[str, str]]:
    found = client.get("/zoeken/suggesties/", {"q": text}).json()["suggestions"]
    return [(one["kind"], one["text"]) for one in found]


def fill() -> None:
    """A government with something of every kind, and of everything something that is not public."""
    ministry = MinistryFactory(title="Ministerie van Zaken", abbreviation="MvZ", slug="mvz")
    organisation = OrganisationFactory(
        parent=ministry, title="Geheimdienst voor kaas", abbreviation="GK", slug="gk"
    )
    place = LocationFactory(page=organisation)
    topic = TopicFactory(name="geheimhouding", slug="geheimhouding")
    public = PostFactory(
        parent=organisation, title="Geheime kaas is op", place=place, kind=Kind.QUESTION
    )
    public.topics.set([topic])
    public.save()
    PostFactory(parent=organisation, title="Geheim concept", live=False)
    gone = PostFactory(parent=organisation, title="Geheim verlopen", place=place)
    BlogPostPage.objects.filter(pk=gone.pk).update(
        expire_at=timezone.now() - datetime.timedelta(seconds=1)
    )
    hidden = OrganisationFactory(parent=ministry, title="Geheim bureau", live=False)
    LocationFactory(page=hidden, street="Geheimstraat")
    index_everything()
    fill_text_index()


def test_suggestions_are_organisations_topics_buildings_and_posts(client: Client) -> None:
    fill()
    assert suggested(client, "gehe") == [
        ("Organisatie", "Geheimdienst voor kaas (GK)"),
        ("Onderwerp", "Geheimhouding"),
        ("Bericht", "Geheime kaas is op"),
    ]
    assert suggested(client, "GK") == [("Organisatie", "Geheimdienst voor kaas (GK)")]
    assert suggested(client, "kaas gehe")[-1] == ("Bericht", "Geheime kaas is op")
    assert suggested(client, "turfm 147") == [("Gebouw", "Turfmarkt 147 Den Haag")]
    assert suggested(client, "g") == suggested(client, "") == suggested(client, "--") == []


def test_every_suggestion_leads_to_a_page(client: Client) -> None:
    fill()
    for text in ("gehe", "turfm", "zaken"):
        for one in client.get("/zoeken/suggesties/", {"q": text}).json()["suggestions"]:
            assert client.get(one["url"]).status_code == 200


def test_what_begins_in_the_middle_of_a_word_is_not_suggested(client: Client) -> None:
    fill()
    assert suggested(client, "heim") == []


def test_topics_and_buildings_are_found_by_their_names(client: Client) -> None:
    fill()
    page = client.get("/zoeken/?q=geheimhouding").content.decode()
    assert 'href="/onderwerpen/geheimhouding/"' in page
    page = client.get("/zoeken/?q=turfmarkt").content.decode()
    assert 'href="/locaties/turfmarkt-147-den-haag/"' in page


@pytest.mark.parametrize(
    "query", ["", "q=kaas", "soort=vraag", "q=kaas&soort=organisatie", "q=zebra"]
)
def test_all_forms_hold_the_set_of_the_list(client: Client, query: str) -> None:
    fill()
    listed = {hit.pk for hit in Filter.from_params(_params(query)).found[:]}
    as_json = json.loads(read(client, "json", query))
    assert {row["id"] for row in as_json["results"]} == listed
    assert as_json["total"] == len(listed)
    lines = list(csv.DictReader(io.StringIO(read(client, "csv", query).removeprefix("\ufeff"))))
    assert {int(line["id"]) for line in lines} == listed
    features = json.loads(read(client, "geojson", query))["features"]
    assert {feature["properties"]["id"] for feature in features} == listed
    page = client.get(f"/zoeken/?{query}").content.decode()
    for form in FORMS:
        assert f'href="/zoeken/resultaten.{form}?' in page


def _params(query: str):
    from django.http import QueryDict

    return QueryDict(query)


def test_data_say_what_they_hold(client: Client) -> None:
    fill()
    (row,) = json.loads(read(client, "json", "soort=vraag"))["results"]
    assert row["title"] == "Geheime kaas is op"
    assert row["ministry"] == "Ministerie van Zaken"
    assert row["organisation"] == "Geheimdienst voor kaas"
    assert row["topics"] == ["geheimhouding"]
    assert row["url"].startswith("http")
    assert row["places"][0]["city"] == "Den Haag"
    (feature,) = json.loads(read(client, "geojson", "soort=vraag"))["features"]
    longitude, latitude = feature["geometry"]["coordinates"]
    assert 3 < longitude < 8
    assert 50 < latitude < 54


def test_nothing_that_is_not_public_is_in_suggestions_and_data(client: Client) -> None:
    fill()
    outputs = [read(client, form, query) for form in FORMS for query in ("", "q=geheim")]
    outputs += [client.get("/zoeken/suggesties/?q=geheim").content.decode()]
    outputs += [client.get("/zoeken/?q=geheim").content.decode()]
    for output in outputs:
        for name in ("concept", "verlopen", "bureau", "Geheimstraat"):
            assert f"eheim {name}" not in output
            assert name != "Geheimstraat" or name not in output


def test_a_cell_is_no_formula(client: Client) -> None:
    PostFactory(title="=HYPERLINK(1)")
    index_everything()
    assert "\n" in read(client, "csv")
    assert "'=HYPERLINK(1)" in read(client, "csv")


def test_an_unknown_form_is_not_there(client: Client) -> None:
    assert client.get("/zoeken/resultaten.xml").status_code == 404
    assert client.post("/zoeken/resultaten.csv").status_code == 405


def test_more_results_cost_no_more_queries_for_suggestions(client: Client) -> None:
    organisation = OrganisationFactory(title="Kaasbureau")
    for size in (2, 30):
        for number in range(size):
            PostFactory(parent=organisation, title=f"Kaas {number}")
        index_everything()
        client.get("/zoeken/suggesties/?q=kaas")
        with CaptureQueriesContext(connection) as queries:
            found = suggested(client, "kaas")
        assert len(found) >= 3
        assert len(queries) <= 4


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.one_of(
        st.text(max_size=60), st.sampled_from(['"', "\x00", "-", "%", "\u202ekaas", "ka" * 500])
    ),
    name=st.sampled_from(["q", "provincie", "gemeente", "bezocht", "nabij", "sorteer", "straal"]),
)
def test_whatever_is_asked_there_is_an_answer(client: Client, text: str, name: str) -> None:
    query = urlencode({name: text}, errors="surrogatepass")
    for address in ("/zoeken/suggesties/", "/zoeken/resultaten.json", "/zoeken/"):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 200
        b"".join(response)


@pytest.mark.parametrize("form", FORMS)
def test_data_are_read_and_sent_a_part_at_a_time(
    client: Client, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """However much there is, no more than a part of it is in memory."""
    monkeypatch.setattr("search.views.data.CHUNK", 3)
    owner = OrganisationFactory()
    for _number in range(10):
        PostFactory(parent=owner)
    index_everything()
    response = client.get(f"/zoeken/resultaten.{form}?soort=bericht")
    parts = iter(response)
    sizes = []
    with CaptureQueriesContext(connection) as queries:
        for _part in parts:
            read = [query for query in queries if "search_entryplace" in query["sql"]]
            sizes.append(len(read))
    assert sizes[0] <= 1, "the first words go out before the second part is read"
    assert sizes == sorted(sizes)
    assert set(sizes) >= {1, 2, 3, 4}


def test_the_text_of_a_newer_draft_is_marked_nowhere(client: Client) -> None:
    post = PostFactory(title="Kaas", summary="Gewone kaas.")
    post.save_revision().publish()
    post.title, post.summary = "Kaas met een geheim", "Geheime kaas."
    post.body = [("text", "<p>Een geheim recept voor kaas.</p>")]
    post.save_revision()
    fill_text_index()
    for address in ("/zoeken/?q=kaas", "/zoeken/?q=geheim", "/zoeken/suggesties/?q=kaas"):
        page = client.get(address).content.decode()
        assert "recept" not in page
        assert "Geheime kaas" not in page
        assert "met een geheim" not in page
    assert "Gewone <mark>kaas</mark>" in client.get("/zoeken/?q=kaas").content.decode()
