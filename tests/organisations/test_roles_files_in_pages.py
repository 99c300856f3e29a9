"""A page shows files of its own organisation and shared ones, whatever a form made by hand says."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from cms.core.models import CustomDocument
from organisations.models import BlogPostPage, OrganisationPage
from organisations.roles.groups import ensure_collection
from tests.factories import ImageFactory
from tests.organisations.editing import crafted_form
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    Government,
    draft_by,
    published_by,
)

pytestmark = pytest.mark.django_db

OWN, SHARED, THEIRS = "eigen", "gedeeld", "van anderen"
REFUSED = "U mag dit bestand niet gebruiken"


@pytest.fixture
def files(government: Government) -> dict[tuple[str, str], Any]:
    """An image, a document and a video of each: own, shared, of another organisation."""
    made: dict[tuple[str, str], Any] = {}
    for whose, page in (
        (OWN, government.logius),
        (SHARED, government.home),
        (THEIRS, government.duo),
    ):
        collection = ensure_collection(page)
        made["image", whose] = ImageFactory(title=f"Foto {whose}", collection=collection)
        for kind, name in (("document", "a.pdf"), ("video", "a.mp4")):
            made[kind, whose] = CustomDocument.objects.create(
                title=f"{kind} {whose}", collection=collection, file=ContentFile(b"x", name=name)
            )
    return made


def signed_in(government: Government, name: str) -> Client:
    client = Client()
    client.force_login(government.people[name])
    return client


def rich_text(html: str) -> str:
    """Text as the editor posts it."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    features = ["document-link", "image", "link"]
    return ContentstateConverter(features).from_database_format(html)


def one_block(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    data = {"body-count": "1", "body-0-type": kind, "body-0-order": "0", "body-0-deleted": ""}
    data["body-0-id"] = ""
    return data | {f"body-0-value{name}": value for name, value in fields.items()}


def with_lead_image(files: dict[tuple[str, str], Any], whose: str) -> dict[str, Any]:
    return {"lead_image": files["image", whose].pk}


def with_image(files: dict[tuple[str, str], Any], whose: str) -> dict[str, Any]:
    image = {"-image-image": files["image", whose].pk, "-image-alt_text": "Zaal"}
    return one_block("image", {**image, "-caption": ""})


def with_gallery(files: dict[tuple[str, str], Any], whose: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"-count": "2"}
    for number, image in enumerate((files["image", OWN], files["image", whose])):
        fields |= {f"-{number}-deleted": "", f"-{number}-order": str(number), f"-{number}-id": ""}
        fields |= {f"-{number}-type": "item", f"-{number}-value-caption": ""}
        fields |= {f"-{number}-value-image-image": image.pk}
        fields |= {f"-{number}-value-image-alt_text": "Zaal"}
    return one_block("gallery", fields)


def with_document(files: dict[tuple[str, str], Any], whose: str) -> dict[str, Any]:
    return one_block("document", {"-document": files["document", whose].pk, "-text": ""})


def with_video(files: dict[tuple[str, str], Any], whose: str) -> dict[str, Any]:
    video = {"-title": "Film", "-file": files["video", whose].pk, "-url": "", "-poster": ""}
    return one_block("video", {**video, "-captions": "", "-transcript": rich_text("<p>Dag.</p>")})


def with_link_in_text(files: dict[tuple[str, str], Any], whose: str) -> dict[str, Any]:
    document = files["document", whose]
    html = f'<p>Lees <a linktype="document" id="{document.pk}">dit</a>.</p>'
    return one_block("text", {"": rich_text(html)})


WAYS = [with_lead_image, with_image, with_gallery, with_document, with_video, with_link_in_text]


def save(client: Client, page: BlogPostPage, changes: dict[str, Any]) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, crafted_form(page) | changes)


def latest(page: BlogPostPage) -> str:
    """What is stored of the newest version of a page."""
    return json.dumps(BlogPostPage.objects.get(pk=page.pk).get_latest_revision().content)


