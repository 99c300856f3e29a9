"""Finds the links of a page, wherever they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.utils.text import capfirst
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.core.keys import is_key
from organisations.blocks import BodyBlock

LONGEST_URL = 2000
LONGEST_WORDS = 100
# The fields of blocks that hold a page or a document by its number.
NUMBERED = {"page": "page", "document": "document", "file": "document", "captions": "document"}


@dataclass(frozen=True)
class FoundLink:
    """A link: an address elsewhere, or "page:12" or "document:5"; and where it stands, in words."""

    url: str
    place: str

    @property
    def host(self) -> str:
        """The other site, without what is the same in capitals; empty for what is here."""
        return urlsplit(self.url).netloc.lower() if "://" in self.url else ""


def has_texts(model: type[Page]) -> bool:
    """Whether pages of this sort hold text in which links can stand."""
    return any(
        _is_body(field) or isinstance(field, RichTextField) for field in model._meta.concrete_fields
    )


def links_of(page: Page) -> list[FoundLink]:
    """The links of a page, each address once: in its body, and in what it tells besides."""
    found: dict[str, FoundLink] = {}
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname)
        if _is_body(field):
            links: Iterable[FoundLink] = links_in(value.get_prep_value())
        elif isinstance(field, RichTextField):
            links = _named(capfirst(str(field.verbose_name)), value)
        else:
            continue
        for link in links:
            found.setdefault(link.url, link)
    return list(found.values())


def links_in(body: Any) -> list[FoundLink]:
    """The links of a body as a StreamField stores it, each address once, in order."""
    names = {name: str(block.label) for name, block in BodyBlock().child_blocks.items()}
    found: dict[str, FoundLink] = {}
    for block in body:
        name = names.get(block["type"], block["type"])
        for link in _named(name, block["value"]):
            found.setdefault(link.url, link)
    return list(found.values())


def _is_body(field: Any) -> bool:
    return isinstance(field, StreamField) and isinstance(field.stream_block, BodyBlock)


def _named(name: str, value: Any) -> Iterator[FoundLink]:
    for url, words in _links(value):
        yield FoundLink(url, f"{name}: “{words[:LONGEST_WORDS]}”" if words else name)


def _links(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, str):
        if "<a " in part:
            finder = _Anchors()
            finder.feed(part)
            yield from finder.found
    elif isinstance(part, list):
        for piece in part:
            yield from _links(piece)
    elif isinstance(part, dict):
        words = next((part[key] for key in ("text", "title") if _is_words(part.get(key))), "")
        for key, value in part.items():
            if key == "url" and isinstance(value, str):
                if url := _outside(value):
                    yield url, words
            elif key in NUMBERED and isinstance(value, int):
                yield f"{NUMBERED[key]}:{value}", words
            else:
                yield from _links(value)


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and value != "" and "<" not in value


def _outside(address: str) -> str:
    """An address on the web without its fragment; empty for what is none, such as mailto."""
    try:
        url = urldefrag(address.strip())[0]
        parts = urlsplit(url)
    except ValueError:
        return ""
    fits = len(url) <= LONGEST_URL and url.isprintable()
    return url if fits and parts.scheme in ("http", "https") and parts.hostname else ""


class _Anchors(HTMLParser):
    """Reads the links of a rich text as Wagtail stores it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._url, self._words = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":
            return
        values = {name: value or "" for name, value in attrs}
        kind, number = values.get("linktype", ""), values.get("id", "")
        if kind in ("page", "document") and is_key(number):
            self._url = f"{kind}:{int(number)}"
        else:
            self._url = _outside(values.get("href", ""))
        self._words = ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._url:
            self.found.append((self._url, " ".join(self._words.split())))
            self._url = ""
