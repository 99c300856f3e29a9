"""Running text: links that say where they go, and words in another language marked as such."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.rich_text import RichText

from organisations.writing.links import says_nothing, words_of_links


class Language(models.TextChoices):
    """Languages that words in a Dutch text are likely to be in."""

    ENGLISH = "en", gettext_lazy("Engels")
    FRISIAN = "fy", gettext_lazy("Fries")
    GERMAN = "de", gettext_lazy("Duits")
    FRENCH = "fr", gettext_lazy("Frans")


LANGUAGES = [f"lang-{language}" for language in Language.values]
INLINE = ["bold", "italic", "link", *LANGUAGES]
EVERYTHING = ["bold", "italic", "link", "document-link", "ol", "ul", *LANGUAGES]


class WordsBlock(blocks.RichTextBlock):
    """Running text in a body."""

    def clean(self, value: RichText) -> Any:
        """Refuse links that say nothing on their own; a draft may have them for a while."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        empty = [words for words in words_of_links(cleaned.source) if says_nothing(words)]
        if empty:
            raise ValidationError(
                _("De link “%(words)s” zegt niet waar hij naartoe gaat. Gebruik andere woorden.")
                % {"words": empty[0]}
            )
        return cleaned
