"""What the tests of how pages look elsewhere have in common."""

import json
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

ROOT = "http://localhost"


def publish(page: Any) -> Any:
    """The page, on the site."""
    page.save_revision().publish()
    return page


def head(client: Client, url: str) -> BeautifulSoup:
    """The head of a page as a reader gets it."""
    return BeautifulSoup(client.get(url).content, "html.parser").head


def named(soup: BeautifulSoup, name: str) -> str | None:
    """What a `<meta>` of this name or property says."""
    tag = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
    return tag["content"] if tag else None


def things(soup: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """What the page says of itself in schema.org's words, by type."""
    data = json.loads(soup.find("script", type="application/ld+json").string)
    return {each["@type"]: each for each in data["@graph"]}
