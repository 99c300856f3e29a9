"""How a page stands in a mail: one line, the same in the mail and in the preview for its writer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from exchange.models import Comment
from exchange.tokens import address
from search.listing import hydrate
from search.models import Entry

# Of a lively thread the mail holds the newest few, and the number.
REMARKS_SHOWN = 3
REMARK_LENGTH = 240


@dataclass(frozen=True)
class Remark:
    """A comment in a mail."""

    pk: int
    page_id: int
    name: str
    text: str


@dataclass(frozen=True)
class Line:
    """A page in a mail."""

    title: str
    url: str
    kind: str
    owner: str
    summary: str
    is_first: bool = True
    remarks: list[Remark] = field(default_factory=list)
    """New comments under it, oldest first."""
    is_talk: bool = False
    """Only the comments are new."""
    reasons: list[str] = field(default_factory=list)
    """The questions of the follower that found it."""

    @property
    def shown_remarks(self) -> list[Remark]:
        """The newest few comments."""
        return self.remarks[-REMARKS_SHOWN:]

    @property
    def link(self) -> str:
        """To the page, or to the first comment that is shown when only comments are new."""
        return f"{self.url}#reactie-{self.shown_remarks[0].pk}" if self.is_talk else self.url


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


def remarks_of(ids: Iterable[int]) -> dict[int, Remark | None]:
    """Comments by id; None for those that readers may not see now. One query."""
    remarks: dict[int, Remark | None] = dict.fromkeys(ids)
    for comment in Comment.objects.published().filter(pk__in=list(remarks)):
        text = Truncator(" ".join(comment.text.split())).chars(REMARK_LENGTH)
        remarks[comment.pk] = Remark(comment.pk, comment.page_id, comment.name, text)
    return remarks


def as_html(line: Line) -> SafeString:
    """The line as it stands in the mail."""
    return render_to_string("exchange/mail/line.html", {"line": line})
