"""The example site below `/en/`: who reads English is not shown Dutch without being told so."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import Doctype

# All tests on the example site use one crawl: let one worker run them.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("public_site")]

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
