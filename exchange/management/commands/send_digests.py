"""Writes followers what is due."""

from typing import Any

from django.core.management.base import BaseCommand

from exchange.bounces import note_bounces
from exchange.changes import note_changes
from exchange.digests.send import send_due
from exchange.matching import match_all
from exchange.nearest.keeping import keep_all
from exchange.week import note_week


class Command(BaseCommand):
    """Run every five minutes; it can be broken off at any time, and writes nothing twice."""

    help = "Writes followers what is due; `send_mail` delivers it. Run every five minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        """Match what was left lying, note what became of bodies and addresses, and write."""
        match_all()
        keep_all()
        changed = note_changes()
        note_week()
        paused = note_bounces()
        written = send_due()
        if written or changed or paused:
            self.stdout.write(
                f"{written} mails, {changed} bodies changed, {paused} addresses paused"
            )
