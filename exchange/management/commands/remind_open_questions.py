"""Mail about needs and questions that nobody answered for long."""

from typing import Any

from django.core.management.base import BaseCommand

from exchange.answers.settling import reopen_lost
from exchange.answers.stewards import tell_stewards


class Command(BaseCommand):
    """Tell the stewards of topics of questions that lie; to be run every day."""

    help = (
        "Mail the stewards of the topics of each need and question that is open for "
        "QUESTION_STEWARD_DAYS days, or the moderators where there is no steward; once for each. "
        "Opens first what was answered by a comment that is gone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both, and say how many, if any."""
        if number := reopen_lost():
            self.stdout.write(f"Weer open: {number}")
        if number := tell_stewards():
            self.stdout.write(f"Mails over vragen zonder antwoord: {number}")
