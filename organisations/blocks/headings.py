"""The headings of a body: where each can be linked to, and the table of contents they make."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

# A table of contents is of use from so many headings of the first level on.
ENOUGH = 3
TOP_LEVEL = "h2"


@dataclass(frozen=True)
class Heading:
    """A heading with its place in the body and the anchor that leads to it."""

    place: int
    text: str
    level: str
    anchor: str


def headings_of(raw: Any) -> list[Heading]:
    """The headings of a body as it is stored, each with an anchor that no other has.

    The anchor is made of the words, so that a link to a heading lives as long as its words; it
    begins with `kop-`, so that it never is the name of another part of the page.
    """
    found: list[Heading] = []
    taken: set[str] = set()
    for place, block in enumerate(raw or ()):
        if block["type"] != "heading":
            continue
        text = str(block["value"].get("text") or "")
        words = f"kop-{slugify(text)[:60] or place}"
        anchor, number = words, 1
        while anchor in taken:
            number += 1
            anchor = f"{words}-{number}"
        taken.add(anchor)
        found.append(Heading(place, text, block["value"].get("level") or TOP_LEVEL, anchor))
    return found


def contents_of(raw: Any) -> list[Heading]:
    """The table of contents of a long body; empty where a reader sees the whole at a glance."""
    top = [heading for heading in headings_of(raw) if heading.level == TOP_LEVEL and heading.text]
    return top if len(top) >= ENOUGH else []
