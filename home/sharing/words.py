"""Titles and descriptions, made from the page where nobody wrote them."""

from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from organisations.owners import owner_in

# Search engines cut what is longer.
LONGEST_DESCRIPTION = 155


def title_of(page: Page) -> str:
    """The title in a tab and in a list of results: what was typed for it, else the page's own.

    That of a post or project names its organisation; many organisations write about the same.
    """
    if page.seo_title:
        return str(page.seo_title)
    owner = owner_in(page.trail) if getattr(page, "is_content", False) else None
    name = getattr(owner, "short_name", "")
    return f"{page.title} | {name}" if name else str(page.title)


def description_of(page: Page) -> str:
    """One or two sentences: what was typed, else the introduction, else how the text begins."""
    written = (
        page.search_description
        or getattr(page, "summary", "")
        or getattr(page, "intro", "")
        or first_text(getattr(page, "body", None))
    )
    if not written and hasattr(page, "abbreviation"):
        written = _("%(name)s: wat deze organisatie doet, waar zij zit en wat zij schrijft.") % {
            "name": page.title
        }
    return shortened(written or page.title)


def first_text(body: Any) -> str:
    """How the running text of a body begins. No query."""
    for block in getattr(body, "raw_data", None) or ():
        if block["type"] == "text" and isinstance(block["value"], str):
            text = block["value"].replace("</p>", " ").replace("</li>", " ")
            return " ".join(strip_tags(text).split())
    return ""


def shortened(text: str) -> str:
    """On one line, and cut between two words where it is too long."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_DESCRIPTION:
        return line
    cut = Truncator(line).chars(LONGEST_DESCRIPTION, truncate="")
    return f"{cut.rpartition(' ')[0] or cut} …"
