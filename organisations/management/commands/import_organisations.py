"""Bring ministries and organisations in line with the register."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organisations.register.importer import import_register
from organisations.register.records import SourceError
from organisations.register.result import Outcome, Result

PROGRESS_EVERY = 100
REJECTED = 1


class Command(BaseCommand):
    """Import the register; ends with a summary, and with status 1 when something was rejected."""

    help = (
        "Import ministries and organisations from the register: the export (file or address of "
        "exportOO.xml) or the bundled CSV. Safe to run again; a broken file changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The source, and whether to write."""
        parser.add_argument("source", help="path or https address of the XML export or the CSV")
        parser.add_argument("--dry-run", action="store_true", help="show what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what happened."""
        try:
            result = import_register(
                options["source"],
                dry_run=options["dry_run"],
                progress=self._progress if options["verbosity"] > 0 else None,
            )
        except SourceError as error:
            raise CommandError(str(error)) from error
        self._summary(result)
        if not result.ok:
            sys.exit(REJECTED)

    def _progress(self, done: int, total: int) -> None:
        if done % PROGRESS_EVERY == 0 or done == total:
            self.stdout.write(_("%(done)s van %(total)s verwerkt") % {"done": done, "total": total})

    def _summary(self, result: Result) -> None:
        labels = {
            Outcome.CREATED: _("nieuw"),
            Outcome.UPDATED: _("bijgewerkt"),
            Outcome.MOVED: _("verplaatst"),
            Outcome.ENDED: _("opgeheven"),
            Outcome.UNCHANGED: _("ongewijzigd"),
        }
        for remark in result.rejected:
            self.stderr.write(
                _("Regel %(line)s, %(name)s: %(text)s")
                % {"line": remark.line, "name": remark.name or "-", "text": remark.text}
            )
        counts = [f"{result.counts[outcome]} {label}" for outcome, label in labels.items()]
        counts.append(f"{len(result.rejected)} " + _("afgewezen"))
        if result.skipped:
            counts.append(f"{result.skipped} " + _("overgeslagen (niet van de rijksoverheid)"))
        title = _("Proefronde, er is niets gewijzigd") if result.dry_run else _("Klaar")
        self.stdout.write(f"{title}: {', '.join(counts)}.")
