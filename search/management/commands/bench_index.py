"""Measures filling the text index: Wagtail's own backend and command, and ours."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from modelsearch.management.commands.rebuild_modelsearch_index import Command as StockCommand
from wagtail.search.models import IndexEntry

from search.management.commands.update_index import Command as OurCommand

STOCK = "modelsearch.backends.database"
OURS = "default"


class Command(BaseCommand):
    """Empties the text index of this database and fills it, twice by each; ours comes last."""

    help = "Prints a table (Markdown) of what update_index takes: Wagtail's own beside ours."

    def handle(self, *args: Any, **options: Any) -> None:
        """Of an empty index, and of one that is full already."""
        self.stdout.write("| backend | index | objects | seconds | processor seconds |")
        self.stdout.write("|---|---|--:|--:|--:|")
        for name, backend, command in (
            ("Wagtail's", STOCK, StockCommand()),
            ("ours", OURS, OurCommand()),
        ):
            IndexEntry.objects.all()._raw_delete(IndexEntry.objects.db)
            tidy_up()
            for state in ("empty", "full"):
                clock, processor = time.perf_counter(), time.process_time()
                call_command(command, backend_name=backend, verbosity=0)
                clock, processor = time.perf_counter() - clock, time.process_time() - processor
                number = IndexEntry.objects.count()
                self.stdout.write(
                    f"| {name} | {state} | {number:,} | {clock:.0f} | {processor:.0f} |"
                )
                self.stdout.flush()


def tidy_up() -> None:
    """Let the database clear away what was deleted, so that both begin alike."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
