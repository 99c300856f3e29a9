"""Pictures: what is kept of them is the picture, upright and in the colours of the web."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, PngImagePlugin

from cms.core.models import CustomImage
from cms.core.uploads.images import clean_image
from tests.core.uploads import (
    LEFT,
    RIGHT,
    bomb,
    encoded,
    moving_gif,
    photo_of_a_phone,
    two_colours,
    upload,
)


def kept(content: bytes, name: str) -> tuple[bytes, Any]:
    file = clean_image(upload(content, name))
    data = file.read()
    image = Image.open(BytesIO(data))
    image.load()
    return data, image


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as caught:
        clean_image(upload(content, name))
    return " ".join(caught.value.messages)


def is_near(one: tuple[int, ...], other: tuple[int, ...], margin: int = 12) -> bool:
    return all(abs(a - b) <= margin for a, b in zip(one[:3], other[:3], strict=True))


def test_a_photo_says_nothing_of_where_and_with_what_it_was_taken() -> None:
    content = photo_of_a_phone()
    assert b"Geheime Camera" in content
    assert b"geheime opmerking" in content
    data, image = kept(content, "IMG_0001.JPG")
    assert not dict(image.getexif())
    for word in (b"Camera", b"opmerking", b"Exif"):
        assert word not in data


def test_a_photo_on_its_side_is_turned_upright() -> None:
    _, image = kept(photo_of_a_phone(orientation=6), "foto.jpg")
    assert image.size == (40, 80)
    # Turned to the right, so that what was left is up.
    assert is_near(image.getpixel((20, 10)), LEFT)
    assert is_near(image.getpixel((20, 70)), RIGHT)


def test_an_upright_photo_keeps_its_quality() -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    before = encoded(noise, "JPEG", quality=95)
    data, image = kept(before, "foto.jpg")
    original = Image.open(BytesIO(before))
    assert image.quantization == original.quantization
    assert abs(len(data) - len(before)) < len(before) / 10


@pytest.mark.parametrize(
    ("name", "image_format", "mode"),
    [
        ("foto.jpg", "JPEG", "RGB"),
        ("grijs.jpeg", "JPEG", "L"),
        ("drukwerk.jpg", "JPEG", "CMYK"),
        ("tekening.png", "PNG", "RGBA"),
        ("kaart.png", "PNG", "P"),
        ("zwartwit.png", "PNG", "1"),
        ("grijs.png", "PNG", "LA"),
        ("diep.png", "PNG", "I;16"),
        ("plaatje.gif", "GIF", "P"),
        ("foto.webp", "WEBP", "RGBA"),
        ("foto.avif", "AVIF", "RGB"),
    ],
)
def test_every_kind_of_picture_stays_what_it_is(name: str, image_format: str, mode: str) -> None:
    image = two_colours("L").convert("I").convert(mode) if mode == "I;16" else two_colours(mode)
    _, clean = kept(encoded(image, image_format), name)
    assert clean.format == image_format
    assert clean.size == (80, 40)
    if mode != "I;16":
        for place in ((10, 20), (70, 20)):
            seen = clean.convert("RGB").getpixel(place)
            assert is_near(seen, image.convert("RGB").getpixel(place))


def test_what_is_see_through_stays_so() -> None:
    image = two_colours("RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))
    for name, image_format in (("a.png", "PNG"), ("a.webp", "WEBP")):
        _, clean = kept(encoded(image, image_format, lossless=True), name)
        assert clean.getpixel((0, 0))[3] == 0
        assert clean.getpixel((50, 20))[3] == 255


def test_text_in_a_drawing_and_data_behind_it_are_left_out() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Geheime Maker")
    content = encoded(two_colours(), "PNG", pnginfo=info)
    data, _ = kept(content + b"<script>alert(1)</script>", "tekening.png")
    assert b"Maker" not in data
    assert b"script" not in data


def test_colours_of_another_profile_look_the_same_on_the_web() -> None:
    # A profile in which the numbers for red and blue have changed places.
    profile = swapped_profile()
    _, image = kept(encoded(two_colours(), "JPEG", quality=95, icc_profile=profile), "p3.jpg")
    assert not image.info.get("icc_profile")
    assert not is_near(image.getpixel((10, 20)), LEFT)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    _, image = kept(encoded(two_colours(), "JPEG", quality=95, icc_profile=srgb), "web.jpg")
    assert not image.info.get("icc_profile")
    assert is_near(image.getpixel((10, 20)), LEFT)


def swapped_profile() -> bytes:
    """sRGB, with the columns of red and blue exchanged and another name."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return (
        data.replace(b"rXYZ", b"tmpX")
        .replace(b"bXYZ", b"rXYZ")
        .replace(b"tmpX", b"bXYZ")
        .replace("sRGB".encode("utf-16-be"), "XXXX".encode("utf-16-be"))
    )


def test_a_broken_profile_or_broken_camera_data_spoils_no_picture() -> None:
    kept(encoded(two_colours(), "JPEG", icc_profile=b"geen profiel"), "foto.jpg")
    kept(encoded(two_colours(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"), "foto.jpg")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.svg", "Dit soort bestand"),
        (b"MZ", "virus.exe", "Dit soort bestand"),
        (b"geen afbeelding", "foto.jpg", "geen afbeelding of is beschadigd"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "foto.png", "geen afbeelding"),
        (b"", "foto.png", "geen afbeelding"),
        (photo_of_a_phone()[:400], "half.jpg", "beschadigd"),
        (bomb(), "bom.png", "te veel beeldpunten"),
        (bomb(7746, 7747), "net-te-groot.png", "te veel beeldpunten"),
        (bomb(2**31 - 1, 2**31 - 1), "bom.png", "beeldpunten"),
        (moving_gif(), "dansje.gif", "beweegt"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_plain_words(
    content: bytes, name: str, words: str
) -> None:
    assert words in refusal(content, name)


def test_a_file_that_is_too_large_is_refused_unread(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    assert "te groot" in refusal(photo_of_a_phone(), "foto.jpg")


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Foto van de opening.JPG", "foto-van-de-opening.jpg"),
        ("../../etc/été 2026.jpeg", "ete-2026.jpg"),
        ("C:\\foto's\\<b>x</b>.png", "b.jpg"),
        ("日本.jpg", "bestand.jpg"),
        ("a" * 300 + ".jpg", "a" * 60 + ".jpg"),
        ("factuur.php.jpg", "factuurphp.jpg"),
        ("eigenlijk-een.png", "eigenlijk-een.jpg"),
    ],
)
def test_the_name_is_made_safe_and_fits_the_content(name: str, stored: str) -> None:
    file = upload(photo_of_a_phone(), "x.jpg")
    file._name = name
    assert clean_image(file).name == stored


@pytest.mark.django_db
def test_code_that_stores_a_picture_cleans_it_too() -> None:
    image = CustomImage.objects.create(
        title="Opening", file=ContentFile(photo_of_a_phone(), name="Opening.JPG")
    )
    image = CustomImage.objects.get(pk=image.pk)
    assert (image.width, image.height) == (40, 80)
    with image.open_file() as file:
        assert b"Geheime" not in file.read()
    with pytest.raises(ValidationError):
        CustomImage(title="Nee").file.save("nee.jpg", ContentFile(b"nee"), save=False)
