"""A map of one place in the text."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from organisations.blocks import groups
from organisations.geo.blocks import LocationMapBlock


class MapBlock(LocationMapBlock):
    """A place in words, with a map for who can load it."""

    class Meta:
        group = groups.PLACE
        template = "blocks/map.html"
        preview_template = "blocks/previews/map.html"
        label_format = "{address}"
        description = _("Een kaart met één plek, en het adres in woorden.")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the tiles that the map is drawn with."""
        context = super().get_context(value, parent_context=parent_context)
        context["tile_url"] = settings.MAP_TILE_URL
        context["tile_attribution"] = settings.MAP_TILE_ATTRIBUTION
        return context
