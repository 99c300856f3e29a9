"""The body of a page: every block an editor may choose from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from organisations.blocks.headings import headings_of
from organisations.blocks.links import LinkBlock, LinksBlock
from organisations.blocks.media import (
    DocumentBlock,
    FigureBlock,
    GalleryBlock,
    PhotoBlock,
    VideoBlock,
)
from organisations.blocks.place import MapBlock
from organisations.blocks.social import SocialPostBlock
from organisations.blocks.text import (
    AccordionBlock,
    AccordionItemBlock,
    CalloutBlock,
    HeadingBlock,
    QuoteBlock,
    TableBlock,
    TextBlock,
)
from organisations.blocks.together import fetched_together
from organisations.blocks.words import EVERYTHING

TITLE_LEVEL = 1


class BodyBlock(blocks.StreamBlock):
    """All blocks of a body. The names are stored with the content: they stay as they are."""

    heading = HeadingBlock()
    text = TextBlock(features=EVERYTHING)
    image = FigureBlock()
    gallery = GalleryBlock(PhotoBlock())
    quote = QuoteBlock()
    video = VideoBlock()
    document = DocumentBlock()
    table = TableBlock()
    links = LinksBlock(LinkBlock())
    callout = CalloutBlock()
    accordion = AccordionBlock(AccordionItemBlock())
    map = MapBlock()
    social_post = SocialPostBlock()

    class Meta:
        template = "blocks/body.html"

    def render(self, value: Any, context: Any = None) -> Any:
        """Show the blocks, with what they all refer to fetched once and an anchor at each heading."""
        with fetched_together(self, value):
            for heading in headings_of(value.raw_data):
                value[heading.place].value.anchor = heading.anchor
            return super().render(value, context=context)

    def clean(self, value: Any) -> Any:
        """Check every block, and that no heading skips a level."""
        cleaned = super().clean(value)
        errors = {} if self.is_deferred_validation else skipped_levels(cleaned)
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned


def skipped_levels(stream: Any) -> dict[int, StructBlockValidationError]:
    """Errors, by place in the stream, for headings that are more than one level deeper."""
    errors = {}
    current = TITLE_LEVEL
    for place, block in enumerate(stream):
        if block.block_type != "heading":
            continue
        level = int(block.value["level"][1:])
        if level > current + 1:
            message = _("Hier is een niveau overgeslagen. Kies eerst niveau %(level)d.") % {
                "level": current + 1
            }
            errors[place] = StructBlockValidationError({"level": ValidationError(message)})
        current = level
    return errors