@pytest.mark.parametrize("way", WAYS)
def test_files_of_another_organisation_are_refused_at_the_field(
    government: Government, files: dict[tuple[str, str], Any], way: Any
) -> None:
    client = signed_in(government, COMMUNICATOR)
    page = draft_by(government.people[COMMUNICATOR], government.logius)
    before = latest(page)
    answer = save(client, page, way(files, THEIRS) | {"title": "Nieuwe titel"})
    assert answer.status_code == 200
    field = "lead_image" if way is with_lead_image else "body"
    assert set(answer.context["form"].errors) == {field}
    text = answer.content.decode()
    assert REFUSED in text
    # What was typed is still there, and the file of the others is not named.
    assert "Nieuwe titel" in text
    assert latest(page) == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("whose", [OWN, SHARED])
def test_own_and_shared_files_are_taken(
    government: Government, files: dict[tuple[str, str], Any], way: Any, whose: str
) -> None:
    client = signed_in(government, COMMUNICATOR)
    page = draft_by(government.people[COMMUNICATOR], government.logius)
    before = latest(page)
    answer = save(client, page, way(files, whose))
    assert answer.status_code == 302, answer.context["form"].errors
    assert latest(page) != before


@pytest.mark.parametrize("way", WAYS)
def test_a_new_page_is_held_to_the_same(
    government: Government, files: dict[tuple[str, str], Any], way: Any
) -> None:
    client = signed_in(government, COMMUNICATOR)
    url = reverse(
        "wagtailadmin_pages:add", args=["organisations", "blogpostpage", government.logius.pk]
    )
    data = crafted_form(BlogPostPage(title="Nieuw", slug="nieuw"))
    answer = client.post(url, data | way(files, THEIRS))
    assert REFUSED in answer.content.decode()
    assert not BlogPostPage.objects.exists()
    assert client.post(url, data | way(files, OWN)).status_code == 302
    assert BlogPostPage.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_what_was_on_the_page_already_stays(
    government: Government, files: dict[tuple[str, str], Any], way: Any
) -> None:
    page = published_by(government.people[COMMUNICATOR], government.logius)
    central = signed_in(government, ADMINISTRATOR)
    assert save(central, page, way(files, THEIRS)).status_code == 302
    client = signed_in(government, COMMUNICATOR)
    answer = save(client, page, way(files, THEIRS) | {"title": "Andere titel"})
    assert answer.status_code == 302, answer.context["form"].errors
    assert "Andere titel" in latest(page)
    # It comes back too, as long as the published page shows it.
    page.refresh_from_db()
    page.get_latest_revision().publish()
    assert save(client, page, {}).status_code == 302
    assert save(client, page, way(files, THEIRS)).status_code == 302


@pytest.mark.parametrize("name", [CENTRAL, ADMINISTRATOR])
def test_who_may_choose_everywhere_is_not_held_back(
    government: Government, files: dict[tuple[str, str], Any], name: str
) -> None:
    page = draft_by(government.people[COMMUNICATOR], government.logius)
    client = signed_in(government, name)
    for way in WAYS:
        assert save(client, page, way(files, THEIRS)).status_code == 302


def test_the_page_of_an_organisation_and_its_intro_are_held_to_the_same(
    government: Government, files: dict[tuple[str, str], Any]
) -> None:
    client = signed_in(government, COMMUNICATOR)
    OrganisationPage.objects.get(pk=government.logius.pk).save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[government.logius.pk])
    for way in (with_lead_image, with_document):
        answer = client.post(url, crafted_form(government.logius) | way(files, THEIRS))
        assert REFUSED in answer.content.decode(), way


def test_a_preview_shows_no_file_of_others_either(
    government: Government, files: dict[tuple[str, str], Any]
) -> None:
    client = signed_in(government, COMMUNICATOR)
    page = draft_by(government.people[COMMUNICATOR], government.logius)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = client.post(url, crafted_form(page) | with_lead_image(files, THEIRS))
    assert not json.loads(answer.content)["is_valid"]
    answer = client.post(url, crafted_form(page) | with_lead_image(files, OWN))
    assert json.loads(answer.content)["is_valid"]


def test_a_number_that_is_no_file_is_refused(
    government: Government, files: dict[tuple[str, str], Any]
) -> None:
    client = signed_in(government, COMMUNICATOR)
    page = draft_by(government.people[COMMUNICATOR], government.logius)
    for number in ("999999", "9" * 40, "abc", ""):
        text = rich_text(f'<p>Lees <a linktype="document" id="{number}">dit</a>.</p>')
        answer = save(client, page, one_block("text", {"": text}))
        assert answer.status_code == 200
