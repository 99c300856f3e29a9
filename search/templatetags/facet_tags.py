"""The boxes to tick of a facet."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.core.languages import sentence
from cms.core.templatetags.core_tags import content_lang
from search.facets.base import Choice, Facet

register = template.Library()


@register.simple_tag
def choice_list(facet: Facet, choices: Iterable[Choice]) -> SafeString:
    """Choices of a facet as a list of boxes to tick, with what stands below each to unfold.

    Made by hand and in one piece: a page of results shows a hundred and fifty, and as a template
    they take a fifth of its time.
    """
    return SafeString(_Boxes(facet).listed(choices))


class _Boxes:
    """Writes the boxes of one facet; every text is escaped where it is put in."""

    def __init__(self, facet: Facet) -> None:
        self.parameter = facet.parameter
        self.language = content_lang() if facet.has_names else ""
        self.results = conditional_escape(_("resultaten"))

    def listed(self, choices: Iterable[Choice]) -> str:
        """A list, with the lists below it."""
        items = "".join(f"<li>{self.box(choice)}{self.below(choice)}</li>" for choice in choices)
        return f'<ul class="facet__choices">{items}</ul>'

    def box(self, choice: Choice) -> str:
        """A box with its label, and the number with a word behind it for who hears it."""
        return (
            '<label class="facet__choice">'
            '<input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox"'
            f' name="{self.parameter}" value="{conditional_escape(choice.value)}"'
            f"{' checked' if choice.selected else ''} />"
            f'<span class="facet__label"{self.language}>{conditional_escape(choice.label)}</span>'
            f'<span class="facet__number">{choice.number}'
            f'<span class="visually-hidden"> {self.results}</span></span>'
            "</label>"
        )

    def below(self, choice: Choice) -> str:
        """What a choice is divided in; open when something of it was chosen."""
        if not choice.children:
            return ""
        of = conditional_escape(sentence(_("van %(theme)s"), {"theme": choice.label}))
        return (
            f'<details class="facet__more"{" open" if choice.is_open else ""}>'
            f"<summary>{conditional_escape(_('Deelonderwerpen'))}"
            f'<span class="visually-hidden"> {of}</span></summary>'
            f"{self.listed(choice.children)}</details>"
        )
