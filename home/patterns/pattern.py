"""What the pattern page shows: a component or block, and the states it can be in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class State:
    """A state in words, and what the template is given in it."""

    title: Words
    context: dict[str, Any]


@dataclass(frozen=True)
class Pattern:
    """A component of `templates/components/`, or of the exchange, with its states.

    `source` is a piece of template for what needs more than its own template. What `is_frame`
    stands around the main part of a page, not in it.
    """

    name: str
    states: Callable[[], list[State]]
    source: str = ""
    is_frame: bool = False

    @property
    def template(self) -> str:
        """The piece of template that shows it."""
        return self.source or f'{{% include "components/{self.name}.html" %}}'
