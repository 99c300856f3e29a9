"""The whole example site, as a reader who follows every link would get it: in Dutch whole, in
English a sample of each kind of page.

The site is loaded once for every test that looks at it, every page is fetched once and kept, and
the database is put back as it was. Tests that use it are run by one process (`tests/workers.py`).
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import resolve

from home.examples.loader import ExampleLoader
from home.starter import load_starter_pages
from organisations.models import BlogPostPage, ChangeProjectPage

FIXED = [
    "/",
    "/zoeken/",
    "/zoeken/?q=kantoor",
    "/zoeken/?ministerie=bzk&soort=vraag",
    "/kaart/",
    "/onderwerpen/",
    "/trajecten/",
    "/trajecten/vergelijk/",
    "/over/",
    "/contact/",
    "/sitemap/",
]
FEEDS = ["/feed/", "/zoeken/feed/?soort=vraag"]
SITE = "http://testserver"
# Links with a query string lead to the same pages in other orders: a sample is enough.
MOST_QUERIES = 60
# So many pages of each kind are looked at in English.
SAMPLE_OF_EACH = 4
NEVER_FOLLOWED = ("/cms/", "/django-admin/", "/media/", "/static/", "/documents/")


@dataclass
class Answer:
    """What came back for one address."""

    url: str
    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes
    linked_from: str
    is_post: bool = False

    @property
    def is_html(self) -> bool:
        """Whether it is a page for people."""
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def is_personal(self) -> bool:
        """Whether it knows who asks for it: a form that fills in what an account tells."""
        return self.url.startswith("/kennismaken/")

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page, taken apart once."""
        return BeautifulSoup(self.body, "html.parser")


@dataclass(frozen=True)
class ExampleSite:
    """The answers by their address; the English ones by the address of the Dutch page."""

    dutch: dict[str, Answer]
    english: dict[str, Answer]


def fetch(client: Client, url: str, linked_from: str) -> Answer:
    """Ask for one address."""
    response = client.get(url)
    body = b"".join(response) if response.streaming else response.content
    return Answer(
        url, response.status_code, dict(response.headers), list(response.cookies), body, linked_from
    )


def links(answer: Answer) -> Iterator[str]:
    """Addresses on this site that a page links to, in the language of that page."""
    base = urljoin(SITE, answer.url)
    for href in re.findall(r'<(?:a|link)\b[^>]*?\bhref="([^"]+)"', answer.body.decode()):
        url, _fragment = urldefrag(urljoin(base, href.replace("&amp;", "&")))
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != SITE or parts.path.startswith(NEVER_FOLLOWED):
            continue
        yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def crawl(client: Client) -> dict[str, Answer]:
    """Every page that can be reached from the fixed pages, the feeds and the sitemap."""
    sitemap = fetch(client, "/sitemap.xml", "robots")
    listed = [
        urlsplit(url).path for url in re.findall(r"<loc>([^<]+)</loc>", sitemap.body.decode())
    ]
    waiting = [(url, "here") for url in [*FIXED, *FEEDS]] + [(url, "the sitemap") for url in listed]
    answers = {"/sitemap.xml": sitemap}
    queries = 0
    while waiting:
        url, linked_from = waiting.pop()
        # The other language has a sample of its own.
        if url.startswith("/en/"):
            continue
        if url in answers or ("?" in url and linked_from != "here" and queries >= MOST_QUERIES):
            continue
        queries += "?" in url
        answers[url] = fetch(client, url, linked_from)
        if answers[url].is_html:
            waiting += [(link, url) for link in links(answers[url])]
    return answers


def sample(answers: dict[str, Answer], each: int) -> Iterator[str]:
    """Addresses of some pages of each kind; of posts, of each kind of post."""
    chosen: Counter[str] = Counter()
    for url in sorted(answers):
        if not answers[url].is_html:
            continue
        article = answers[url].soup.select_one("article.post")
        match = resolve(urlsplit(url).path)
        depth = urlsplit(url).path.count("/")
        kind = f"{match.url_name} {depth} {'?' in url} {article and article['class'][-1]}"
        chosen[kind] += 1
        if chosen[kind] <= each:
            yield url


@contextmanager
def loaded_site() -> Iterator[None]:
    """The example site in the database, for as long as this lasts."""
    with transaction.atomic():
        call_command("load_topics", verbosity=0)
        call_command("import_organisations", "data/rijksorganisaties.csv", verbosity=0)
        load_starter_pages()
        ExampleLoader().run()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def example_site(kept_world: Any, django_db_blocker: Any) -> ExampleSite:
    """The answers of the whole example site, and of the sample in English."""
    with django_db_blocker.unblock():
        kept_world.put("")  # what an earlier test began with would stand among the examples
    with django_db_blocker.unblock(), loaded_site():
        client = Client()
        dutch = crawl(client)
        for post in (*BlogPostPage.objects.published(), *ChangeProjectPage.objects.published()):
            dutch[post.url].is_post = True
        english = {url: fetch(client, f"/en{url}", url) for url in sample(dutch, SAMPLE_OF_EACH)}
    return ExampleSite(dutch, english)
