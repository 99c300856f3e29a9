"""Choosers that take their objects from what a body fetched together."""

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from organisations.blocks.together import find, picture_of_its_own


class PictureChooserBlock(ImageChooserBlock):
    """Chooses a picture, which comes with its sizes."""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        """The pictures, in order; None for one that was thrown away."""
        pictures = find(self.model_class, values)
        return [
            picture_of_its_own(pictures[value]) if value in pictures else None for value in values
        ]


class DocumentChooserBlock(WagtailDocumentChooserBlock):
    """Chooses a document."""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        """The documents, in order; None for one that was thrown away."""
        documents = find(self.model_class, values)
        return [documents.get(value or 0) for value in values]


class SitePageChooserBlock(blocks.PageChooserBlock):
    """Chooses a page of this site."""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        """The pages, in order, each with `is_for_readers`; None for one that was deleted."""
        pages = find(Page, values)
        return [pages.get(value or 0) for value in values]


def address_for_readers(page: Any) -> str:
    """The address of a page; empty when a reader cannot see it (any more)."""
    if page is None:
        return ""
    if not hasattr(page, "is_for_readers"):
        # Chosen in a form just now, so it did not come with an answer.
        page = find(Page, [page.pk]).get(page.pk)
    return (page.url or "") if page and page.is_for_readers else ""
