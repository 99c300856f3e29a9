"""What readers type is understood: words, phrases, -words, synonyms, abbreviations, mistakes."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from search.asking import Synonyms, parts_of
from search.filters import Filter
from search.highlights import attach_highlights, mark, pattern_of, snippet
from search.models import SynonymGroup
from search.spelling import distance
from tests.factories import MinistryFactory, OrganisationFactory, PostFactory, UserFactory
from tests.search.helpers import fill_text_index, found_titles, index_everything

pytestmark = pytest.mark.django_db


def find(text: str) -> list[str]:
    """The titles that a search for a text gives."""
    index_everything()
    fill_text_index()
    return found_titles(Filter.of(q=text))


def test_a_word_with_a_minus_must_not_be_there() -> None:
    PostFactory(title="Werken in de trein")
    PostFactory(title="Werken op kantoor")
    assert find("werken -kantoor") == ["Werken in de trein"]
    assert find('werken -"op kantoor"') == ["Werken in de trein"]
    assert find("werken -zebra -leeuw") == find("werken")
    assert find("-kantoor") == []


def test_a_phrase_is_found_in_its_order_only() -> None:
    PostFactory(title="Vaste plek in huis")
    PostFactory(title="In huis een vaste plek")
    assert find('"plek in huis"') == ["Vaste plek in huis"]
    assert len(find("plek in huis")) == 2
    assert len(find('plek "huis')) == 2  # a quotation mark without its other half is nothing


@pytest.mark.parametrize("asked", ["café", "CAFE", "cafés", "vergadercafe -zaal"])
def test_accents_case_and_plural_do_not_count(asked: str) -> None:
    PostFactory(title="Het café van het vergadercafé")
    assert find(asked) == ["Het café van het vergadercafé"]


def test_editors_say_what_means_the_same_and_it_counts_at_once(client: Client) -> None:
    PostFactory(title="Thuiswerken bevalt")
    PostFactory(title="Over hybride werken")
    PostFactory(title="Werken met iets hybride achtigs")
    assert find("thuiswerken") == ["Thuiswerken bevalt"]
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtailsnippets_search_synonymgroup:add")
    refused = client.post(address, {"words": "thuiswerken"})
    assert "ten minste twee woorden" in refused.content.decode()
    client.post(address, {"words": "thuiswerken\nhybride werken"})
    assert set(find("thuiswerken")) == {"Thuiswerken bevalt", "Over hybride werken"}
    assert len(find("hybride werken")) == 3  # the words anywhere, as always, and the other name
    assert find('"thuiswerken"') == ["Thuiswerken bevalt"]  # a phrase is what was typed
    SynonymGroup.objects.all().delete()
    assert find("thuiswerken") == ["Thuiswerken bevalt"]


def test_an_abbreviation_finds_the_full_name_and_back() -> None:
    OrganisationFactory(title="Dienst Uitvoering Onderwijs", abbreviation="DUO")
    PostFactory(title="Nieuws van de Dienst Uitvoering Onderwijs")
    PostFactory(title="DUO verhuist")
    for asked in ("duo", "dienst uitvoering onderwijs"):
        found = find(asked)
        assert found[0] == "Dienst Uitvoering Onderwijs"
        assert len(found) == 3


def test_the_matching_text_is_shown_with_the_words_marked(client: Client) -> None:
    text = f"<p>{'Eerst nog wat anders. ' * 40} Toen kwam de <b>verhuizing</b> &amp; meer.</p>"
    PostFactory(
        title="Iets <script>alert(1)</script>",
        summary="Zonder dat woord.",
        body=[{"type": "text", "value": text}],
    )
    assert find("verhuizingen")
    page = client.get("/zoeken/?q=verhuizingen").content.decode()
    assert "<mark>verhuizing</mark> &amp; meer." in page
    assert "<script>alert" not in page
    assert "Iets &lt;script&gt;" in page


def test_nothing_is_marked_when_nothing_was_asked() -> None:
    post = PostFactory()
    attach_highlights([post], [])
    assert post.marked_title is None


@given(text=st.text(max_size=300), asked=st.text(max_size=40))
def test_marking_changes_no_text_and_lets_no_markup_through(text: str, asked: str) -> None:
    pattern = pattern_of(parts_of(asked, Synonyms()))
    if pattern is None:
        return
    marked = mark(text, pattern)
    plain = marked.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert len(BeautifulSoup(f"<p>{plain}</p>", "html.parser").get_text()) >= 0
    assert (
        plain.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x27;", "'")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
        == text
    )
    snippet(text, pattern)


def test_a_name_spelt_wrong_gets_a_suggestion_that_finds_something(client: Client) -> None:
    OrganisationFactory(title="Belastingdienst")
    assert find("belastindienst") == []
    page = client.get("/zoeken/?q=belastindienst").content.decode()
    assert "Bedoelde u" in page
    assert "?q=belastingdienst" in page
    assert "Bedoelde u" not in client.get("/zoeken/?q=zebra").content.decode()
    with_filter = client.get("/zoeken/?q=belastindienst&soort=vraag").content.decode()
    assert 'href="?q=belastingdienst"' in with_filter


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [
        ("duo", "duo", 0),
        ("hybirde", "hybride", 1),
        ("kat", "kast", 1),
        ("", "ab", 2),
        ("ab", "ba", 1),
    ],
)
def test_mistakes_are_counted(one: str, other: str, mistakes: int) -> None:
    assert distance(one, other) == distance(other, one) == mistakes


def test_nothing_found_says_which_filter_to_drop_and_what_that_gives(client: Client) -> None:
    ministry = MinistryFactory(slug="bzk", abbreviation="BZK")
    PostFactory(title="Bericht over zebra", parent=OrganisationFactory(parent=ministry))
    PostFactory(title="Nog een over zebra", parent=OrganisationFactory(parent=ministry))
    index_everything()
    fill_text_index()
    page = client.get("/zoeken/?q=zebra&soort=vraag&ministerie=bzk").content.decode()
    soup = BeautifulSoup(page, "html.parser")
    link = soup.find(class_="empty").find("a", href="?q=zebra&ministerie=bzk")
    assert "Zonder soort: Vraag: 2 resultaten" in " ".join(link.get_text().split())
    followed = client.get("/zoeken/" + link["href"]).content.decode()
    assert "2 resultaten" in " ".join(followed.split())
    assert soup.find("a", href="/volgen/?q=zebra&ministerie=bzk&soort=vraag")
