"""Long posts: how long they take, and where one can go in them."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from organisations.plain_text import lines_of_html, reading_minutes, running_text
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db


def page_of(client: Client, body: list[tuple[str, object]]) -> BeautifulSoup:
    return BeautifulSoup(client.get(PostFactory(body=body).url).content, "html.parser")


def heading(text: str, level: str = "h2") -> tuple[str, dict[str, str]]:
    return "heading", {"text": text, "level": level}


def test_a_long_post_has_a_table_of_contents_that_leads_to_its_headings(client: Client) -> None:
    soup = page_of(
        client,
        [
            heading("Wat wij deden"),
            ("text", "<p>Veel.</p>"),
            heading("Met wie?", "h3"),
            heading("Wat wij leerden"),
            heading("Wat wij leerden"),
            heading("€ ¥"),
        ],
    )
    links = soup.select(".contents a")
    assert [link.get_text() for link in links] == [
        "Wat wij deden",
        "Wat wij leerden",
        "Wat wij leerden",
        "€ ¥",
    ]
    anchors = [link["href"][1:] for link in links]
    assert anchors == ["kop-wat-wij-deden", "kop-wat-wij-leerden", "kop-wat-wij-leerden-2", "kop-5"]
    for anchor, link in zip(anchors, links, strict=True):
        assert soup.find(id=anchor).get_text() == link.get_text()
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_a_short_post_needs_no_table_of_contents(client: Client) -> None:
    soup = page_of(client, [heading("Eerst"), heading("Dan")])
    assert soup.find(class_="contents") is None
    assert soup.find(id="kop-eerst")


def test_the_reading_time_counts_all_that_is_read(client: Client) -> None:
    words = "woord " * 150
    body = [
        ("text", f"<p>{words}</p><ul><li>{words}</li></ul>"),
        ("quote", {"text": words, "name": "", "role": ""}),
        ("callout", {"tone": "info", "title": "", "text": f"<p>{words}</p>"}),
        ("accordion", [{"title": "Meer", "text": f"<p>{words}</p>"}]),
    ]
    text = " ".join(page_of(client, body).find(class_="post__date").get_text(" ").split())
    # 751 words, 200 a minute.
    assert "4 minuten lezen" in text


def test_a_post_of_a_minute_says_nothing_about_time(client: Client) -> None:
    soup = page_of(client, [("text", "<p>Kort en goed.</p>")])
    assert "minuten lezen" not in soup.find(class_="post__date").get_text()


def test_a_body_without_words_takes_no_time() -> None:
    assert reading_minutes(PostFactory(body=[]).body.raw_data) == 0


def test_words_do_not_run_into_each_other() -> None:
    assert lines_of_html(
        "<p>Een &amp; <b>twee</b></p><ul><li>drie</li><li>vier<br/>vijf</li></ul>"
    ) == [
        "Een & twee",
        "drie",
        "vier",
        "vijf",
    ]


def test_running_text_has_no_headings_or_titles() -> None:
    post = PostFactory(
        body=[
            heading("Kop"),
            ("text", "<p>Zin.</p>"),
            ("callout", {"tone": "info", "title": "Titel", "text": "<p>Kader.</p>"}),
        ]
    )
    assert running_text(post.body.raw_data) == "Zin.\nKader."
