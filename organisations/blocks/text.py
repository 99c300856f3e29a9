"""Blocks of words: heading, text, quote, call-out, accordion and table."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from organisations.blocks import groups
from organisations.blocks.words import EVERYTHING, INLINE, WordsBlock


class HeadingLevel(models.TextChoices):
    """Levels of a heading in a body; the title of the page is the only h1."""

    H2 = "h2", _("Kop (niveau 2)")
    H3 = "h3", _("Tussenkop (niveau 3)")
    H4 = "h4", _("Kleine tussenkop (niveau 4)")


class HeadingValue(blocks.StructValue):
    """A heading as the template needs it; the body gives it its anchor before it is shown."""

    anchor = ""


class HeadingBlock(blocks.StructBlock):
    """A heading; the body watches over the order of the levels."""

    text = blocks.CharBlock(label=_("Kop"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Niveau"),
        choices=HeadingLevel.choices,
        default=HeadingLevel.H2,
        search_index=False,
        help_text=_("Een tussenkop hoort onder een kop. Sla geen niveau over."),
    )

    class Meta:
        icon = "title"
        label = _("Kop")
        group = groups.TEXT
        template = "blocks/heading.html"
        value_class = HeadingValue
        label_format = "{text}"
        form_attrs = {"class": "block-heading"}
        preview_value = {"text": "Wat wij leerden van een proef", "level": "h2"}
        description = _("Een kop boven een deel van de tekst.")


class TextBlock(WordsBlock):
    """Running text with links and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Tekst")
        group = groups.TEXT
        template = "blocks/text.html"
        preview_value = (
            "<p>Elke dinsdag werken wij met drie diensten <b>aan één tafel</b>. "
            "Dat leverde dit op:</p><ul><li>minder overdracht</li><li>snellere antwoorden</li></ul>"
        )
        description = _("Gewone tekst met links en opsommingen.")


class QuoteBlock(blocks.StructBlock):
    """Someone's words, and whose they are."""

    text = blocks.TextBlock(label=_("Citaat"), rows=3, help_text=_("Zonder aanhalingstekens."))
    name = blocks.CharBlock(label=_("Wie zegt dit"), required=False, max_length=120)
    role = blocks.CharBlock(label=_("Functie of organisatie"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Citaat")
        group = groups.TEXT
        template = "blocks/quote.html"
        preview_value = {
            "text": "We hoefden niets nieuws te bouwen. We hoefden alleen naar de buren te lopen.",
            "name": "Samira de Boer",
            "role": "teamleider dienstverlening",
        }
        description = _("Een uitspraak van iemand, met de naam erbij.")


class Tone(models.TextChoices):
    """What a call-out is for."""

    INFO = "info", _("Informatie")
    WARNING = "warning", _("Let op")
    SUCCESS = "success", _("Gelukt")


class CalloutBlock(blocks.StructBlock):
    """A few lines that stand out."""

    tone = blocks.ChoiceBlock(
        label=_("Soort"), choices=Tone.choices, default=Tone.INFO, search_index=False
    )
    title = blocks.CharBlock(label=_("Titel"), required=False, max_length=120)
    text = WordsBlock(label=_("Tekst"), features=INLINE)

    class Meta:
        icon = "info-circle"
        label = _("Kader")
        group = groups.TEXT
        template = "blocks/callout.html"
        preview_value = {
            "tone": "info",
            "title": "Doe mee",
            "text": "<p>Op 12 mei is er een open dag. Aanmelden kan tot en met 1 mei.</p>",
        }
        description = _("Een paar regels die opvallen: informatie, een waarschuwing of een succes.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the word for the tone, so that it is not told by colour alone."""
        context = super().get_context(value, parent_context=parent_context)
        tone = value.get("tone")
        context["tone_label"] = Tone(tone).label if tone in Tone.values else Tone.INFO.label
        return context


class AccordionItemBlock(blocks.StructBlock):
    """One part that opens."""

    title = blocks.CharBlock(label=_("Titel"), max_length=150)
    text = WordsBlock(label=_("Tekst"), features=EVERYTHING)

    class Meta:
        icon = "arrow-down-big"
        label = _("Onderdeel")
        label_format = "{title}"


class AccordionBlock(blocks.ListBlock):
    """Parts that open and close, for what not everyone needs to read."""

    class Meta:
        icon = "list-ul"
        label = _("Uitklapbare tekst")
        group = groups.TEXT
        template = "blocks/accordion.html"
        min_num = 1
        preview_value = [
            {"title": "Wie kan meedoen?", "text": "<p>Elke rijksorganisatie.</p>"},
            {"title": "Wat kost het?", "text": "<p>Alleen een middag van uw tijd.</p>"},
        ]
        description = _("Titels die opengaan als de lezer meer wil weten.")


class TableBlock(TypedTableBlock):
    """A table with a caption and a heading above every column."""

    text = blocks.CharBlock(label=_("Tekst"), required=False, icon="pilcrow")
    number = blocks.DecimalBlock(
        label=_("Getal"), required=False, icon="order", template="blocks/table_number.html"
    )

    class Meta:
        icon = "table"
        label = _("Tabel")
        group = groups.TEXT
        template = "blocks/table.html"
        help_text = _("Geef de tabel een bijschrift en elke kolom een kop.")
        preview_value = {
            "caption": "Antwoorden binnen een dag",
            "columns": [
                {"type": "text", "heading": "Dienst"},
                {"type": "number", "heading": "Procent"},
            ],
            "rows": [{"values": ["Balie Zwolle", "92"]}, {"values": ["Balie Breda", "88.5"]}],
        }
        description = _("Cijfers of feiten in rijen en kolommen.")

    def clean(self, value: TypedTable) -> TypedTable:
        """Ask for what a screen reader cannot do without: caption and column headings."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        problems = []
        if not value.columns or not value.row_data:
            problems.append(_("Deze tabel is leeg. Voeg een kolom en een rij toe."))
        if not value.caption.strip():
            problems.append(_("Geef de tabel een bijschrift: wat staat erin?"))
        if any(not column["heading"].strip() for column in value.columns):
            problems.append(_("Geef elke kolom een kop."))
        if problems:
            raise TypedTableBlockValidationError(
                non_block_errors=[ValidationError(problem) for problem in problems]
            )
        return cleaned
