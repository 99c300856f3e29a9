"""The way to the quick post, on top of *Mijn overzicht*."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from organisations.desk.panels import TEMPLATES, DeskPanel
from organisations.models import Kind


class QuickPostPanel(DeskPanel):
    """A button, and one for photos: what most people come for."""

    name = "quick_post"
    template_name = f"{TEMPLATES}/quick_panel.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Where the buttons lead."""
        address = reverse("quick_post")
        return {"address": address, "photos_address": f"{address}?soort={Kind.PHOTOS}"}
