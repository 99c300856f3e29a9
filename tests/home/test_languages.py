"""One tree, two languages of the interface: the address says which, never the browser."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    StandardPageFactory,
)
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db


def soup_of(response: object) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_each_page_stands_at_two_addresses(client: Client) -> None:
    post = PostFactory()
    dutch, english = client.get(post.url), client.get(f"/en{post.url}")
    assert dutch.status_code == english.status_code == 200
    assert soup_of(dutch).html["lang"] == "nl"
    assert soup_of(english).html["lang"] == "en"
    assert post.title in soup_of(english).h1.get_text()
    assert english["Content-Language"] == "en"


def test_the_language_of_the_browser_changes_nothing(client: Client) -> None:
    post = PostFactory()
    plain = client.get(post.url)
    asked = client.get(post.url, headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert asked.content == plain.content
    assert "Accept-Language" not in asked.get("Vary", "")


def test_the_switch_keeps_the_page_and_its_filters(client: Client) -> None:
    query = "?q=samen+werken&soort=vraag"
    there = soup_of(client.get(f"/zoeken/{query}")).select_one("a.header__language")
    assert (there["href"], there["lang"]) == (f"/en/zoeken/{query}", "en")
    back = soup_of(client.get(there["href"])).select_one("a.header__language")
    assert (back["href"], back["lang"]) == (f"/zoeken/{query}", "nl")


def test_an_english_reader_stays_in_english(client: Client) -> None:
    StandardPageFactory(slug="contact")
    post = PostFactory()
    for address in (f"/en{post.url}", "/en/", "/en/zoeken/", "/en/kaart/", "/en/bestaat-niet/"):
        links = [
            link["href"]
            for link in soup_of(client.get(address)).select("a[href^='/']:not(.header__language)")
        ]
        ours = [href for href in links if not href.startswith(("/cms/", "/media/", "/documents/"))]
        assert ours
        assert not [href for href in ours if not href.startswith("/en/")], address
    # What was kept of the English page is not shown to a Dutch reader.
    dutch = soup_of(client.get(post.url))
    assert not dutch.select("a[href^='/en/']:not(.header__language)")


def test_an_old_address_leads_on_in_the_same_language(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    organisation = OrganisationFactory()
    old = organisation.url
    with django_capture_on_commit_callbacks(execute=True):
        organisation.move(MinistryFactory(slug="nieuw"), pos="last-child")
    answer = client.get(f"/en{old}")
    assert answer.status_code == 301
    assert answer["Location"] == f"/en/nieuw/{organisation.slug}/"


def test_answering_in_english_leaves_the_process_as_it_was(client: Client) -> None:
    client.get("/en/")
    assert translation.get_language() == "nl"


def test_dates_and_numbers_are_written_as_readers_of_the_language_do(client: Client) -> None:
    post = PostFactory()
    post.first_published_at = post.first_published_at.replace(month=3, day=7, year=2025)
    post.save()
    assert "07-03-2025 |" in client.get(post.url).content.decode()
    assert "7 March 2025 |" in client.get(f"/en{post.url}").content.decode()


def linked(soup: BeautifulSoup) -> dict[str, str]:
    """Where the head of a page sends readers of each language."""
    return {
        link["hreflang"]: link["href"].removeprefix("http://localhost")
        for link in soup.head.select("link[rel=alternate][hreflang]")
    }


def canonical(soup: BeautifulSoup) -> str:
    return soup.head.select_one("link[rel=canonical]")["href"].removeprefix("http://localhost")


def test_search_engines_hear_of_both_languages(client: Client) -> None:
    post = PostFactory()
    for address in (post.url, f"/en{post.url}"):
        soup = soup_of(client.get(address))
        assert canonical(soup) == address
        assert linked(soup) == {"nl": post.url, "en": f"/en{post.url}", "x-default": post.url}


def test_a_post_and_its_translation_point_at_each_other(client: Client) -> None:
    dutch = PostFactory()
    english = PostFactory(parent=dutch.get_parent(), language="en", translation_of=dutch)
    both = {"nl": dutch.url, "en": f"/en{english.url}", "x-default": dutch.url}
    for address in (dutch.url, f"/en{dutch.url}"):
        soup = soup_of(client.get(address))
        link = soup.select_one(".post__translation a")
        assert (link["href"], link["hreflang"]) == (f"/en{english.url}", "en")
        assert linked(soup) == both
        assert canonical(soup) == dutch.url
    soup = soup_of(client.get(f"/en{english.url}"))
    link = soup.select_one(".post__translation a")
    assert (link["href"], link["hreflang"]) == (dutch.url, "nl")
    assert "Nederlands" in link.get_text()
    assert linked(soup) == both
    assert canonical(soup) == f"/en{english.url}"


def test_a_translation_that_readers_may_not_see_is_not_pointed_at(client: Client) -> None:
    dutch = PostFactory()
    PostFactory(parent=dutch.get_parent(), language="en", translation_of=dutch, live=False)
    soup = soup_of(client.get(dutch.url))
    assert not soup.select(".post__translation")
    assert linked(soup)["en"] == f"/en{dutch.url}"


def test_a_translation_is_in_another_language() -> None:
    dutch = PostFactory()
    with pytest.raises(ValidationError) as refused:
        PostFactory(translation_of=dutch)
    assert "translation_of" in refused.value.message_dict


def test_a_page_that_an_english_editor_moves_or_withdraws_keeps_its_dutch_address(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    organisation, gone = OrganisationFactory(), PostFactory()
    old, was = organisation.url, gone.url
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        organisation.move(MinistryFactory(slug="nieuw"), pos="last-child")
        gone.unpublish()
    assert client.get(old).status_code == client.get(f"/en{old}").status_code == 301
    assert client.get(was).status_code == client.get(f"/en{was}").status_code == 410


def test_errors_are_told_in_english_below_the_english_address(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    gone = PostFactory()
    with django_capture_on_commit_callbacks(execute=True):
        gone.unpublish()
    for address, status in (("/en/bestaat-niet/", 404), (f"/en{gone.url}", 410)):
        answer = client.get(address)
        assert answer.status_code == status
        soup = soup_of(answer)
        assert soup.html["lang"] == "en"
        assert "bladzijde" not in soup.h1.get_text()
    client.raise_request_exception = False
    monkeypatch.setattr("home.templatetags.home_tags.menu", None)
    for prefix, language in (("", "nl"), ("/en", "en")):
        soup = soup_of(client.get(f"{prefix}/zoeken/"))
        assert soup.html["lang"] == language
        assert soup.select_one("a.word-mark")["href"] == f"{prefix}/"
        assert ("Er ging iets mis" in soup.h1.get_text()) is (language == "nl")


def test_a_refused_form_is_told_in_english(client: Client) -> None:
    answer = client.post(
        "/en/volgen/", {"email": "x"}, headers={"Origin": "https://elders.example"}
    )
    assert answer.status_code == 403
    assert "formulier" not in soup_of(answer).main.get_text()


def test_a_map_that_was_drawn_for_one_reader_speaks_the_language_of_the_next(
    client: Client,
) -> None:
    LocationFactory(page=OrganisationFactory(), latitude=52.1, longitude=4.3)
    index_everything()
    said = [
        soup_of(client.get(f"{prefix}/kaart/")).select_one(".map__drawing")["aria-label"]
        for prefix in ("/en", "", "/en")
    ]
    assert "1 place" in said[0]
    assert "1 plek" in said[1]
    assert said[2] == said[0]


def test_suggestions_and_marks_say_the_language_of_a_name(client: Client) -> None:
    organisation = OrganisationFactory(title="Dienst Voorbeeld")
    PostFactory(parent=organisation, title="Dienst in English", language="en")
    LocationFactory(page=organisation, latitude=52.1, longitude=4.3)
    index_everything()

    def found(prefix: str) -> dict[str, str | None]:
        answer = client.get(f"{prefix}/zoeken/suggesties/?q=dienst").json()
        return {each["text"]: each.get("lang") for each in answer["suggestions"]}

    assert found("") == {"Dienst Voorbeeld": None, "Dienst in English": "en"}
    assert found("/en") == {"Dienst Voorbeeld": "nl", "Dienst in English": None}


def test_words_in_another_language_than_the_interface_are_marked(client: Client) -> None:
    organisation = OrganisationFactory()
    post = PostFactory(parent=organisation, title="A desk for all", language="en")
    index_everything()
    for address, selector in ((post.url, "h1"), (organisation.url, ".card--post .card__link")):
        assert soup_of(client.get(address)).select_one(selector).get("lang") == "en"
        assert soup_of(client.get(f"/en{address}")).select_one(selector).get("lang") is None
    assert soup_of(client.get(f"/en{organisation.url}")).h1["lang"] == "nl"
    assert soup_of(client.get(organisation.url)).h1.get("lang") is None
