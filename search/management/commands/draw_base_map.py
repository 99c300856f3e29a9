"""Draw the land below the maps that the server draws, from the bundled boundaries."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from search.geometry import Box
from search.map_drawing import land_svg

SOURCE = "data/basemap_netherlands.geojson"
TARGET = "static/img/map/netherlands.svg"
# Wider than the Netherlands, so that a wide frame shows land to its edges.
SURROUNDINGS = Box(-1, 49.2, 11.5, 55.2)


class Command(BaseCommand):
    """Writes static/img/map/netherlands.svg; run it after the boundaries change."""

    help = f"Draw {TARGET} from {SOURCE}."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the boundaries and write the drawing."""
        geojson = json.loads((settings.BASE_DIR / SOURCE).read_text())
        target = settings.BASE_DIR / TARGET
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(land_svg(geojson, SURROUNDINGS))
        self.stdout.write(f"{TARGET}: {target.stat().st_size} bytes")
