"""What was uploaded goes out without teeth, and only to whom it is for."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from cms.core.models import CustomDocument
from tests.core.uploads import MP4, PDF, VTT, office
from tests.factories import ImageFactory, UserFactory

pytestmark = pytest.mark.django_db

FILM = bytes(range(256)) * 1000


def document(name: str, content: bytes, collection: Collection | None = None) -> CustomDocument:
    extra = {"collection": collection} if collection else {}
    return CustomDocument.objects.create(title=name, file=ContentFile(content, name=name), **extra)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("name", "content", "content_type", "how"),
    [
        ("verslag.pdf", PDF, "application/pdf", "inline"),
        ("film.mp4", MP4, "video/mp4", "inline"),
        ("woorden.vtt", VTT, "text/vtt", "inline"),
        ("cijfers.csv", b"a;b", "text/csv", "attachment"),
        ("notitie.txt", b"<b>dag</b>", "text/plain", "attachment"),
        (
            "brief.docx",
            office(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
    ],
)
def test_a_document_goes_out_as_what_it_is_and_can_run_nothing(
    client: Client, name: str, content: bytes, content_type: str, how: str
) -> None:
    answer = client.get(document(name, content).url)
    assert answer["Content-Type"].partition(";")[0] == content_type
    assert answer["Content-Disposition"].startswith(how)
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert ("sandbox" in policy) is (how == "attachment")
    assert answer.get("Content-Encoding") != "None"
    assert body(answer) == content


def test_what_is_stored_under_a_dangerous_name_is_only_downloaded(client: Client) -> None:
    # As if it were there from before the list of kinds.
    page = document("pagina.html", b"<script>alert(1)</script>")
    answer = client.get(page.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_picture_can_run_nothing(client: Client) -> None:
    answer = client.get(ImageFactory().file.url)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert body(answer)


@pytest.mark.parametrize(
    "path", ["{name}", "./{name}", "images/../{name}", "/{name}", "%2e/{name}", "IMAGES/../{name}"]
)
def test_documents_and_waiting_uploads_have_no_address_among_the_pictures(
    client: Client, path: str
) -> None:
    secret = document("geheim.pdf", PDF)
    waiting = Path(settings.MEDIA_ROOT) / "uploaded_files" / "wacht.jpg"
    waiting.parent.mkdir(exist_ok=True)
    waiting.write_bytes(b"x")
    (Path(settings.MEDIA_ROOT) / "images").mkdir(exist_ok=True)
    for name in (secret.file.name, "uploaded_files/wacht.jpg"):
        answer = client.get("/media/" + path.format(name=name), follow=True)
        assert answer.status_code == 404
    assert client.get("/media/../manage.py").status_code == 404
    assert client.get("/media/images/").status_code == 404


def test_addresses_that_are_no_document_are_not_found(client: Client) -> None:
    for url in ("/documents/0/a.pdf", f"/documents/{'9' * 30}/a.pdf", "/documents/1/"):
        assert client.get(url).status_code == 404
    assert client.get(document("a.pdf", PDF).url + "x").status_code == 404


def test_a_private_collection_is_read_by_those_who_signed_in_only(client: Client) -> None:
    private = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    secret = document("geheim.mp4", FILM, private)
    for extra in ({}, {"HTTP_RANGE": "bytes=0-9"}):
        answer = client.get(secret.url, **extra)
        assert answer.status_code == 302
        assert "login" in answer["Location"]
    client.force_login(UserFactory(is_superuser=True))
    answer = client.get(secret.url)
    assert body(answer) == FILM
    assert "public" not in answer["Cache-Control"]


def test_a_collection_with_a_password_asks_for_it_on_a_page_of_the_site(client: Client) -> None:
    private = Collection.get_first_root_node().add_child(name="Besloten")
    restriction = CollectionViewRestriction.objects.create(
        collection=private,
        restriction_type=CollectionViewRestriction.PASSWORD,
        password="een-woord",
    )
    secret = document("geheim.pdf", PDF, private)
    answer = client.get(secret.url)
    assert answer["Content-Type"].startswith("text/html")
    assert "sandbox" not in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    client.post(
        f"/documents/authenticate_with_password/{restriction.pk}/",
        {"password": "een-woord", "return_url": secret.url},
    )
    assert body(client.get(secret.url)) == PDF


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-1", 0, 1),
        ("bytes=100-", 100, len(FILM) - 1),
        ("bytes=-100", len(FILM) - 100, len(FILM) - 1),
        (f"bytes=5-{len(FILM) * 2}", 5, len(FILM) - 1),
        (f"bytes=-{len(FILM) * 2}", 0, len(FILM) - 1),
    ],
)
def test_a_film_can_be_asked_for_in_parts(
    client: Client, asked: str, first: int, last: int
) -> None:
    answer = client.get(document("film.mp4", FILM).url, HTTP_RANGE=asked)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert body(answer) == FILM[first : last + 1]


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=1-2,5-6", "lines=1-2", "bytes=a-b"])
def test_what_cannot_be_understood_gets_the_whole_film(client: Client, asked: str) -> None:
    answer = client.get(document("film.mp4", FILM).url, HTTP_RANGE=asked)
    assert answer.status_code == 200
    assert answer["Accept-Ranges"] == "bytes"
    assert body(answer) == FILM


@pytest.mark.parametrize("asked", [f"bytes={len(FILM)}-", "bytes=9-3", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client: Client, asked: str) -> None:
    answer = client.get(document("film.mp4", FILM).url, HTTP_RANGE=asked)
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(FILM)}"


def test_a_film_that_changed_meanwhile_is_sent_from_the_start(client: Client) -> None:
    film = document("film.mp4", FILM)
    when = client.get(film.url)["Last-Modified"]
    for known, status in ((when, 206), ('"iets anders"', 200)):
        answer = client.get(film.url, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=known)
        assert answer.status_code == status
