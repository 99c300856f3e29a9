"""Make the points of locations more precise."""

import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organisations.geo.geocoder import GeocoderUnavailableError
from organisations.geo.refine import Locations, Outcome, Refinement, refine
from organisations.models import Precision

PROGRESS_EVERY = 25
STOPPED = 130


class Command(BaseCommand):
    """Refine points through the Locatieserver; ends with a summary, status 130 when stopped."""

    help = (
        "Look up locations that are placed by postcode or not at all, and put them on their "
        "address. Asks at most ten times a second. Can be stopped (Ctrl-C) and run again: it goes "
        "on where it was. A point placed by an editor stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, and whether to write."""
        parser.add_argument("--dry-run", action="store_true", help="show what would change")
        parser.add_argument("--limit", type=int, help="look up at most this many locations")
        parser.add_argument(
            "--again", action="store_true", help="also look up what was looked up before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refine, and say what happened."""
        if not settings.GEOCODER_URL:
            raise CommandError(_("Er is geen adresdienst ingesteld (GEOCODER_URL is leeg)."))
        if options["limit"] is not None and options["limit"] < 0:
            raise CommandError(_("--limit kan niet kleiner zijn dan 0."))
        locations = Locations(again=options["again"], limit=options["limit"])
        counts: Counter[Outcome] = Counter()
        ending = _("Proefronde, er is niets gewijzigd") if options["dry_run"] else _("Klaar")
        try:
            for refinement in refine(locations, dry_run=options["dry_run"]):
                counts[refinement.outcome] += 1
                if options["verbosity"] > 1 or options["dry_run"]:
                    self._tell(refinement)
                self._progress(counts.total(), len(locations), options["verbosity"])
        except KeyboardInterrupt:
            self._summary(_("Gestopt, de volgende keer gaat het hier verder"), counts, locations)
            sys.exit(STOPPED)
        except GeocoderUnavailableError as error:
            self._summary(_("Afgebroken, de volgende keer gaat het hier verder"), counts, locations)
            raise CommandError(_("De adresdienst antwoordt niet.")) from error
        self._summary(ending, counts, locations)

    def _tell(self, refinement: Refinement) -> None:
        """One location on one line."""
        precision = refinement.found.precision if refinement.found else Precision.UNKNOWN
        result = precision.label if refinement.found else _("niets beters gevonden")
        self.stdout.write(f"{refinement.location.address}: {result}")

    def _progress(self, done: int, total: int, verbosity: int) -> None:
        if verbosity > 0 and (done % PROGRESS_EVERY == 0 or done == total):
            self.stdout.write(_("%(done)s van %(total)s bekeken") % {"done": done, "total": total})

    def _summary(self, ending: str, counts: Counter[Outcome], locations: Locations) -> None:
        labels = {
            Outcome.REFINED: _("preciezer"),
            Outcome.NOT_FOUND: _("niets beters gevonden"),
            Outcome.FAILED: _("mislukt"),
        }
        parts = [f"{counts[outcome]} {label}" for outcome, label in labels.items()]
        left = len(locations) - counts.total()
        if left:
            parts.append(_("%(left)s nog niet bekeken") % {"left": left})
        self.stdout.write(f"{ending}: {', '.join(parts)}.")
