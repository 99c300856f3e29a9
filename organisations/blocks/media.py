"""Blocks with pictures and files: image, gallery, video, document."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from organisations.blocks import groups
from organisations.blocks.choosers import DocumentChooserBlock, PictureChooserBlock
from organisations.blocks.words import LANGUAGES, WordsBlock
from organisations.comparisons import PictureComparison

VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


class DescribedImageBlock(ImageBlock):
    """A picture with the text that stands for it, unless it is there for show only.

    Without text a page can be kept as a draft, but not published.
    """

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        own: dict[str, blocks.Block] = {
            "image": PictureChooserBlock(required=required, label=_("Afbeelding")),
            "decorative": blocks.BooleanBlock(
                required=False,
                label=_("Alleen versiering"),
                help_text=_("Aan als de lezer niets mist zonder deze afbeelding."),
            ),
            "alt_text": blocks.CharBlock(
                required=False,
                label=_("Tekstalternatief"),
                max_length=250,
                help_text=_("Wat is er te zien? Voor wie de afbeelding niet kan zien."),
            ),
        }
        for name, block in own.items():
            block.set_name(name)
            self.child_blocks[name] = block

    def get_comparison_class(self) -> type[PictureComparison]:
        """Versions are compared by what the reader gets."""
        return PictureComparison

    def clean(self, value: Any) -> Any:
        """Ask for the text in our own words, by its field."""
        try:
            return super().clean(value)
        except StructBlockValidationError as error:
            if "alt_text" in error.block_errors:
                error.block_errors["alt_text"] = ValidationError(
                    _("Beschrijf wat er te zien is, of kies Alleen versiering.")
                )
            raise


class PhotoBlock(blocks.StructBlock):
    """A picture with a caption; the maker comes from the picture itself."""

    image = DescribedImageBlock(label=_("Beeld en beschrijving"))
    caption = blocks.CharBlock(
        label=_("Bijschrift"),
        required=False,
        max_length=250,
        help_text=_("Staat onder de afbeelding. De maker komt er vanzelf bij."),
    )

    class Meta:
        icon = "image"
        label = _("Foto")
        label_format = "{caption}"


class FigureBlock(PhotoBlock):
    """One picture across the page."""

    class Meta:
        icon = "image"
        label = _("Afbeelding")
        group = groups.MEDIA
        template = "blocks/image.html"
        preview_template = "blocks/previews/image.html"
        description = _("Een foto of tekening, met bijschrift en maker.")


class GalleryBlock(blocks.ListBlock):
    """Several pictures together."""

    class Meta:
        icon = "image"
        label = _("Fotoserie")
        group = groups.MEDIA
        template = "blocks/gallery.html"
        preview_template = "blocks/previews/gallery.html"
        min_num = 2
        description = _("Twee of meer foto's bij elkaar, elk met een eigen bijschrift.")


def extension(document: Any) -> str:
    """The last part of a document's file name: "pdf"; empty if it has none."""
    return PurePath(document.file.name).suffix.lstrip(".").lower() if document else ""


class VideoValue(blocks.StructValue):
    """A video as the template needs it."""

    @property
    def content_type(self) -> str:
        """The media type of the video file."""
        return VIDEO_TYPES.get(extension(self.get("file")), "")


class VideoBlock(blocks.StructBlock):
    """A video of our own with captions and transcript, or a link to one elsewhere: no embed."""

    title = blocks.CharBlock(label=_("Titel"), max_length=150)
    file = DocumentChooserBlock(
        label=_("Videobestand"), required=False, help_text=_("Een mp4- of webm-bestand.")
    )
    url = blocks.URLBlock(
        label=_("Of: adres van de video elders"),
        required=False,
        help_text=_("De lezer krijgt een link. De video zelf staat niet op deze site."),
    )
    poster = PictureChooserBlock(
        label=_("Beeld vooraf"),
        required=False,
        help_text=_("Wat de lezer ziet voordat de video speelt."),
    )
    captions = DocumentChooserBlock(
        label=_("Ondertiteling"),
        required=False,
        help_text=_("Een vtt-bestand met de gesproken tekst."),
    )
    transcript = WordsBlock(
        label=_("Uitgeschreven tekst"),
        required=False,
        features=["bold", "italic", "ol", "ul", *LANGUAGES],
        help_text=_("Wat er gezegd wordt en te zien is, om te lezen."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        group = groups.MEDIA
        template = "blocks/video.html"
        preview_template = "blocks/previews/video.html"
        value_class = VideoValue
        label_format = "{title}"
        description = _("Een eigen video met ondertiteling, of een link naar een video elders.")

    def clean(self, value: Any) -> Any:
        """One video, of a kind that browsers play, that deaf and blind people can follow too."""
        cleaned = super().clean(value)
        errors = {}
        if cleaned["file"] and extension(cleaned["file"]) not in VIDEO_TYPES:
            errors["file"] = ValidationError(_("Kies een mp4- of webm-bestand."))
        if cleaned["captions"] and extension(cleaned["captions"]) != "vtt":
            errors["captions"] = ValidationError(_("Kies een vtt-bestand met ondertiteling."))
        if cleaned["file"] and cleaned["url"]:
            errors["url"] = ValidationError(_("Kies een bestand óf een adres, niet allebei."))
        if not self.is_deferred_validation:
            errors = {**self._missing(cleaned), **errors}
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def _missing(self, value: Any) -> dict[str, ValidationError]:
        """What must be there before the page is published."""
        if not value["file"] and not value["url"]:
            return {"file": ValidationError(_("Kies een videobestand of vul een adres in."))}
        if value["file"] and not value["captions"] and not value["transcript"].source.strip():
            message = _("Voeg ondertiteling of een uitgeschreven tekst toe, voor wie niet hoort.")
            return {"captions": ValidationError(message)}
        return {}


class DocumentBlock(blocks.StructBlock):
    """A file to download, with what kind of file it is and how large."""

    document = DocumentChooserBlock(label=_("Document"))
    text = blocks.CharBlock(
        label=_("Tekst van de link"),
        required=False,
        max_length=150,
        help_text=_("Leeg: de titel van het document."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        group = groups.MEDIA
        template = "blocks/document.html"
        preview_template = "blocks/previews/document.html"
        description = _("Een bestand om te downloaden, met soort en grootte.")
