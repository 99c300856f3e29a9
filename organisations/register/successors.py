"""What came after ministries that ended, as far as it is certain (data/opvolgers.csv)."""

import csv
from pathlib import Path

from django.conf import settings


class Successors:
    """The chain of ministries by TOOI URI."""

    def __init__(self) -> None:
        path = Path(settings.BASE_DIR) / "data" / "opvolgers.csv"
        with path.open(encoding="utf-8", newline="") as file:
            self._next = {row["tooi_uri"]: row["opvolger_tooi_uri"] for row in csv.DictReader(file)}

    def of(self, tooi_uri: str) -> str:
        """The TOOI URI of what came next, or an empty string."""
        return self._next.get(tooi_uri, "")
