"""The example site below `/en/`: who reads English is not shown Dutch without being told so."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import Doctype

from tests.example_site import Answer, ExampleSite

pytestmark = pytest.mark.django_db

# Dutch words that are no English ones: not "met", "over", "in", "is", "was", "of", "die", "door".
DUTCH = re.compile(
    r"\b(aan|als|alle|alles|andere?|bij|dan|dat|de|deze|dit|een|elke|en|er|geen|het|hier|hoe|"
    r"iets|kunt|maar|meer|naar|niet|niets|nog|nu|ook|om|ons|onze|op|tot|u|uit|uw|van|voor|waar|"
    r"wat|wie|wij|wordt|worden|zijn|zonder|bericht(en)?|ministerie|organisaties?|onderwerp(en)?|"
    r"vraag|plek(ken)?|zoeken|kaart|volgen|reacties?|traject(en)?|fasen?|januari|februari|maart|"
    r"mei|juni|juli|augustus|oktober)\b",
    re.IGNORECASE,
)
SPOKEN_ATTRIBUTES = ("aria-label", "alt", "title", "placeholder", "content", "value")
# What a script shows to people; the rest of `data-` is for machines.
SHOWN_DATA = re.compile(
    r"data-(suggestions-label|live-failed|label|zoom-in|zoom-out|copied|failed|title|previous|next|"
    r"close|position|land-attribution)$"
)
NOT_READ = ("script", "style", "textarea", "code")


def language_of(element: Tag) -> str:
    """In which language an element is, as a browser and a screen reader understand it."""
    marked = element if element.has_attr("lang") else element.find_parent(lang=True)
    return str(marked["lang"]) if marked else ""


def words_of(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Every text that people get to read or hear in the body, with the element it is in."""
    for text in soup.body.find_all(string=True):
        if isinstance(text, Comment | Doctype) or text.parent.name in NOT_READ:
            continue
        # The tooltips in a drawing: a screen reader hears the label of the drawing.
        if text.parent.name == "title" and text.find_parent(role="img"):
            continue
        if said := " ".join(text.split()):
            yield text.parent, said


def attributes_of(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Every attribute in the body that people get to read or hear."""
    for element in soup.body.find_all(True):
        for name, value in element.attrs.items():
            is_spoken = name in SPOKEN_ATTRIBUTES and not (
                name == "value" and element.get("type") not in ("submit", "button")
            )
            if (is_spoken or SHOWN_DATA.match(name)) and str(value).strip():
                yield element, " ".join(str(value).split())


def dutch_words(text: str) -> str:
    """The Dutch words in a text; empty when there are none."""
    return " ".join(found.group() for found in DUTCH.finditer(text))


@pytest.fixture(scope="module")
def pages(example_site: ExampleSite) -> dict[str, Answer]:
    """The sample of pages in English, by the address of the Dutch page."""
    return example_site.english


def test_the_sample_holds_every_kind_of_page(pages: dict[str, Answer]) -> None:
    assert 60 <= len(pages) <= 120
    assert not [f"{url}: {answer.status}" for url, answer in pages.items() if answer.status != 200]
    parts = {url.split("?")[0].strip("/").partition("/")[0] for url in pages}
    assert {
        "",
        "zoeken",
        "kaart",
        "onderwerpen",
        "trajecten",
        "locaties",
        "volgen",
        "week",
    } <= parts
    assert {"reageren", "helpen", "kennismaken", "sitemap", "colofon", "bzk"} <= parts


def test_every_page_says_that_its_interface_is_english(pages: dict[str, Answer]) -> None:
    assert {str(answer.soup.html["lang"]) for answer in pages.values()} == {"en"}


def test_all_dutch_that_people_read_is_marked_as_dutch(pages: dict[str, Answer]) -> None:
    left = {
        f"{said[:100]} ({dutch_words(said)})": f"{url}: {element.name}"
        for url, answer in pages.items()
        for element, said in words_of(answer.soup)
        if language_of(element) == "en" and dutch_words(said)
    }
    assert not left


def test_all_dutch_that_people_hear_is_marked_or_is_a_name_on_the_page(
    pages: dict[str, Answer],
) -> None:
    """An attribute has one language: a name in it stands marked elsewhere on the page."""
    left = {}
    for url, answer in pages.items():
        names = {said for element, said in words_of(answer.soup) if language_of(element) == "nl"}
        longest_first = sorted(names, key=len, reverse=True)
        for element, said in attributes_of(answer.soup):
            rest = said
            for name in longest_first:
                rest = rest.replace(name, "")
            if language_of(element) == "en" and dutch_words(rest):
                left[said[:100]] = f"{url}: {element.name}"
    assert not left


def test_no_word_of_the_english_interface_is_marked_as_dutch(
    example_site: ExampleSite, pages: dict[str, Answer]
) -> None:
    """What is marked as Dutch stands on the Dutch page too; only the interface differs."""
    left = {}
    for url, answer in pages.items():
        dutch = " ".join(example_site.dutch[url].soup.body.get_text(" ").split())
        for element, said in words_of(answer.soup):
            # The switch of the language speaks the other one.
            if language_of(element) == "nl" and said not in dutch and not element.get("hreflang"):
                left[said[:100]] = f"{url}: {element.name}"
    assert not left


def test_dutch_pages_need_no_marks(example_site: ExampleSite) -> None:
    marked = {
        url: str(element)[:120]
        for url in example_site.english
        for element in example_site.dutch[url].soup.body.find_all(lang="nl")
    }
    assert not marked


def test_the_words_that_are_looked_for_are_dutch() -> None:
    assert dutch_words("Wie kan helpen?") == "Wie"
    assert dutch_words("Bericht van het Ministerie") == "Bericht van het Ministerie"
    assert not dutch_words("Who can help in this place? Met the team, over is was")
