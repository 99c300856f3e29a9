"""What holds for every page of the example site (tests/example_site.py)."""

import json
import re
from urllib.parse import urlsplit

import html5lib
import pytest
from wagtail.models import Site

from tests.example_site import FEEDS, Answer, ExampleSite

pytestmark = pytest.mark.django_db

VALIDATED_ORGANISATIONS = 40
ENDED = re.compile(r"-\d{4}/$")
EXAMPLE = re.compile(r"\bvoorbeeld\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(example_site: ExampleSite) -> dict[str, Answer]:
    """The answers of the whole example site by their address."""
    return example_site.dutch


@pytest.fixture(scope="module")
def pages(site: dict[str, Answer]) -> list[Answer]:
    """The answers that are pages for people."""
    return [answer for answer in site.values() if answer.is_html]


def test_the_crawl_reached_the_whole_site(site: dict[str, Answer]) -> None:
    depths = [len([part for part in urlsplit(url).path.split("/") if part]) for url in site]
    assert depths.count(1) >= 20, "ministries"
    assert depths.count(2) >= 378, "organisations, topics and buildings"
    assert depths.count(3) >= 44, "posts and change projects"
    assert depths.count(4) >= 4, "posts in change projects"
    assert sum(url.startswith("/locaties/") for url in site) >= 50
    assert sum(url.startswith("/onderwerpen/") for url in site) >= 92


def test_every_link_leads_somewhere(site: dict[str, Answer]) -> None:
    broken = [
        f"{answer.url} (on {answer.linked_from}): {answer.status}"
        for answer in site.values()
        if answer.status not in (200, 301, 302)
    ]
    assert not broken


def test_addresses_in_lists_and_sitemap_need_no_redirect(site: dict[str, Answer]) -> None:
    assert not [answer.url for answer in site.values() if answer.status != 200]


def test_every_page_has_one_main_heading_a_language_and_a_title(pages: list[Answer]) -> None:
    problems = []
    titles: dict[str, str] = {}
    for answer in pages:
        soup = answer.soup
        if len(soup.find_all("h1")) != 1:
            problems.append(f"{answer.url}: {len(soup.find_all('h1'))} h1")
        if soup.html is None or soup.html.get("lang") not in ("nl", "en"):
            problems.append(f"{answer.url}: no language")
        title = " ".join(soup.title.get_text().split()) if soup.title else ""
        if not title.partition("|")[0].strip():
            problems.append(f"{answer.url}: no title")
        # Ministries of the past had the same name in turn; their addresses end in a year.
        if "?" not in answer.url and not ENDED.search(answer.url) and title in titles:
            problems.append(f"{answer.url}: same title as {titles[title]}: {title}")
        titles.setdefault(title, answer.url)
    assert not problems


def test_every_page_has_its_landmarks(pages: list[Answer]) -> None:
    problems = [
        f"{answer.url}: {name}"
        for answer in pages
        for name in ("main", "header", "footer", "nav")
        if not (soup := answer.soup).find(name) or len(soup.find_all("main")) != 1
    ]
    assert not problems


def test_pages_are_valid_html(pages: list[Answer]) -> None:
    organisations = [a for a in pages if len(a.url.strip("/").split("/")) == 2]
    sample = [a for a in pages if a not in organisations] + organisations[::10]
    problems = []
    for answer in sample:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(answer.body)
        problems += [f"{answer.url}: {place} {code} {data}" for place, code, data in parser.errors]
    assert len(sample) > VALIDATED_ORGANISATIONS
    assert not problems


def test_ids_are_unique_on_a_page(pages: list[Answer]) -> None:
    problems = []
    for answer in pages:
        ids = re.findall(r'\sid="([^"]+)"', answer.body.decode())
        problems += [f"{answer.url}: {name}" for name in set(ids) if ids.count(name) > 1]
    assert not problems


def test_no_page_has_inline_script_or_style(pages: list[Answer]) -> None:
    problems = []
    for answer in pages:
        for tag in answer.soup.find_all(True):
            if tag.name == "style" or tag.get("style") is not None:
                problems.append(f"{answer.url}: style at {tag.name}")
            # Data for search engines: such an element runs nothing.
            is_data = tag.name == "script" and tag.get("type") == "application/ld+json"
            if tag.name == "script" and not tag.get("src") and not is_data:
                problems.append(f"{answer.url}: inline script")
            if any(name.startswith("on") for name in tag.attrs):
                problems.append(f"{answer.url}: handler at {tag.name}")
            if str(tag.get("href", "")).startswith("javascript:"):
                problems.append(f"{answer.url}: script in a link")
    assert not problems


def test_data_for_search_engines_can_be_read_and_ends_no_element(pages: list[Answer]) -> None:
    found = 0
    for answer in pages:
        for tag in answer.soup.find_all("script", type="application/ld+json"):
            assert not set("<>&") & set(tag.string), answer.url
            assert json.loads(tag.string)["@context"] == "https://schema.org"
            found += 1
    assert found >= 400


def test_pages_that_can_be_found_have_one_address_and_a_description_of_their_own(
    pages: list[Answer],
) -> None:
    problems = []
    root = Site.objects.get(is_default_site=True).root_url
    for answer in pages:
        head = answer.soup.head
        robots = head.find("meta", attrs={"name": "robots"})
        canonical = [link["href"] for link in head.find_all("link", rel="canonical")]
        if robots and "noindex" in robots["content"]:
            problems += [f"{answer.url}: {canonical}"] if canonical else []
        elif "?" not in answer.url and not answer.url.startswith("/volgen/"):
            wanted = [f"{root}{answer.url}"]
            problems += [f"{answer.url}: {canonical}"] if canonical != wanted else []
        text = head.find("meta", attrs={"name": "description"})["content"].strip()
        if not 10 <= len(text) <= 160:
            problems.append(f"{answer.url}: description of {len(text)}")
    assert not problems


def test_browsers_are_sent_to_this_site_only(pages: list[Answer]) -> None:
    problems = []
    for answer in pages:
        for tag in answer.soup.find_all(["img", "script", "source", "iframe", "video", "link"]):
            if tag.name == "link" and not {"stylesheet", "icon", "preload"} & set(tag["rel"]):
                continue
            for name in ("src", "href", "srcset", "poster"):
                for part in str(tag.get(name, "")).split(","):
                    if urlsplit(part.strip()).netloc not in ("", "testserver"):
                        problems.append(f"{answer.url}: {part}")
    assert not problems


def test_every_picture_has_a_text_or_says_it_needs_none(pages: list[Answer]) -> None:
    assert not [
        f"{answer.url}: {tag}"
        for answer in pages
        for tag in answer.soup.find_all("img")
        if tag.get("alt") is None
    ]


def test_pages_are_the_same_for_everyone(site: dict[str, Answer]) -> None:
    problems = []
    for answer in site.values():
        if answer.is_personal:
            continue
        if answer.cookies or "Set-Cookie" in answer.headers:
            problems.append(f"{answer.url}: sets a cookie")
        if {"cookie", "accept-language"} & set(
            re.split(r",\s*", answer.headers.get("Vary", "").lower())
        ):
            problems.append(f"{answer.url}: Vary {answer.headers['Vary']}")
        if b"csrfmiddlewaretoken" in answer.body:
            problems.append(f"{answer.url}: form token")
    assert not problems


def test_pages_say_how_long_they_may_be_kept(pages: list[Answer]) -> None:
    problems = [
        answer.url
        for answer in pages
        if ("no-store" if answer.is_personal else "public")
        not in answer.headers.get("Cache-Control", "")
    ]
    assert not problems


def test_the_security_policy_is_strict(site: dict[str, Answer]) -> None:
    problems = []
    for answer in site.values():
        policy = dict(
            part.strip().partition(" ")[::2]
            for part in answer.headers["Content-Security-Policy"].split(";")
        )
        for name in ("default-src", "base-uri", "frame-ancestors", "form-action", "script-src"):
            if policy.get(name) not in ("'self'", "'none'"):
                problems.append(f"{answer.url}: {name} {policy.get(name)}")
        if "unsafe" in answer.headers["Content-Security-Policy"]:
            problems.append(f"{answer.url}: unsafe")
        if answer.headers.get("X-Content-Type-Options") != "nosniff":
            problems.append(f"{answer.url}: nosniff")
    assert not problems


@pytest.mark.parametrize("url", FEEDS)
def test_feeds_are_atom(site: dict[str, Answer], url: str) -> None:
    assert site[url].headers["Content-Type"].startswith("application/atom+xml")
    assert site[url].body.count(b"<entry>") >= 5


def test_example_posts_say_so(pages: list[Answer]) -> None:
    posts = [answer for answer in pages if answer.is_post]
    assert len(posts) == 49, "46 posts and 3 change projects"
    assert not [answer.url for answer in posts if not EXAMPLE.search(answer.soup.main.get_text())]
