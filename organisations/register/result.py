"""What an import did, or would do."""

from dataclasses import dataclass, field
from enum import StrEnum

from organisations.register.records import Remark


class Outcome(StrEnum):
    """What can happen to a body. One body may be moved, ended and updated at once."""

    CREATED = "created"
    UPDATED = "updated"
    MOVED = "moved"
    ENDED = "ended"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Result:
    """Counts per outcome, and what was rejected with the line and the reason.

    `skipped` counts bodies that are not of central government; they are no mistake. `page_ids`
    are the pages that were written, empty after a dry run.
    """

    dry_run: bool = False
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    skipped: int = 0
    rejected: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    page_ids: set[int] = field(default_factory=set)

    @property
    def ok(self) -> bool:
        """Whether nothing was rejected."""
        return not self.rejected

    @property
    def changed(self) -> int:
        """How many bodies were made or changed."""
        return sum(n for outcome, n in self.counts.items() if outcome is not Outcome.UNCHANGED)
