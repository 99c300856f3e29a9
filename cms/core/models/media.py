"""Images and documents with the maker and the licence beside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from cms.core.models.licences import Licence


class CustomImage(AbstractImage):
    """A picture. `description` is its text alternative, `file_hash` its content hash (SHA-1)."""

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
