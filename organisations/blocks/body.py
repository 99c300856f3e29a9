"""The body of a page: every block an editor may choose from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class BodyBlock(blocks.StreamBlock):
    """All blocks of a body. The names are stored with the content: they stay as they are."""

    heading = blocks.CharBlock(label=_("Kop"), icon="title")
    text = blocks.RichTextBlock(label=_("Tekst"), icon="pilcrow")
