"""What long commands show of their progress."""

import sys
import time
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext as _

MINIMUM_INTERVAL = 0.1
QUIET_INTERVAL = 10.0


class ProgressLine:
    """One line that is written over on a terminal; elsewhere a new line every ten seconds.

    Call it with (done, of how many, what). `out` is a command's `stdout` or `stderr`.
    """

    def __init__(self, out: Any) -> None:
        self.out = out
        self.on_terminal = bool(getattr(out, "isatty", sys.stderr.isatty)())
        self.shown_at = 0.0 if self.on_terminal else time.monotonic()
        self.width = 0

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show how far the work is, but not so often that showing it costs time."""
        now = time.monotonic()
        interval = MINIMUM_INTERVAL if self.on_terminal else QUIET_INTERVAL
        if now - self.shown_at < interval and not (self.on_terminal and done >= total):
            return
        self.shown_at = now
        line = _("  %(what)s: %(done)s van %(total)s") % {
            "what": what,
            "done": done,
            "total": total,
        }
        if self.on_terminal:
            self.out.write(f"\r{line.ljust(self.width)}", ending="")
            self.width = len(line)
        else:
            self.out.write(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Wipe the line."""
        if self.on_terminal and self.width:
            self.out.write(f"\r{' ' * self.width}\r", ending="")
