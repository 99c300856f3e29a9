"""Sends followers what is due."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from exchange.changes import note_changes
from exchange.digests.send import send_due
from exchange.matching import match_all


class Command(BaseCommand):
    """Run every five minutes; it can be broken off at any time and sends nothing twice."""

    help = "Sends followers what is due. Run every five minutes."

    def add_arguments(self, parser: CommandParser) -> None:
        """How fast."""
        parser.add_argument(
            "--per-minute",
            type=int,
            default=0,
            help="At most so many mails a minute (0: no limit).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Match what was left lying, note what became of bodies, and send."""
        match_all()
        changed = note_changes()
        sent = send_due(per_minute=options["per_minute"])
        self.stdout.write(f"{sent} mails, {changed} bodies changed")
