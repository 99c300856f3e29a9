"""Every door through which a picture comes in: none takes one that was not cleaned."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

from cms.core.models import CustomImage, Licence, User
from tests.core.uploads import bomb, photo_of_a_phone, upload
from tests.factories import ImageFactory, UserFactory

pytestmark = pytest.mark.django_db

SECRET = b"Geheime"


@pytest.fixture
def editor() -> User:
    return UserFactory(is_superuser=True)


@pytest.fixture
def client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def fields(**changes: Any) -> dict[str, Any]:
    collection = Collection.get_first_root_node().pk
    return {"title": "Opening", "licence": "own", "collection": collection, **changes}


def assert_clean(image: CustomImage) -> None:
    """Upright, without camera data, and its numbers are those of what is kept."""
    assert (image.width, image.height) == (40, 80)
    with image.open_file() as file:
        data = file.read()
    assert SECRET not in data
    assert image.file_size == len(data)
    before = image.file_hash
    image._set_file_hash()
    assert image.file_hash == before
    with Image.open(image.file.path) as kept:
        assert kept.size == (40, 80)


def test_one_picture(client: Client) -> None:
    data = fields(file=upload(photo_of_a_phone(), "Foto 1.JPG"))
    assert client.post(reverse("wagtailimages:add"), data).status_code == 302
    image = CustomImage.objects.get()
    assert_clean(image)
    assert Path(image.file.name).name == "foto-1.jpg"


def test_another_file_for_a_picture(client: Client) -> None:
    image = ImageFactory()
    url = reverse("wagtailimages:edit", args=[image.pk])
    data = fields(file=upload(photo_of_a_phone(), "foto.jpg"))
    assert client.post(url, data).status_code == 302
    assert_clean(CustomImage.objects.get())


def test_other_words_for_a_picture_leave_its_file_alone(client: Client) -> None:
    image = ImageFactory()
    url = reverse("wagtailimages:edit", args=[image.pk])
    assert client.post(url, fields(title="Nieuw")).status_code == 302
    assert CustomImage.objects.get().file.name == image.file.name
    assert CustomImage.objects.get().title == "Nieuw"


def add_one_of_many(client: Client, content: bytes, name: str, **extra: str) -> dict[str, Any]:
    # The screen sends no more than these; the rest is asked for afterwards.
    collection = Collection.get_first_root_node().pk
    data = {"files[]": upload(content, name), "title": name, "collection": collection, **extra}
    answer = client.post(reverse("wagtailimages:add_multiple"), data)
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_many_pictures_of_which_one_fails(client: Client) -> None:
    assert add_one_of_many(client, photo_of_a_phone(), "een.jpg")["success"]
    refused = add_one_of_many(client, bomb(), "bom.png")
    assert not refused["success"]
    assert "te veel beeldpunten" in refused["error_message"]
    assert add_one_of_many(client, photo_of_a_phone(), "drie.jpg")["success"]
    images = CustomImage.objects.all()
    assert len(images) == 2
    for image in images:
        assert_clean(image)
        assert image.licence == Licence.OWN


def test_a_picture_that_waits_for_its_title(client: Client) -> None:
    answer = add_one_of_many(client, photo_of_a_phone(), "een.jpg", title="x" * 300)
    waiting = UploadedFile.objects.get()
    assert answer["uploaded_file_id"] == waiting.pk
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    prefix = f"uploaded-image-{waiting.pk}-"
    data = {prefix + name: value for name, value in fields().items()}
    assert json.loads(client.post(url, data).content)["success"]
    assert_clean(CustomImage.objects.get())


def test_a_picture_in_the_chooser(client: Client) -> None:
    url = reverse("wagtailimages_chooser:create")
    prefix = "image-chooser-upload-"
    data = {prefix + name: value for name, value in fields().items()}
    answer = client.post(url, {**data, prefix + "file": upload(photo_of_a_phone(), "foto.jpg")})
    assert json.loads(answer.content)["step"] == "chosen"
    assert_clean(CustomImage.objects.get())
    answer = client.post(url, {**data, prefix + "file": upload(bomb(), "bom.png")})
    assert "te veel beeldpunten" in answer.content.decode()


def test_the_form_that_the_api_of_wagtail_uses(editor: User) -> None:
    image = CustomImage(uploaded_by_user=editor)
    files = {"file": upload(photo_of_a_phone(), "foto.jpg")}
    form = get_image_form(CustomImage)(data=fields(), files=files, instance=image, user=editor)
    assert form.is_valid(), form.errors
    assert_clean(form.save())
    form = get_image_form(CustomImage, fields=["title"])(data=fields(), instance=image, user=editor)
    assert "file" not in form.fields


def test_a_refusal_says_why_at_the_field_and_keeps_what_was_typed(client: Client) -> None:
    for content, name, words in (
        (bomb(), "bom.png", "te veel beeldpunten"),
        (b"tekst", "foto.jpg", "is geen afbeelding"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg", "Dit soort bestand"),
        (photo_of_a_phone()[:500], "half.jpg", "beschadigd"),
    ):
        data = fields(title="Een lange titel", file=upload(content, name))
        answer = client.post(reverse("wagtailimages:add"), data)
        assert answer.status_code == 200
        form = answer.context["form"]
        assert words in form.errors["file"][0], name
        assert set(form.errors) == {"file"}
        assert "Een lange titel" in answer.content.decode()
    assert not CustomImage.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).rglob("*bom*"))


def test_the_screen_says_beforehand_what_it_takes(client: Client) -> None:
    text = client.get(reverse("wagtailimages:add")).content.decode()
    assert "Een jpg, png, webp, avif of gif van hoogstens 20,0\xa0MB." in text
    many = client.get(reverse("wagtailimages:add_multiple")).content.decode()
    assert "svg" not in many.split("accept")[1][:200]
