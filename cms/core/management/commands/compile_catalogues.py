"""Make the translations ready for use; needs no tools besides Python."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.core.catalogues import compile_all


class Command(BaseCommand):
    """Safe to run at any time: only what changed is made anew. A running site needs a restart."""

    help = "Compile the catalogues below LOCALE_PATHS (.po to .mo)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and say what."""
        for source in compile_all(settings.LOCALE_PATHS):
            self.stdout.write(str(source))
