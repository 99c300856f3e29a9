"""A list of links: to pages of this site or to other sites."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from organisations.blocks import groups
from organisations.blocks.choosers import SitePageChooserBlock, address_for_readers
from organisations.writing.links import is_bare_address, says_nothing


class LinkValue(blocks.StructValue):
    """A link as the template needs it."""

    @property
    def href(self) -> str:
        """Where the link goes; empty when its page cannot be seen (any more)."""
        page = self.get("page")
        return address_for_readers(page) if page else self.get("url") or ""

    @property
    def host(self) -> str:
        """The other site that the link goes to: "rijksoverheid.nl"; empty for our own pages."""
        return (
            "" if self.get("page") else urlsplit(self.get("url") or "").netloc.removeprefix("www.")
        )


class LinkBlock(blocks.StructBlock):
    """A link with a text that says where it goes."""

    text = blocks.CharBlock(
        label=_("Tekst van de link"),
        max_length=150,
        help_text=_("Zeg waar de link naartoe gaat. Dus niet: lees meer."),
    )
    page = SitePageChooserBlock(label=_("Pagina van deze site"), required=False)
    url = blocks.URLBlock(label=_("Of: adres van een andere site"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue
        label_format = "{text}"

    def clean(self, value: Any) -> Any:
        """One target, and a text that means something on its own."""
        cleaned = super().clean(value)
        errors = {}
        if says_nothing(cleaned["text"]) or is_bare_address(cleaned["text"]):
            errors["text"] = ValidationError(_("Zeg waar de link naartoe gaat."))
        if cleaned["page"] and cleaned["url"]:
            errors["url"] = ValidationError(_("Kies een pagina óf een adres, niet allebei."))
        if not (cleaned["page"] or cleaned["url"] or self.is_deferred_validation):
            errors["page"] = ValidationError(_("Kies een pagina of vul een adres in."))
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned


class LinksBlock(blocks.ListBlock):
    """Links below each other."""

    class Meta:
        icon = "link"
        label = _("Lijst van links")
        group = groups.REFERENCE
        template = "blocks/links.html"
        min_num = 1
        preview_value = [
            {
                "text": "Handreiking samenwerken op één locatie",
                "page": None,
                "url": "https://www.rijksoverheid.nl/",
            },
            {
                "text": "Register van Overheidsorganisaties",
                "page": None,
                "url": "https://organisaties.overheid.nl/",
            },
        ]
        description = _("Links naar pagina's van deze site of andere sites.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Give the template the links that lead somewhere."""
        context = super().get_context(value, parent_context=parent_context)
        context["links"] = [link for link in value if link.href]
        return context
