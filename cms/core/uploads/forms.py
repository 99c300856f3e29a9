"""The forms with which pictures and documents are uploaded, on every screen of the CMS and through its API."""

from typing import Any

from django.conf import settings
from django.forms.fields import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.core.uploads.images import CleanImageFile, clean_image, wrong_kind


class PictureField(WagtailImageField):
    """Takes a picture, and hands on what may be kept of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        limit = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        self.help_text = _("Een jpg, png, webp, avif of gif van hoogstens %(limit)s.") % {
            "limit": limit
        }
        # The screen for many pictures at once says these before it sends anything.
        self.error_messages["invalid_image_extension"] = wrong_kind()
        self.error_messages["file_too_large_unknown_size"] = _(
            "Dit bestand is te groot. Kies een afbeelding van hoogstens %(limit)s."
        ) % {"limit": limit}

    def to_python(self, data: Any) -> CleanImageFile | None:
        """The cleaned picture. Raises ValidationError as `clean_image` does."""
        file = FileField.to_python(self, data)
        return None if file is None else clean_image(file)


class LicenceMixin:
    """A licence that is not said stays what it is, or what a new file starts with.

    The screen for many files at once sends a title and a collection only.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if licence := self.fields.get("licence"):  # type: ignore[attr-defined]
            licence.required = False

    def clean_licence(self) -> str:
        """What was chosen, or what the file had."""
        return str(self.cleaned_data["licence"] or self.instance.licence)  # type: ignore[attr-defined]


class PictureForm(LicenceMixin, BaseImageForm):
    """Wagtail's form of a picture, with the field above in the place of Wagtail's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if theirs := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=theirs.label, required=theirs.required, widget=theirs.widget
            )


class AttachmentForm(LicenceMixin, BaseDocumentForm):
    """Wagtail's form of a document. The model looks into the file (`CustomDocument.clean`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            kinds = ", ".join(settings.WAGTAILDOCS_EXTENSIONS)
            file.help_text = _(
                "Een van deze soorten: %(kinds)s. Hoogstens %(limit)s, een video %(video)s."
            ) % {
                "kinds": kinds,
                "limit": filesizeformat(settings.DOCUMENT_MAX_SIZE),
                "video": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
            }
            file.widget.attrs["accept"] = ",".join(
                f".{kind}" for kind in settings.WAGTAILDOCS_EXTENSIONS
            )
            file.error_messages["file_too_large_unknown_size"] = _(
                "Dit bestand is te groot. Kies een bestand van hoogstens %(limit)s."
            ) % {"limit": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)}
            file.error_messages["file_too_large"] = _(
                "Dit bestand is te groot (%(file_size)s). Kies een bestand van hoogstens "
                "%(max_filesize)s."
            )
