"""The model field of pictures: nothing reaches the storage but through `clean_image`."""

from collections.abc import Sequence
from typing import Any

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from cms.core.uploads.images import CleanImageFile, clean_image


class CleanImageFieldFile(WagtailImageFieldFile):
    """The file of a picture. Every way of storing one ends in `save`."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store a picture; one that a form did not clean yet is cleaned here.

        Raises ValidationError for what is no picture that may be kept.
        """
        if not isinstance(content, CleanImageFile):
            content.name = name
            content = clean_image(content)
        super().save(content.name, content, save)


class CleanImageField(WagtailImageField):
    """A picture that is cleaned on its way into the storage."""

    attr_class = CleanImageFieldFile

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """For the database and its migrations this is the field of Wagtail."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
