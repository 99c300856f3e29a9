"""Keeps the folder of map tiles small."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024


class Command(BaseCommand):
    """Throw away the tiles that were fetched longest ago, until the folder is small enough."""

    help = "Throws away old map tiles until the folder holds at most so many megabytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much may stay."""
        parser.add_argument("--megabytes", type=int, default=1000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Newest first; what does not fit any more goes."""
        kept, thrown = 0, 0
        tiles = [(path.stat(), path) for path in Path(settings.MAP_TILE_FOLDER).glob("*/*/*.png")]
        for stat, path in sorted(tiles, key=lambda tile: tile[0].st_mtime, reverse=True):
            kept += stat.st_size
            if kept > options["megabytes"] * MEGABYTE:
                path.unlink(missing_ok=True)
                thrown += 1
        self.stdout.write(
            _("%(thrown)d van %(all)d tegels weggegooid.") % {"thrown": thrown, "all": len(tiles)}
        )
