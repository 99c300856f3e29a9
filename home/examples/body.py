"""From the lines of an example file to the body of a page.

A line is a table with one key, the name of a block; what follows is written the way a person
would write it (`gallery = ["balie"]`). Here it becomes what the block stores.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from cms.core.models import CustomImage
from organisations.blocks import BodyBlock


class BodyWriter:
    """Writes bodies; knows the example images by their key."""

    def __init__(self, images: dict[str, CustomImage]) -> None:
        self.images = images
        self.stream = BodyBlock()
        self.writers: dict[str, Callable[[Any], Any]] = {
            "accordion": self.accordion,
            "gallery": self.gallery,
            "heading": self.heading,
            "image": self.image,
            "links": self.links,
            "social_post": self.social_post,
            "table": self.table,
        }

    def write(self, lines: Iterable[dict[str, Any]]) -> list[tuple[str, Any]]:
        """The body as a list of (block name, value)."""
        return [self.block(name, value) for line in lines for name, value in line.items()]

    def block(self, name: str, value: Any) -> tuple[str, Any]:
        """One block: its stored form, made into the value that the page holds."""
        raw = self.writers.get(name, lambda given: given)(value)
        return name, self.stream.child_blocks[name].to_python(raw)

    def heading(self, text: str) -> dict[str, str]:
        """A heading of the first level below the title."""
        return {"text": text, "level": "h2"}

    def image(self, value: dict[str, str]) -> dict[str, Any]:
        """A picture with a caption."""
        image = self.images[value["key"]]
        described = {"image": image.pk, "alt_text": image.description, "decorative": False}
        return {"image": described, "caption": value["caption"]}

    def gallery(self, keys: list[str]) -> list[dict[str, Any]]:
        """Pictures together; each is called by its title."""
        return [self.image({"key": key, "caption": self.images[key].title}) for key in keys]

    def links(self, pairs: list[list[str]]) -> list[dict[str, Any]]:
        """Links elsewhere."""
        return [{"text": text, "page": None, "url": url} for text, url in pairs]

    def accordion(self, pairs: list[list[str]]) -> list[dict[str, str]]:
        """Titles that open to a text."""
        return [{"title": title, "text": text} for title, text in pairs]

    def table(self, value: dict[str, Any]) -> dict[str, Any]:
        """A table of text; the first row holds the headings."""
        headings, *rows = value["rows"]
        return {
            "caption": value["caption"],
            "columns": [{"type": "text", "heading": heading} for heading in headings],
            "rows": [{"values": row} for row in rows],
        }

    def social_post(self, value: dict[str, Any]) -> dict[str, Any]:
        """A post on a social network, as a quotation."""
        day = timezone.localdate() - datetime.timedelta(days=value["days_ago"])
        return {**{k: v for k, v in value.items() if k != "days_ago"}, "date": day.isoformat()}
