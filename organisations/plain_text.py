"""The words of a body, as it is stored: what can be read in it, without a query."""

from collections.abc import Iterator
from html.parser import HTMLParser
from math import ceil
from typing import Any

WORDS_A_MINUTE = 200
# What ends a line, so that the last word of one does not run into the first of the next.
BREAKS = {"p", "li", "ul", "ol", "br", "h2", "h3", "h4"}


class _Lines(HTMLParser):
    """Collects the text of running text, a line for each paragraph or item of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in BREAKS:
            self.lines.append("")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def lines_of_html(html: str) -> list[str]:
    """The paragraphs and items of a running text, without marks."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    return [line for line in (" ".join(line.split()) for line in parser.lines) if line]


def lines_of_body(raw: Any) -> Iterator[str]:
    """Every line that a reader of a body sees as text: headings, paragraphs, quotes, cells.

    Args:
        raw: what a StreamField stores (`page.body.raw_data`): a sequence of blocks.
    """
    for block in raw or ():
        yield from _lines(block["type"], block["value"])


def running_text(raw: Any) -> str:
    """The sentences of a body, a line for each paragraph: no headings, tables or captions."""
    lines: list[str] = []
    for block in raw or ():
        if block["type"] in ("text", "callout", "accordion"):
            lines += _lines(block["type"], block["value"], only_text=True)
    return "\n".join(lines)


def _lines(kind: str, value: Any, *, only_text: bool = False) -> Iterator[str]:
    match kind, value:
        case "text", str():
            yield from lines_of_html(value)
        case (("heading" | "quote"), {"text": str(text)}):
            yield text
        case "callout", {"text": str(html)}:
            if value.get("title") and not only_text:
                yield value["title"]
            yield from lines_of_html(html)
        case "accordion", list():
            for item in value:
                part = item.get("value", item)
                if not only_text:
                    yield part.get("title") or ""
                yield from lines_of_html(part.get("text") or "")
        case "table", {"rows": list(rows)}:
            for row in rows:
                yield from (str(cell) for cell in row["values"] if cell not in (None, ""))
        case "social_post", {"text": str(text)}:
            yield text


def reading_minutes(raw: Any) -> int:
    """How many minutes it takes to read a body, rounded up; 0 when there is nothing to read."""
    words = sum(len(line.split()) for line in lines_of_body(raw))
    return ceil(words / WORDS_A_MINUTE)
