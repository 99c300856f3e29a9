"""Keep old reading numbers by month."""

from typing import Any

from django.core.management.base import BaseCommand

from organisations.readership.store import roll_up


class Command(BaseCommand):
    """Bring the reading numbers of long ago together; to be run every month."""

    help = (
        "Bring the daily reading numbers of more than READ_COUNT_DAYS days ago together by month. "
        "May be run at any time, and again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how much there was, if anything."""
        if number := roll_up():
            self.stdout.write(f"Aantallen per dag samengevoegd: {number}")
