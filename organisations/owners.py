"""Whose a page is: a post in a change project belongs to the organisation of that project."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from wagtail.models import Page

T = TypeVar("T")


def owner_of(page: Page) -> Page | None:
    """The page itself, or for what people write (posts, projects) the nearest page above.

    One query for each page that is climbed; None for what does not stand in the tree.
    """
    found: Page | None = page
    while found and getattr(found.specific_class, "is_content", False):
        found = found.get_parent()
    return found


def owner_in(trail: Sequence[Page]) -> Page | None:
    """The same for a page of which the pages above are at hand, from the home page down."""
    above = (
        page for page in reversed(trail) if not getattr(page.specific_class, "is_content", False)
    )
    return next(above, None)


def paths_above(path: str) -> list[str]:
    """The tree paths above a page, the nearest first."""
    return [path[:end] for end in range(len(path) - Page.steplen, 0, -Page.steplen)]


def nearest(path: str, known: Mapping[str, T]) -> T | None:
    """What is known of the page with this tree path, or of the nearest page above it."""
    return next((known[each] for each in [path, *paths_above(path)] if each in known), None)
