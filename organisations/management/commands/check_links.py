"""See whether the links on pages still lead somewhere."""

import sys
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from organisations.links.check import check_here, check_links
from organisations.links.manners import Manners
from organisations.links.scan import scan_pages
from organisations.models import LinkState

STOPPED = 130


class Command(BaseCommand):
    """Look through new pages for links, and check those that are due; to be run every few hours."""

    help = (
        "Check the links on published pages. Asks other sites at most LINK_CHECKS_PER_RUN links, "
        "LINK_CHECK_PAUSE seconds apart for one site, keeps to robots.txt and Retry-After, and "
        "goes on where it was the next time. A link is called broken when it fails on two days."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much."""
        parser.add_argument("--limit", type=int, default=settings.LINK_CHECKS_PER_RUN)

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what came of it, if anything was asked."""
        if options["limit"] < 0:
            raise CommandError(_("--limit kan niet kleiner zijn dan 0."))
        counts: Counter[str] = Counter()
        try:
            scan_pages()
            check_here()
            for link in check_links(options["limit"], Manners(settings.LINK_CHECK_PAUSE)):
                counts[link.state] += 1
                if options["verbosity"] > 1:
                    self.stdout.write(f"{link.get_state_display()}: {link.url}")
        except KeyboardInterrupt:
            self.stdout.write(_("Gestopt. De volgende keer gaat het hier verder."))
            sys.exit(STOPPED)
        if counts and options["verbosity"]:
            names = dict(LinkState.choices)
            parts = [f"{names[LinkState(state)]}: {number}" for state, number in counts.items()]
            self.stdout.write(", ".join(parts))
