"""Documents: a closed list of kinds, and what is inside is what the name says."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection, UploadedFile

from cms.core.models import CustomDocument, Licence, User
from cms.core.uploads import documents
from cms.core.uploads.documents import check_document
from tests.core.uploads import MP4, PDF, VTT, WEBM, office, open_document, upload, zipped
from tests.factories import UserFactory

EXCEL_CSV = "naam;plaats\nCoördinatie;Curaçao\n".encode("cp1252")
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as caught:
        check_document(upload(content, name))
    return " ".join(caught.value.messages)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("verslag.pdf", PDF),
        ("VERSLAG.PDF", PDF),
        ("brief.docx", office("docx")),
        ("cijfers.xlsx", office("xlsx")),
        ("plaatjes.pptx", office("pptx")),
        ("brief.odt", open_document("text")),
        ("cijfers.ods", open_document("spreadsheet")),
        ("cijfers.csv", "naam;plaats\nCoördinatie;Curaçao\n".encode()),
        ("cijfers.csv", EXCEL_CSV),
        ("cijfers.csv", "naam\tplaats\n".encode("utf-16")),
        ("leeg.txt", b"\n"),
        ("notitie.txt", b"a < b en <b>vet</b>\r\n"),
        ("woorden.vtt", VTT),
        ("woorden.vtt", b"\xef\xbb\xbf" + VTT),
        ("film.mp4", MP4),
        ("film.webm", WEBM),
    ],
)
def test_a_document_that_is_what_it_says_is_taken(name: str, content: bytes) -> None:
    file = upload(content, name)
    check_document(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pagina.html", b"<!doctype html>"),
        ("tekening.svg", b"<svg/>"),
        ("script.js", b"alert(1)"),
        ("brief.docm", office("docx")),
        ("brief.doc", b"\xd0\xcf\x11\xe0"),
        ("pakket.zip", zipped({"a": "b"})),
        ("programma", b"MZ"),
        ("verslag.pdf.exe", PDF),
    ],
)
def test_another_kind_of_file_is_refused(name: str, content: bytes) -> None:
    text = refusal(content, name)
    assert "Dit soort bestand kan hier niet" in text
    assert "pdf" in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("verslag.pdf", b"<script>alert(1)</script>" + PDF),
        ("verslag.pdf", PDF.replace(b"\n", b"\n%<script>alert(1)</script>\n", 1)),
        ("verslag.pdf", PDF[:20]),
        ("verslag.pdf", b""),
        ("brief.docx", office("xlsx")),
        ("brief.docx", b"\xd0\xcf\x11\xe0 met een wachtwoord"),
        ("brief.docx", zipped({"word/document.xml": "<w:document/>"})),
        ("brief.docx", b"GIF89a" + office()),
        ("brief.docx", office() + b"<script>alert(1)</script>"),
        ("brief.docx", office()[:200]),
        ("brief.docx", b"PK\x03\x04"),
        ("brief.odt", open_document("spreadsheet")),
        ("brief.odt", zipped({"content.xml": "", "mimetype": ""})),
        ("cijfers.csv", b"naam\x00;plaats"),
        ("cijfers.csv", office("xlsx")),
        ("cijfers.csv", b"\x81\x8d\x8f"),
        ("notitie.txt", b"  <!DOCTYPE html><script>alert(1)</script>"),
        ("notitie.txt", PDF),
        ("woorden.vtt", b"1\n00:00 --> 00:01\nSrt"),
        ("woorden.vtt", b"WEBVTT\n\n\xff"),
        ("film.mp4", WEBM),
        ("film.mp4", b"<script>"),
        ("film.webm", b"\x1a\x45\xdf\xa3" + b"matroska" + b"\0" * 80),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(name: str, content: bytes) -> None:
    text = refusal(content, name)
    assert f"Dit is geen {name.rpartition('.')[2]}-bestand" in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.docx", office(word__vbaProject_dot_bin=b"\0")),
        ("cijfers.xlsx", office("xlsx", xl__activeX__activeX1_dot_xml="<ax/>")),
        ("cijfers.xlsx", office("xlsx", xl__macrosheets__sheet1_dot_xml="<x/>")),
        ("brief.docx", zipped({"[Content_Types].xml": f'<Types ContentType="{MACRO_TYPE}"/>'})),
        ("brief.odt", open_document("text", Basic__Standard__Module1_dot_xml="<x/>")),
        ("brief.odt", open_document("text", Scripts__python__x_dot_py="print()")),
        ("verslag.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript>>")),
        ("verslag.pdf", PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/Launch>>")),
    ],
)
def test_a_document_with_a_program_in_it_is_refused(name: str, content: bytes) -> None:
    assert "zonder macro's" in refusal(content, name)


def test_a_script_across_two_pieces_of_a_pdf_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "CHUNK", 7)
    assert "zonder macro's" in refusal(PDF.replace(b"/Type", b"/S/JavaScript/Type"), "a.pdf")


def test_a_zip_bomb_is_refused_unpacked() -> None:
    many = {f"word/{number}.xml": b"" for number in range(documents.ZIP_MOST_FILES + 1)}
    assert "geen docx" in refusal(office(**many), "brief.docx")
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * (documents.ZIP_LARGEST_INDEX + 1))
    assert len(output.getvalue()) < 10_000
    assert "geen docx" in refusal(output.getvalue(), "brief.docx")


def test_a_list_of_contents_that_would_fill_the_memory_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = office()
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the list was read"))
    end = content[-22:]
    large = content[:-22] + end[:12] + (2**21).to_bytes(4, "little") + end[16:]
    assert "geen docx" in refusal(large, "brief.docx")
    assert "geen docx" in refusal(content[:-22] + b"PK\x06\x07" + b"\0" * 16 + end, "brief.docx")


def test_what_would_unpack_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "ZIP_MOST_BYTES", 1000)
    big = office(word__big_dot_xml=b"a" * 1001)
    assert "geen docx" in refusal(big, "brief.docx")


def test_a_document_may_be_smaller_than_a_video(settings: Any) -> None:
    settings.DOCUMENT_MAX_SIZE, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 50, len(MP4)
    check_document(upload(MP4, "film.mp4"))
    assert "te groot" in refusal(MP4 + b"\0", "film.mp4")
    assert "te groot" in refusal(PDF, "verslag.pdf")
    assert "te groot" in refusal(b"a" * 51, "notitie.txt")


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(is_superuser=True)


@pytest.fixture
def client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def fields(**changes: Any) -> dict[str, Any]:
    collection = Collection.get_first_root_node().pk
    return {"title": "Verslag", "licence": "own", "collection": collection, **changes}


def test_one_document(client: Client) -> None:
    data = fields(file=upload(PDF, "Verslag (definitief) 2026.PDF"))
    assert client.post(reverse("wagtaildocs:add"), data).status_code == 302
    document = CustomDocument.objects.get()
    assert document.filename == "verslag-definitief-2026.pdf"
    assert document.file_size == len(PDF)


def test_a_refusal_says_why_at_the_field_and_keeps_what_was_typed(client: Client) -> None:
    data = fields(title="Een lange titel", file=upload(b"MZ", "verslag.pdf"))
    answer = client.post(reverse("wagtaildocs:add"), data)
    assert "Dit is geen pdf-bestand" in answer.context["form"].errors["file"][0]
    assert "Een lange titel" in answer.content.decode()
    assert not CustomDocument.objects.exists()


def test_another_file_for_a_document_is_looked_into_too(client: Client) -> None:
    client.post(reverse("wagtaildocs:add"), fields(file=upload(PDF, "verslag.pdf")))
    document = CustomDocument.objects.get()
    url = reverse("wagtaildocs:edit", args=[document.pk])
    answer = client.post(url, fields(file=upload(b"<html>", "verslag.pdf")))
    assert "Dit is geen pdf-bestand" in answer.context["form"].errors["file"][0]
    assert client.post(url, fields(title="Ander woord")).status_code == 302
    document.refresh_from_db()
    assert document.title == "Ander woord"
    with document.open_file() as file:
        assert file.read() == PDF


def add_one_of_many(client: Client, content: bytes, name: str, title: str = "") -> Any:
    collection = Collection.get_first_root_node().pk
    data = {"files[]": upload(content, name), "title": title or name, "collection": collection}
    return json.loads(client.post(reverse("wagtaildocs:add_multiple"), data).content)


def test_many_documents_of_which_one_fails(client: Client) -> None:
    assert add_one_of_many(client, PDF, "een.pdf")["success"]
    refused = add_one_of_many(client, b"MZ", "twee.pdf")
    assert not refused["success"]
    assert "Dit is geen pdf-bestand" in refused["error_message"]
    assert CustomDocument.objects.get().licence == Licence.OWN


def test_a_document_that_waits_for_its_title(client: Client) -> None:
    refused = add_one_of_many(client, b"MZ", "twee.pdf", title="x" * 300)
    assert not refused["success"]
    assert not UploadedFile.objects.exists()
    assert add_one_of_many(client, PDF, "twee.pdf", title="x" * 300)["success"]
    waiting = UploadedFile.objects.get()
    url = reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting.pk])
    prefix = f"uploaded-document-{waiting.pk}-"
    data = {prefix + name: value for name, value in fields().items()}
    assert json.loads(client.post(url, data).content)["success"]
    with CustomDocument.objects.get().open_file() as file:
        assert file.read() == PDF


def test_a_document_in_the_chooser(client: Client) -> None:
    url = reverse("wagtaildocs_chooser:create")
    prefix = "document-chooser-upload-"
    data = {prefix + name: value for name, value in fields().items()}
    answer = client.post(url, {**data, prefix + "file": upload(b"MZ", "verslag.pdf")})
    assert "Dit is geen pdf-bestand" in answer.content.decode()
    answer = client.post(url, {**data, prefix + "file": upload(PDF, "verslag.pdf")})
    assert json.loads(answer.content)["step"] == "chosen"


def test_the_form_that_the_api_of_wagtail_uses(editor: User) -> None:
    for content, is_right in ((b"MZ", False), (PDF, True)):
        form = get_document_form(CustomDocument)(
            data=fields(),
            files={"file": upload(content, "verslag.pdf")},
            instance=CustomDocument(uploaded_by_user=editor),
            user=editor,
        )
        assert form.is_valid() is is_right
