"""Images and documents with the maker and the licence beside them."""

from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, get_upload_to

from cms.core.models.licences import Licence
from cms.core.uploads.documents import check_document
from cms.core.uploads.fields import CleanImageField
from cms.core.uploads.images import CleanImageFile, clean_image
from cms.core.uploads.names import safe_name


@lru_cache(maxsize=500)
def known_filter(spec: str) -> Filter:
    """The filter of a size or format, kept once its operations were looked up.

    Wagtail makes each anew for every picture on a page: half of the time that a picture takes.
    """
    return Filter(spec=spec)


class CustomImage(AbstractImage):
    """A picture. `description` is its text alternative, `file_hash` its content hash (SHA-1)."""

    file: Any = CleanImageField(
        verbose_name=AbstractImage._meta.get_field("file").verbose_name,
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(
        _("maker"), max_length=200, blank=True, help_text=_("Wie de foto of tekening maakte.")
    )
    licence = models.CharField(_("licentie"), max_length=30, choices=Licence, default=Licence.OWN)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Clean a new file first, so that width and height are those of the upright picture.

        Raises ValidationError for what is no picture that may be kept.
        """
        file = self.file
        if file and not file._committed and not isinstance(file.file, CleanImageFile):
            self.file = clean_image(file)
        super().save(*args, **kwargs)

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        """The sizes and formats of a `{% picture %}`, with filters that were made before."""
        specs = (item if isinstance(item, str) else item.spec for item in filters)
        found: dict[str, AbstractRendition] = super().get_renditions(*map(known_filter, specs))
        return found


class CustomRendition(AbstractRendition):
    """A size or format of an image, made once and kept."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.filter_spec}"


class CustomDocument(AbstractDocument):
    """A file to read or download. `file_hash` is its content hash (SHA-1)."""

    credit = models.CharField(_("maker"), max_length=200, blank=True)
    licence = models.CharField(_("licentie"), max_length=30, choices=Licence, default=Licence.OWN)

    admin_form_fields = ("title", "file", "credit", "licence", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")

    def clean(self) -> None:
        """See that a new file is what its name says, and give it a safe name.

        Raises ValidationError at the field, in words for the person who uploads. Every form of a
        document comes here: one, many, in a chooser, through the API. Wagtail's own check of the name does
        less, and fails on the form for a file that waits for its title.
        """
        if self.file and not self.file._committed:
            try:
                check_document(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
            self.file.name = safe_name(self.file.name)
