"""The boxes to tick of a facet."""

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from search.facets.base import Choice, Facet

register = template.Library()


@register.simple_tag
def choice_box(facet: Facet, choice: Choice, language: SafeString, results: str) -> SafeString:
    """One choice with its number, in one piece: a page of results shows a hundred and fifty.

    Args:
        facet: what the choice belongs to.
        choice: what is shown.
        language: the attribute for names in the data (`content_lang`).
        results: the word behind the number, for who hears it.
    """
    # What is escaped and what is not stands here by hand: `format_html` takes three times as long.
    return SafeString(
        '<label class="facet__choice">'
        '<input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox"'
        f' name="{facet.parameter}" value="{escape(choice.value)}"'
        f"{' checked' if choice.selected else ''} />"
        f'<span class="facet__label"{language if facet.has_names else ""}>'
        f"{conditional_escape(choice.label)}</span>"
        f'<span class="facet__number">{choice.number}'
        f'<span class="visually-hidden"> {escape(results)}</span></span>'
        "</label>"
    )
