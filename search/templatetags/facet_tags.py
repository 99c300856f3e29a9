"""The boxes to tick of a facet."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from search.facets.base import Choice, Facet

register = template.Library()

BOX = (
    '<label class="facet__choice">'
    '<input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox"'
    ' name="{}" value="{}"{} />'
    '<span class="facet__label"{}>{}</span>'
    '<span class="facet__number">{}<span class="visually-hidden"> {}</span></span>'
    "</label>"
)
CHECKED = SafeString(" checked")
PLAIN = SafeString("")


@register.simple_tag
def choice_box(facet: Facet, choice: Choice, language: SafeString, results: str) -> SafeString:
    """One choice with its number, in one piece: a page of results shows a hundred and fifty.

    Args:
        facet: what the choice belongs to.
        choice: what is shown.
        language: the attribute for names in the data (`content_lang`).
        results: the word behind the number, for who hears it.
    """
    return format_html(
        BOX,
        facet.parameter,
        choice.value,
        CHECKED if choice.selected else PLAIN,
        language if facet.has_names else PLAIN,
        choice.label,
        choice.number,
        results,
    )
