"""Whatever is put in an address, a reader gets a normal page or a clear refusal."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    LocationFactory,
    OrganisationFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db

STRANGE = [
    "pagina=abc",
    "pagina=-1",
    "pagina=99999999999999999999",
    "ministerie=bestaat-niet&organisatie=nee&onderwerp=nee&soort=nee&status=nee&sorteer=nee",
    "q=%00&ministerie=%00&nabij=%00&pagina=%00&maand=%00",
    "%00=%00",
    "q=%22&ministerie=%22&soort=%27%3B--",
    "q=" + "a" * 10_000,
    "q=" + "een+" * 2_500,
    "ministerie=" + "a" * 10_000,
    "&".join(f"ministerie=m{number}" for number in range(200)),
    "nabij=xyz&straal=abc",
    "nabij=999.9,-999.9&straal=-5",
    "nabij=nan,nan&straal=1e999",
    "van=32-13-2026&tot=gisteren",
    "bbox=a,b,c,d&zoom=abc",
    "bbox=nan,nan,inf,inf&zoom=99999",
    "q=%ff%fe",
]


def addresses() -> list[str]:
    """One address of every kind that a reader or a feed reader can open."""
    organisation = OrganisationFactory(slug="logius")
    place = LocationFactory(page=organisation)
    post = PostFactory(parent=organisation, place=place)
    topic = TopicFactory()
    ministry = organisation.get_parent()
    pages = [ministry.url, organisation.url, post.url, StandardPageFactory().url]
    index_everything()
    return [
        *("/", "/zoeken/", "/kaart/", "/onderwerpen/", "/sitemap.xml", "/bestaat-niet/"),
        *pages,
        *(topic.get_absolute_url(), place.get_building_url()),
        *("/feed/", "/zoeken/feed/", f"{ministry.url}feed/", f"{organisation.url}feed/"),
        reverse("topic-feed", args=[topic.slug]),
    ]


def test_strange_questions_never_break_a_page(client: Client) -> None:
    for address in addresses():
        expected = client.get(address).status_code
        assert expected == (404 if "bestaat-niet" in address else 200), address
        for question in STRANGE:
            answer = client.get(f"{address}?{question}")
            assert answer.status_code == expected, f"{address}?{question[:60]}"


def test_points_of_the_map_are_given_or_refused_in_words(client: Client) -> None:
    for question in STRANGE:
        answer = client.get(f"/kaart/punten.json?{question}")
        if "bbox" not in question:
            assert answer.status_code == 200, question[:60]
            continue
        assert answer.status_code == 400, question
        assert answer["Content-Type"] == "application/problem+json"
        assert json.loads(answer.content)["detail"]


@pytest.mark.parametrize("name", ["%00", "%22%27", "a" * 9_000, "%ff", "..%2f..%2f", "<b>"])
@pytest.mark.parametrize("above", ["/", "/locaties/", "/onderwerpen/", "/onbekend/"])
def test_strange_names_are_not_found(client: Client, above: str, name: str) -> None:
    answer = client.get(f"{above}{name}/")
    assert answer.status_code == 404
    assert "Deze bladzijde bestaat niet" in answer.content.decode()


def test_an_unknown_address_in_the_cms_says_so_in_dutch(client: Client) -> None:
    address = "/cms/bestaat-niet/"
    assert client.get(address).status_code == 302, "first sign in"
    client.force_login(UserFactory(is_superuser=True))
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Deze bladzijde bestaat niet" in answer.content.decode()
    assert "Wagtail" not in answer.content.decode().partition("<main")[2]
