"""Load the government's list of topics into the site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organisations.register.records import SourceError
from organisations.register.topics import load_topics

DEFAULT = "data/tooi_top_themas.csv"


class Command(BaseCommand):
    """Make or update the topics; what editors added to them stays."""

    help = "Load the topics of the TOOI TOP list; safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One optional path."""
        parser.add_argument("path", nargs="?", type=Path, help=f"CSV file (default: {DEFAULT})")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what happened."""
        path = options["path"] or Path(settings.BASE_DIR) / DEFAULT
        try:
            result = load_topics(path)
        except SourceError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("Onderwerpen: %(created)s nieuw, %(updated)s bijgewerkt, %(unchanged)s ongewijzigd.")
            % {
                "created": result.created,
                "updated": result.updated,
                "unchanged": result.unchanged,
            }
        )
