"""Send the daily mail to the moderators who chose it; for cron, once on a working day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from organisations.desk.daily_mail import mail_daily


class Command(BaseCommand):
    """Safe to run twice: nobody is mailed twice on one day."""

    help = "Mail moderators who chose so, once a day, all that waits for them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the mails, and say how many if there were any."""
        if number := mail_daily():
            self.stdout.write(
                ngettext("%(number)s moderator gemaild", "%(number)s moderatoren gemaild", number)
                % {"number": number}
            )
