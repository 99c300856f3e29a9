"""`manage.py check_index`: are the search entries what the tree says?"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search import indexing
from search.checking import differences

SHOWN = 20
HINTS = {
    "missing": "published, but not in the index",
    "stale": "in the index with other facts",
    "superfluous": "in the index, but not published",
}


class Command(BaseCommand):
    """Compare the search entries with the tree, and repair them when asked."""

    help = "Compare the search entries with the tree; exit code 1 when they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one option."""
        parser.add_argument("--repair", action="store_true", help="write what differs anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what differs and a summary."""
        self.shows_progress = options["verbosity"] > 0 and self.stderr.isatty()
        found = list(differences(self.progress))
        if self.shows_progress:
            self.stderr.write("")
        for difference in found[:SHOWN]:
            self.stdout.write(f"page {difference.page_id}: {HINTS[difference.what]}")
        if len(found) > SHOWN:
            self.stdout.write(f"… and {len(found) - SHOWN} more")
        if not found:
            if options["verbosity"]:
                self.stdout.write("The index is right.")
        elif options["repair"]:
            indexing.write(difference.page_id for difference in found)
            self.stdout.write(f"{len(found)} entries repaired.")
        else:
            self.stdout.write(f"{len(found)} entries differ; --repair writes them anew.")
            sys.exit(1)

    def progress(self, done: int) -> None:
        """How many pages were compared, on one line of a terminal."""
        if self.shows_progress:
            self.stderr.write(f"\r{done} pages compared", ending="")
