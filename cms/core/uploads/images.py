"""Pictures: opened, turned upright, freed of everything but the picture, and written anew.

What was uploaded is never kept: a photo tells where and with what camera it was taken, and a file
can be a picture and something else at once. Writing it anew leaves the pixels only.
"""

from io import BytesIO
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps
from PIL.JpegImagePlugin import get_sampling

from cms.core.uploads.names import extension_of, safe_name

# The extension that a picture of each format is stored with.
EXTENSIONS = {
    "JPEG": "jpg",
    "PNG": "png",
    "GIF": "gif",
    "WEBP": "webp",
    "AVIF": "avif",
}
# The modes in which a format is written as it is; anything else becomes RGB, or RGBA.
MODES = {
    "JPEG": {"L", "RGB"},
    "PNG": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"},
    "GIF": {"L", "P", "RGB", "RGBA"},
    "WEBP": {"RGB", "RGBA"},
    "AVIF": {"RGB", "RGBA"},
}
PHOTO_QUALITY = 92


class CleanImageFile(InMemoryUploadedFile):
    """A picture that went through `clean_image`."""


def clean_image(file: Any) -> CleanImageFile:
    """A picture as it may be kept, from an open file with a `name` and a `size`.

    Raises ValidationError, in words for the person who uploads, for what is no picture, is
    broken, moves, or is larger than the settings allow. The size in pixels is read from the first
    bytes, before anything is unpacked.
    """
    name = file.name or ""
    if extension_of(name) not in settings.WAGTAILIMAGES_EXTENSIONS:
        raise ValidationError(wrong_kind(), code="invalid_image_extension")
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if file.size > limit:
        raise ValidationError(
            _("Dit bestand is te groot (%(size)s). Kies een afbeelding van hoogstens %(limit)s.")
            % {"size": filesizeformat(file.size), "limit": filesizeformat(limit)},
            code="file_too_large",
        )
    try:
        content, image_format = _written_anew(file)
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise too_many_pixels() from error
    except Exception as error:  # Pillow raises nearly anything for a file made up by hand.
        raise ValidationError(no_image(), code="invalid_image") from error
    finally:
        file.seek(0)
    return CleanImageFile(
        BytesIO(content),
        "file",
        safe_name(name, EXTENSIONS[image_format]),
        Image.MIME[image_format],
        len(content),
        None,
    )


def wrong_kind() -> str:
    """What somebody reads who chose something else than a picture."""
    return _(
        "Dit soort bestand kan hier niet. Kies een afbeelding als jpg, png, webp, avif of gif."
    )


def no_image() -> str:
    """What somebody reads whose file says it is a picture and is not."""
    return _(
        "Dit bestand is geen afbeelding of is beschadigd. Open het op uw computer, sla het op als "
        "jpg of png en kies het opnieuw."
    )


def too_many_pixels() -> ValidationError:
    """What somebody reads whose picture would fill the memory when it is unpacked."""
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        _(
            "Deze afbeelding heeft te veel beeldpunten. Maak haar op uw computer kleiner: "
            "hoogstens %(limit)d miljoen beeldpunten (breedte keer hoogte)."
        )
        % {"limit": limit},
        code="file_too_many_pixels",
    )


def _written_anew(file: IO[bytes]) -> tuple[bytes, str]:
    file.seek(0)
    with Image.open(file, formats=tuple(EXTENSIONS)) as image:
        if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise too_many_pixels()
        # MPO is what some cameras make: a JPEG with a second view behind it, which is left out.
        if image.format != "MPO" and getattr(image, "is_animated", False):
            raise ValidationError(
                _(
                    "Deze afbeelding beweegt. Kies een stilstaande afbeelding, of plaats de "
                    "beweging als video."
                ),
                code="moving_image",
            )
        image_format = "JPEG" if image.format == "MPO" else str(image.format)
        options = _options(image, file)
        image.load()
        picture = _in_srgb(_upright(image))
        if picture.mode not in MODES[image_format]:
            options.pop("qtables", None)
            picture = picture.convert(_nearest_mode(picture, image_format))
        # What Pillow would write along by itself: profiles, remarks, resolution.
        picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
        return _encoded(picture, image_format, options), image_format


def _options(image: Any, file: IO[bytes]) -> dict[str, Any]:
    """How to write the picture so that it loses nothing that can be seen."""
    if image.format in ("JPEG", "MPO"):
        # The tables of the file itself: packing the same pixels the same way costs no quality.
        return {"qtables": image.quantization, "subsampling": get_sampling(image)}
    if image.format == "WEBP":
        place = file.tell()
        file.seek(0)
        lossless = b"VP8L" in file.read(64)
        file.seek(place)
        return {"lossless": lossless, "quality": PHOTO_QUALITY}
    return {"quality": PHOTO_QUALITY} if image.format == "AVIF" else {}


def _upright(image: Any) -> Any:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # Camera data that cannot be read do not spoil the picture.
        return image


def _in_srgb(image: Any) -> Any:
    """The same colours in the colour space of the web, so that the profile can be left out."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode in ("1", "L", "LA", "I;16", "I", "F"):
        return image
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        mode = image.mode if image.mode in ("RGB", "RGBA") else "RGB"
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image  # A profile that cannot be read: the plain numbers are the best guess.


def _nearest_mode(image: Any, image_format: str) -> str:
    if image_format == "PNG" and image.mode == "I":
        return "I;16"
    see_through = image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info
    return "RGBA" if see_through and "RGBA" in MODES[image_format] else "RGB"


def _encoded(image: Any, image_format: str, options: dict[str, Any]) -> bytes:
    output = BytesIO()
    try:
        image.save(output, image_format, **options)
    except (OSError, ValueError, TypeError):
        if "qtables" not in options:
            raise
        output = BytesIO()
        image.save(output, image_format, quality=PHOTO_QUALITY)
    if image_format == "JPEG" and "qtables" not in options:
        output = BytesIO()
        image.save(output, image_format, quality=PHOTO_QUALITY)
    return output.getvalue()
