"""What an editor may put in a body, and what a reader gets of it."""

import datetime
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import PageViewRestriction

from organisations.blocks import BodyBlock
from organisations.blocks.body import skipped_levels
from organisations.models import BlogPostPage
from tests.bodies import PHOTO, document, every_block
from tests.factories import ImageFactory, PostFactory, UserFactory
from tests.local_server import Reply, local_server

pytestmark = pytest.mark.django_db

NAMES = list(BodyBlock().child_blocks)


def body(*blocks: tuple[str, Any]) -> Any:
    """A body as it is stored: names and raw values."""
    return BodyBlock().to_python([{"type": name, "value": value} for name, value in blocks])


def body_of(stored: str) -> Any:
    """A body as it comes from the database."""
    return BodyBlock().to_python(json.loads(stored))


def shown(*blocks: tuple[str, Any]) -> BeautifulSoup:
    """A body as a reader gets it."""
    return BeautifulSoup(str(body(*blocks).render_as_block()), "html.parser")


def errors(*blocks: tuple[str, Any], draft: bool = False) -> str:
    """What the editor is told, as one text; empty when all is well."""
    stream = BodyBlock()
    value = stream.to_python([{"type": name, "value": value} for name, value in blocks])
    if draft:
        stream.defer_required_validation()
    try:
        stream.clean(value)
    except ValidationError as error:
        return str(error.as_json_data())  # type: ignore[attr-defined]
    finally:
        if draft:
            stream.restore_deferred_validation()
    return ""


def test_the_names_of_the_blocks_stay_as_they_are() -> None:
    assert {
        *("heading", "text", "image", "gallery", "quote", "video", "document", "table"),
        *("links", "callout", "accordion", "map", "social_post"),
    } == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_picker_shows_every_block_without_asking_elsewhere(name: str, client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))
    block = BlogPostPage._meta.get_field("body").stream_block.child_blocks[name]
    assert block.is_previewable
    assert block.meta.icon != "placeholder"
    assert block.get_description()
    assert block.meta.group
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    page = BeautifulSoup(response.content, "html.parser")
    css_class = f"block--{name.replace('_', '-')}"
    assert page.select_one(f"main .{css_class}"), f"no {css_class} in the preview"
    assert not page.select("script, style, iframe, [style]")
    loaded = [tag["src"] for tag in page.select("[src]")]
    loaded += [tag["href"] for tag in page.select("link[href]")]
    assert all(address.startswith("/static/") for address in loaded)


def test_headings_keep_their_order() -> None:
    levels = ["h2", "h4", "h3", "h4", "h2", "h3"]
    stream = body(*[("heading", {"text": "Kop", "level": level}) for level in levels])
    assert list(skipped_levels(stream)) == [1]
    assert "niveau 3" in errors(
        ("heading", {"text": "Kop", "level": "h2"}), ("heading", {"text": "Kop", "level": "h4"})
    )
    assert "niveau 2" in errors(("heading", {"text": "Kop", "level": "h3"}))
    assert not errors(("heading", {"text": "Kop", "level": "h3"}), draft=True)


def test_an_image_needs_a_text_unless_it_is_decoration() -> None:
    image = ImageFactory()
    silent = {"image": {"image": image.pk, "decorative": False, "alt_text": ""}, "caption": ""}
    assert "Beschrijf wat er te zien is" in errors(("image", silent))
    assert not errors(("image", silent), draft=True)
    silent["image"]["decorative"] = True
    assert not errors(("image", silent))
    assert shown(("image", silent)).img["alt"] == ""


def test_an_image_shows_caption_and_maker() -> None:
    image = ImageFactory(credit="Jan Foto")
    page = shown(("image", {"image": {"image": image.pk, **PHOTO}, "caption": "De balie"}))
    assert page.img["alt"] == "Drie mensen aan een balie"
    assert page.select_one("picture source[type='image/avif']")
    assert page.figcaption.get_text(" ", strip=True) == "De balie Beeld: Jan Foto"


