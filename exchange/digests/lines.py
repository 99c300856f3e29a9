"""How a page stands in a mail: one line, the same in the mail and in the preview for its writer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from exchange.tokens import address
from search.listing import hydrate
from search.models import Entry


@dataclass(frozen=True)
class Line:
    """A page in a mail."""

    title: str
    url: str
    kind: str
    owner: str
    summary: str
    is_first: bool = True
    reasons: list[str] = field(default_factory=list)
    """The questions of the follower that found it."""


def line_of(page: Any, owner: str, **changes: Any) -> Line:
    """The line of a page; `owner` is the organisation that speaks."""
    kind = page.get_kind_display() if hasattr(page, "get_kind_display") else ""
    is_example = getattr(page, "is_example", False)
    return Line(
        title=_("Voorbeeld: %s") % page.title if is_example else page.title,
        url=address(page.get_url() or ""),
        kind=str(kind),
        owner=owner,
        summary=str(getattr(page, "summary", "") or getattr(page, "intro", "")),
        **changes,
    )


def lines_of(ids: Iterable[int]) -> dict[int, Line | None]:
    """The lines of pages by page id; None for those that readers may not see now.

    A fixed number of queries.
    """
    wanted = set(ids)
    lines: dict[int, Line | None] = dict.fromkeys(wanted)
    for page in hydrate(Entry.objects.visible().filter(pk__in=wanted)):
        lines[page.pk] = line_of(page, str(getattr(page, "organisation", None) or ""))
    return lines


def as_html(line: Line) -> SafeString:
    """The line as it stands in the mail."""
    return render_to_string("exchange/mail/line.html", {"line": line})
