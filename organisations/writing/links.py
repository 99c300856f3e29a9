"""Whether the words of a link say where it goes."""

import re
from html.parser import HTMLParser
from typing import Any

# Words that say nothing to someone who hears only the links of a page.
EMPTY_WORDS = {
    "deze link",
    "deze pagina",
    "dit",
    "hier",
    "klik",
    "klik hier",
    "klik hier voor meer informatie",
    "lees hier",
    "lees hier meer",
    "lees meer",
    "lees verder",
    "link",
    "meer",
    "meer info",
    "meer informatie",
    "meer lezen",
    "via deze link",
    "website",
}
BARE_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


def says_nothing(words: str) -> bool:
    """Whether these words mean nothing on their own."""
    return " ".join(words.split()).strip(" .:>→»!…").lower() in EMPTY_WORDS


def is_bare_address(words: str) -> bool:
    """Whether these words are an address, which a screen reader spells out."""
    return bool(BARE_ADDRESS.fullmatch(words.strip()))


class _Words(HTMLParser):
    """Collects the words of each link."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "a":
            self.links.append("")
            self.is_inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.is_inside = False

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.links[-1] += data


def words_of_links(html: str) -> list[str]:
    """The words of the links in a running text, in order."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return [" ".join(words.split()) for words in parser.links]
