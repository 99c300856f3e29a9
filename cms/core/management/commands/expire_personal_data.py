"""Removes personal data that has had its time."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.core.retention import expire_all


class Command(BaseCommand):
    """Run once a day."""

    help = "Removes personal data that has had its time (docs/personal-data.md). Run once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was removed; numbers only."""
        for name, number in expire_all().items():
            if number:
                self.stdout.write(f"{name}: {number}")
