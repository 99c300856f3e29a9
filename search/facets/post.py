"""`bericht` and `traject`: one post or change project, by the number of its page.

For who follows a single question, need or project.
"""

from collections.abc import Iterable
from typing import ClassVar

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from search.columns import Columns
from search.columns.arrays import Flags
from search.facets.base import MAX_VALUES, Facet, tidy_values
from search.models import Entry, EntryType

LONGEST_NUMBER = 9


def is_number(value: str) -> bool:
    """Whether this can be the number of a page."""
    return value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER


class PageFacet(Facet):
    """One page of a type (or a few)."""

    entry_type: ClassVar[EntryType]

    def read(self, raw: Iterable[str]) -> None:
        """Look up all that was typed at once."""
        typed = list(raw)
        numbers = [int(value) for value in tidy_values(typed) if is_number(value)][:MAX_VALUES]
        self.titles: dict[int, str] = {}
        if numbers:
            found = Entry.objects.visible().of_type(self.entry_type).filter(pk__in=numbers)
            self.titles = dict(found.values_list("pk", "title"))
        super().read(typed)

    def knows(self, value: str) -> bool:
        """A published page of this type."""
        return is_number(value) and int(value) in self.titles

    def label(self, value: str) -> str:
        """The title between quotes."""
        return f"“{self.titles[int(value)]}”"

    @property
    def ids(self) -> list[int]:
        """The page ids that were asked for, each once."""
        return list(dict.fromkeys(map(int, self.values)))


class PostFacet(PageFacet):
    """One post (or a few)."""

    parameter = "bericht"
    heading = gettext_lazy("Bericht")
    has_names = True
    position = 66
    entry_type = EntryType.POST

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By page."""
        return entries.filter(pk__in=self.ids)

    def keep(self, columns: Columns) -> Flags:
        """By page."""
        return np.isin(columns.entries.entries, self.ids)


class ProjectFacet(PageFacet):
    """A change project with its posts (or a few)."""

    parameter = "traject"
    heading = gettext_lazy("Verandertraject")
    has_names = True
    position = 64
    entry_type = EntryType.PROJECT

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the project of the entry."""
        return entries.filter(project_id__in=self.ids)

    def keep(self, columns: Columns) -> Flags:
        """By the project of the entry."""
        return columns.names.projects.marks(self.ids)[columns.entries.projects]
