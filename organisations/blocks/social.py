"""A post from Mastodon, Bluesky or X, kept and shown as a quotation."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter, StructBlockValidationError

from organisations.blocks import groups
from organisations.social import MAX_NAME, MAX_TEXT, SocialPostError, fetch_post, read_address


class SocialPostValue(blocks.StructValue):
    """A post as the template needs it."""

    @property
    def service(self) -> str:
        """The name of the service: "Mastodon"; empty when the address is of none of them."""
        address = read_address(self.get("url") or "")
        return str(address.service.label) if address else ""


class SocialPostBlock(blocks.StructBlock):
    """What someone posted, who and when. Filled from the service, or typed by hand."""

    url = blocks.URLBlock(
        label=_("Adres van het bericht"),
        max_length=500,
        help_text=_("Open het bericht op Mastodon, Bluesky of X en kopieer het adres."),
    )
    author = blocks.CharBlock(label=_("Naam"), required=False, max_length=MAX_NAME)
    handle = blocks.CharBlock(
        label=_("Account"),
        required=False,
        max_length=MAX_NAME,
        help_text=_("Bijvoorbeeld: @logius@social.overheid.nl"),
    )
    date = blocks.DateBlock(label=_("Datum"), required=False)
    text = blocks.TextBlock(
        label=_("Wat er staat"),
        required=False,
        rows=4,
        max_length=MAX_TEXT,
        help_text=_("Leeg: wij proberen de tekst op te halen als u publiceert."),
    )

    class Meta:
        icon = "comment"
        label = _("Bericht van sociale media")
        group = groups.REFERENCE
        template = "blocks/social_post.html"
        value_class = SocialPostValue
        label_format = "{author} {text}"
        preview_value = {
            "url": "https://social.overheid.nl/@voorbeeld/110000000000000001",
            "author": "Voorbeelddienst",
            "handle": "@voorbeeld@social.overheid.nl",
            "date": datetime.date(2026, 3, 12),
            "text": "Vandaag openden wij samen met drie buren één balie. Loop eens binnen!",
        }
        description = _("Een bericht op Mastodon, Bluesky of X, als citaat.")

    def clean(self, value: Any) -> Any:
        """Check the address; fill what is empty from the service when the page goes out."""
        cleaned = super().clean(value)
        if cleaned["url"] and read_address(cleaned["url"]) is None:
            message = _(
                "Dit is geen adres van een bericht op Mastodon, Bluesky of X. "
                "Open het bericht zelf en kopieer het adres."
            )
            raise StructBlockValidationError({"url": ValidationError(message)})
        if self.is_deferred_validation:
            return cleaned
        if not cleaned["text"].strip():
            self._fill(cleaned)
        if not cleaned["author"].strip():
            message = _("Vul in wie dit schreef.")
            raise StructBlockValidationError({"author": ValidationError(message)})
        return cleaned

    @staticmethod
    def _fill(value: Any) -> None:
        """Fetch the post and fill the empty fields; raises an error at the text if it fails."""
        try:
            post = fetch_post(value["url"])
        except SocialPostError as error:
            message = _("%(reason)s Neem de tekst zelf over.") % {"reason": error}
            raise StructBlockValidationError({"text": ValidationError(message)}) from error
        for name in ("author", "handle", "date", "text"):
            value[name] = value[name] or getattr(post, name)


class SocialPostBlockAdapter(StructBlockAdapter):
    """Gives the form of the block its button "Ophalen"."""

    js_constructor = "organisations.blocks.SocialPostBlock"

    def js_args(self, block: SocialPostBlock) -> list[Any]:
        """The block's arguments with where to ask and what to say."""
        name, children, meta = super().js_args(block)
        meta["fetchUrl"] = reverse("fetch_social_post")
        meta["fetchLabel"] = _now("Ophalen")
        meta["fetchBusy"] = _now("Bezig met ophalen…")
        meta["fetchDone"] = _now("Opgehaald. Controleer de tekst.")
        meta["fetchByHand"] = _now("Neem de tekst zelf over.")
        meta["fetchFailed"] = _now("Ophalen lukt nu niet. Neem de tekst zelf over.")
        return [name, children, meta]

    @cached_property
    def media(self) -> forms.Media:
        """The script of the button, after Wagtail's own."""
        return forms.Media(js=[*super().media._js, versioned_static("js/cms/social-post-block.js")])


register(SocialPostBlockAdapter(), SocialPostBlock)