def test_a_gallery_costs_as_many_queries_for_ten_photos_as_for_two(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def gallery(size: int) -> list[dict[str, Any]]:
        return [
            {"image": {"image": ImageFactory().pk, **PHOTO}, "caption": str(n)} for n in range(size)
        ]

    for size in (2, 10):
        photos = gallery(size)
        shown(("gallery", photos))  # makes the sizes
        with django_assert_max_num_queries(1):
            assert len(shown(("gallery", photos)).select("li figure img")) == size
    assert errors(("gallery", gallery(1)))


def test_a_photo_that_is_used_twice_has_its_own_words_each_time() -> None:
    image = ImageFactory()
    photos = [
        {"image": {"image": image.pk, "decorative": False, "alt_text": words}, "caption": ""}
        for words in ("De balie", "De wachtrij")
    ]
    for _time in ("when the sizes are made", "when they are there"):
        page = shown(("gallery", photos))
        assert [img["alt"] for img in page.select("img")] == ["De balie", "De wachtrij"]


def test_a_picture_that_was_thrown_away_leaves_no_hole() -> None:
    gone = {"image": {"image": 987654, **PHOTO}, "caption": "Weg"}
    assert not shown(("image", gone)).select("img")


def test_a_video_needs_words_for_who_cannot_hear() -> None:
    empty = {"title": "Open dag", "transcript": "", "url": "", "poster": None, "captions": None}
    film = document("film.mp4")
    assert "ondertiteling" in errors(("video", {**empty, "file": film.pk}))
    assert not errors(("video", {**empty, "file": film.pk, "transcript": "<p>Welkom.</p>"}))
    assert "mp4- of webm" in errors(("video", {**empty, "file": document("film.pdf").pk}))
    words = {**empty, "file": film.pk, "captions": document("film.txt").pk}
    assert "vtt-bestand" in errors(("video", words))
    assert "niet allebei" in errors(
        ("video", {**empty, "file": film.pk, "url": "https://video.example/1"})
    )
    assert "vul een adres in" in errors(("video", {**empty, "file": None}))


def test_a_video_elsewhere_is_only_a_link() -> None:
    page = shown(("video", {"title": "Open dag", "file": None, "url": "https://video.example/1"}))
    assert page.a["href"] == "https://video.example/1"
    assert "Open dag" in page.a.get_text()
    assert not page.select("iframe, video, script")


def test_a_video_of_our_own_has_captions_and_transcript() -> None:
    film, words = document("film.webm"), document("film.vtt")
    value = {
        "title": "Open dag",
        "file": film.pk,
        "captions": words.pk,
        "poster": ImageFactory().pk,
        "transcript": "<p>Welkom allemaal.</p>",
    }
    page = shown(("video", value))
    assert page.video["poster"]
    assert page.source["type"] == "video/webm"
    assert page.track["src"] == words.url
    assert page.source["src"] == film.url
    assert "Welkom allemaal." in page.details.get_text()


def test_a_document_says_what_it_is_and_how_large() -> None:
    page = shown(("document", {"document": document("verslag.pdf").pk, "text": ""}))
    assert page.a.get_text() == "Verslag"
    assert "PDF" in page.get_text()
    assert "2,0" in page.get_text()


def test_a_table_has_a_caption_headings_and_can_be_scrolled_by_keyboard() -> None:
    table = {
        "caption": "Antwoorden",
        "columns": [{"type": "text", "heading": "Dienst"}, {"type": "number", "heading": "Aantal"}],
        "rows": [{"values": ["Balie", "1234.5"]}],
    }
    assert not errors(("table", table))
    page = shown(("table", table))
    region = page.select_one("[role=region][tabindex='0']")
    assert region["aria-label"] == "Tabel: Antwoorden"
    assert [th["scope"] for th in page.select("thead th")] == ["col", "col"]
    assert page.select_one("td.block__number").get_text(strip=True) == "1.234,5"
    assert "bijschrift" in errors(("table", {**table, "caption": " "}))
    bare = [{"type": "text", "heading": ""}, {"type": "number", "heading": "Aantal"}]
    assert "elke kolom een kop" in errors(("table", {**table, "columns": bare}))
    assert "leeg" in errors(("table", {"caption": "x", "columns": [], "rows": []}))


def test_a_link_says_where_it_goes_and_goes_somewhere() -> None:
    def link(**changes: Any) -> tuple[str, Any]:
        return "links", [{"text": "Handreiking", "page": None, "url": "", **changes}]

    assert "waar de link naartoe gaat" in errors(link(text="Lees meer.", url="https://a.example/"))
    assert "Kies een pagina of" in errors(link())
    assert "niet allebei" in errors(link(page=PostFactory().pk, url="https://a.example/"))
    assert not errors(link(url="https://a.example/"))


def test_readers_get_no_links_to_what_they_may_not_see() -> None:
    live = PostFactory(title="Zichtbaar")
    hidden = PostFactory(live=False)
    gone = PostFactory(expire_at=timezone.now() - datetime.timedelta(days=1))
    links = [{"text": str(page.pk), "page": page.pk, "url": ""} for page in (live, hidden, gone)]
    links.append({"text": "Elders", "page": None, "url": "https://www.a.example/x"})
    page = shown(("links", links))
    assert [a.get_text() for a in page.select("a")] == [str(live.pk), "Elders"]
    assert "(a.example)" in page.get_text()


def test_readers_get_no_links_in_running_text_to_what_they_may_not_see() -> None:
    live, secret = PostFactory(), PostFactory()
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    hidden = PostFactory(live=False)
    file = document("verslag.pdf")
    text = "".join(
        f'<p><a linktype="page" id="{page.pk}">{page.pk}</a></p>' for page in (live, secret, hidden)
    )
    text += f'<p><a linktype="document" id="{file.pk}">Verslag</a> <a linktype="page">Kapot</a></p>'
    page = shown(("text", text), ("links", [{"text": "Besloten", "page": secret.pk, "url": ""}]))
    assert [a["href"] for a in page.select("a[href]")] == [live.url, file.url]
    assert str(secret.pk) in page.get_text()
    assert "Kapot" in page.get_text()


def test_a_body_fetches_all_pictures_at_once_and_so_with_documents_and_pages(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    stored = every_block()
    body_of(stored).render_as_block()  # makes the sizes of the pictures
    with django_assert_max_num_queries(3):
        page = BeautifulSoup(str(body_of(stored).render_as_block()), "html.parser")
    assert len(page.select("figure img")) == 3
    assert len(page.select(".prose p > a[href]")) == 10


def test_a_callout_says_its_kind_in_words() -> None:
    page = shown(("callout", {"tone": "warning", "title": "Druk", "text": "<p>Kom later.</p>"}))
    assert " ".join(page.select_one(".block__title").get_text().split()) == "Let op: Druk"


def test_a_callout_does_not_say_its_kind_twice() -> None:
    page = shown(("callout", {"tone": "warning", "title": "Let op", "text": "<p>Kom later.</p>"}))
    assert " ".join(page.select_one(".block__title").get_text().split()) == "Let op"


def test_an_accordion_opens_without_script() -> None:
    page = shown(("accordion", [{"title": "Wie?", "text": "<p>Iedereen.</p>"}]))
    assert page.select_one("details > summary").get_text() == "Wie?"


POST = {
    "url": "https://social.example/@a/1",
    "author": "A",
    "handle": "",
    "date": None,
    "text": "Hoi",
}


def test_a_social_post_is_a_quotation_of_ours() -> None:
    page = shown(("social_post", {**POST, "date": "2026-03-01", "text": "Hoi <b>allen</b>\nen u"}))
    assert page.figure.blockquote["cite"] == POST["url"]
    assert page.select_one("blockquote p").get_text() == "Hoi <b>allen</b>en u"
    assert "Bericht op Mastodon van 1 maart 2026" in " ".join(page.figcaption.get_text().split())
    assert not page.select("script, img, iframe")


def test_a_social_post_is_checked_at_its_fields() -> None:
    assert not errors(("social_post", POST))
    assert "geen adres van een bericht" in errors(
        ("social_post", {**POST, "url": "https://www.rijksoverheid.nl/"}), draft=True
    )
    assert "wie dit schreef" in errors(("social_post", {**POST, "author": ""}))


def test_an_empty_social_post_is_filled_from_the_service() -> None:
    status = (
        '{"created_at": "2026-03-01T12:00:00Z", "content": "<p>Dag!</p>",'
        ' "account": {"acct": "logius", "display_name": "Logius"}}'
    )

    def answer(path: str, query: dict[str, list[str]]) -> Reply:
        return Reply(status) if path.endswith("/1") else Reply(status=500)

    with local_server(answer) as server:
        empty = {**POST, "url": f"{server.url}/@logius/1", "author": "", "text": ""}
        stream = body(("social_post", empty))
        cleaned = BodyBlock().clean(stream)[0].value
        assert (cleaned["author"], cleaned["text"]) == ("Logius", "Dag!")
        assert cleaned["date"] == datetime.date(2026, 3, 1)
        failing = ("social_post", {**empty, "url": f"{server.url}/@logius/2"})
        assert "Neem de tekst zelf over" in errors(failing)
        asked = len(server.asked)
        assert not errors(failing, draft=True)
        assert len(server.asked) == asked, "a draft is kept without asking the service"


def test_the_button_of_a_social_post_is_for_editors_only(
    client: Client, settings: Settings
) -> None:
    address = reverse("fetch_social_post")
    assert client.post(address, {"url": POST["url"]}).status_code == 302
    client.force_login(UserFactory())
    assert client.post(address, {"url": POST["url"]}).status_code == 302
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(address).status_code == 405
    refused = client.post(address, {"url": "onzin"})
    assert refused.status_code == 400
    assert "geen adres van een bericht" in refused.json()["message"]
    status = (
        '{"created_at": "2026-03-01T12:00:00Z", "content": "<p>Dag!</p>",'
        ' "account": {"acct": "logius", "display_name": "Logius"}}'
    )
    with local_server(lambda path, query: Reply(status)) as server:
        post = client.post(address, {"url": f"{server.url}/@logius/1"}).json()
    assert post == {
        "author": "Logius",
        "handle": "@logius@127.0.0.1",
        "date": "2026-03-01",
        "text": "Dag!",
    }


def test_words_of_a_body_are_found_but_not_the_settings_of_its_blocks() -> None:
    words = " ".join(
        BodyBlock().get_searchable_content(
            body(
                ("heading", {"text": "Samenwerken", "level": "h2"}),
                ("callout", {"tone": "info", "title": "Open dag", "text": "<p>Kom langs</p>"}),
            )
        )
    )
    assert words == "Samenwerken Open dag Kom langs"
