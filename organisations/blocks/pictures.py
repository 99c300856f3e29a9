"""Which pictures in a body have no text that stands for them."""

from collections.abc import Iterator
from typing import Any

NAMES = {"image", "alt_text", "decorative"}


def pictures_without_text(body: Any) -> int:
    """How many pictures of a body lack a text alternative and are not for show only.

    `body` is what a StreamField stores: lists and dicts. Pictures are found at any depth by the
    fields of `DescribedImageBlock`.
    """
    return sum(
        bool(picture["image"])
        and not picture["decorative"]
        and not str(picture["alt_text"] or "").strip()
        for picture in _pictures(body)
    )


def _pictures(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if part.keys() >= NAMES:
            yield part
        part = part.values()
    elif not isinstance(part, list):
        return
    for piece in part:
        yield from _pictures(piece)
