"""Mail about pages that nobody looked at for long."""

from typing import Any

from django.core.management.base import BaseCommand

from organisations.desk.reminders import remind


class Command(BaseCommand):
    """Remind the owners of pages, and later their moderators; to be run every day."""

    help = (
        "Mail the owner of each page that nobody looked at for REVIEW_AFTER_DAYS days, and its "
        "moderators REVIEW_ESCALATE_DAYS days later. About REVIEW_REMINDERS_PER_RUN pages at "
        "most; the next run goes on. Nobody hears of a page twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say how many mails, if any."""
        if number := remind():
            self.stdout.write(f"Herinneringen verstuurd: {number}")
