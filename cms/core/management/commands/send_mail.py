"""Deliver the mail that waits in the outbox; for cron, or as a process that stays."""

from argparse import ArgumentParser
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.core.mail.delivery import Tally, deliver_due, expire


class Command(BaseCommand):
    """Safe to kill at any moment, and to run twice at once: a mail is in one hand at a time."""

    help = "Deliver waiting mail, try again what failed, and forget old addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Once, or again and again."""
        parser.add_argument(
            "--every",
            type=int,
            metavar="SECONDS",
            help="do not stop, but look again every so many seconds",
        )

    def handle(self, *args: Any, every: int | None, **options: Any) -> None:
        """Deliver, clear up, and say what was done if anything was."""
        while True:
            self.say(deliver_due(), expire())
            if not every:
                return
            sleep(every)

    def say(self, tally: Tally, forgotten: int) -> None:
        """One line; nothing when there was nothing to do, so that cron is silent."""
        if tally.sent or tally.failed or tally.later or forgotten:
            self.stdout.write(
                _(
                    "%(sent)s verstuurd, %(later)s later opnieuw, %(failed)s niet bezorgd, "
                    "%(forgotten)s oude vergeten"
                )
                % {**vars(tally), "forgotten": forgotten}
            )
        if tally.server_failed:
            self.stderr.write(_("De mailserver neemt nu geen mail aan."))
