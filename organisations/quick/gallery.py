"""Many photos at once in the gallery of the ordinary editor."""

from typing import Any

from django.conf import settings
from django.forms import Media, Script
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.list_block import ListBlockAdapter

from organisations.blocks.media import GalleryBlock
from organisations.quick.uploads import ACCEPTED, words_of_script


class GalleryBlockAdapter(ListBlockAdapter):
    """Gives the form of a gallery its place to drop photos."""

    js_constructor = "organisations.blocks.GalleryBlock"

    def js_args(self, block: GalleryBlock) -> list[Any]:
        """The arguments of a list, with where photos go and what to say."""
        *others, meta = super().js_args(block)
        words = {
            "choose": _("Kies foto's"),
            "hint": _("Kies er gerust veel tegelijk, of sleep ze hierheen."),
        }
        rules = {
            "limit": settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
            "kinds": settings.WAGTAILIMAGES_EXTENSIONS,
            "accept": ACCEPTED,
        }
        meta["photosUrl"] = reverse("quick_photo")
        meta["photosWords"] = words_of_script() | words
        meta["photosRules"] = rules
        return [*others, meta]

    @cached_property
    def media(self) -> Media:
        """The scripts, after Wagtail's own."""
        scripts: list[Any] = [
            *super().media._js,
            versioned_static("js/cms/gallery-block.js"),
            Script("js/cms/gallery-photos.js", type="module"),
        ]
        return Media(css={"all": ["css/cms/gallery-photos.css"]}, js=scripts)


register(GalleryBlockAdapter(), GalleryBlock)
