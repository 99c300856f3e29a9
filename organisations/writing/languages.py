"""Buttons in the editor of running text that mark words as being in another language."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler
from wagtail.admin.rich_text.editors.draftail.features import InlineStyleFeature

from organisations.blocks.words import Language


def register_languages(features: Any) -> None:
    """A button for each language, which marks the chosen words: `<span lang="en">`.

    A voice that reads the page aloud then says them as they sound (WCAG 3.1.2).
    """
    for language in Language:
        name, style = f"lang-{language.value}", f"LANG_{language.value.upper()}"
        features.register_editor_plugin(
            "draftail",
            name,
            InlineStyleFeature(
                {
                    "type": style,
                    "label": language.value.upper(),
                    "description": _("Deze woorden zijn %(language)s")
                    % {"language": language.label},
                    "style": {"borderBottom": "2px dotted currentColor"},
                }
            ),
        )
        features.register_converter_rule(
            "contentstate",
            name,
            {
                "from_database_format": {
                    f"span[lang={language.value}]": InlineStyleElementHandler(style)
                },
                "to_database_format": {
                    "style_map": {style: {"element": "span", "props": {"lang": language.value}}}
                },
            },
        )
