"""Two versions of a page side by side, from Wagtail's own comparisons.

Those give one text with what went and what came marked in it. Here that is read twice: once
without what came (the old version), once without what went (the new one).
"""

from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WENT, CAME = "deletion", "addition"


@dataclass(frozen=True)
class Difference:
    """One field that is not the same in both versions."""

    label: str
    old: SafeString
    new: SafeString
    # Nothing was written or taken away: another order, bold, a link.
    is_layout_only: bool


def difference(comparison: Any) -> Difference:
    """A field that changed, in two columns. `comparison` is one of wagtail.admin.compare."""
    html = render_to_string("organisations/admin/compare/field.html", {"comparison": comparison})
    return Difference(
        label=str(comparison.field_label()),
        old=_without(CAME, html),
        new=_without(WENT, html),
        is_layout_only=BeautifulSoup(html, "html.parser").select_one(f".{WENT}, .{CAME}") is None,
    )


def _without(mark: str, html: str) -> SafeString:
    # What comes in is escaped by Wagtail and by the template; taking parts away keeps it so.
    soup = BeautifulSoup(html, "html.parser")
    for part in soup.select(f".{mark}"):
        part.decompose()
    # For who does not see colours the marks are told in the markup too.
    for part in soup.select(f"span.{WENT}, span.{CAME}"):
        part.name = "del" if mark == CAME else "ins"
    for cell in soup.select("dd"):
        if _is_empty(cell):
            cell.string = _("(leeg)")
    if _is_empty(soup):
        return SafeString("")
    return SafeString(str(soup).strip())


def _is_empty(part: Tag) -> bool:
    return not part.get_text(strip=True) and part.find("img") is None
