"""The columns of this process, which follow the database: only what changed is read again."""

import threading
import time

from search import versions
from search.columns.snapshot import Columns
from search.columns.tables import MOST_IDS


class Store:
    """Gives the columns as they are now; the first who asks, and who asks after a change, reads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version: versions.Version | None = None
        self._seen: versions.Changes = {}
        self._looked_at = 0.0
        self._columns: Columns | None = None

    def current(self) -> Columns:
        """The columns: one query when nothing changed since they were last asked for."""
        return self.current_with_version()[0]

    def current_with_version(self) -> tuple[Columns, versions.Version]:
        """The same with the version that they have, to keep what is made of them by."""
        version = versions.current()
        with self._lock:
            if self._columns is None or version != self._version:
                self._columns = self._renewed()
                self._version = version
            self._looked_at = time.monotonic()
            return self._columns, version

    def _renewed(self) -> Columns:
        """Read what changed, or everything when that cannot be told or is not less work.

        What changed is looked up before it is read, so a change in between is read twice, and
        never missed.
        """
        before, self._seen = self._seen, versions.changes()
        slept = time.monotonic() - self._looked_at > versions.KEEP.total_seconds() / 2
        if self._columns is None or slept:
            return Columns.read()
        changed = versions.changed_pages(before, self._seen)
        if changed is None or len(changed) > MOST_IDS:
            return Columns.read()
        return self._columns.renewed(changed)


store = Store()
