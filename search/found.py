"""What a filter finds, worked out in memory: the total, the order, and what each choice gives.

Only the words are looked for in the database. A page of the list costs the same wherever it is.
"""

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np

from search.columns import Columns
from search.columns.arrays import Flags, Floats, Ints
from search.facets import Facet
from search.facets.sort import DISTANCE, NAME, RELEVANCE

if TYPE_CHECKING:
    from search.filters import Filter


class Hit(NamedTuple):
    """An entry that was found: ids of its page, organisation and ministry, and its type."""

    pk: int
    entry_type: str
    organisation_id: int | None
    ministry_id: int | None


class Found:
    """The entries that a filter finds, in the order asked for; a sequence of hits."""

    def __init__(self, question: "Filter", columns: Columns) -> None:
        self.columns = columns
        self._question = question
        self._visible = columns.visible
        self._kept: dict[str, Flags] = {
            facet.parameter: facet.keep(columns) for facet in question.active
        }

    def kept(self, *, without: str = "") -> Flags:
        """Which entries pass all facets, or all but one (to count what that one offers)."""
        passed = self._visible.copy()
        for parameter, flags in self._kept.items():
            if parameter != without:
                passed &= flags
        return passed

    @cached_property
    def flags(self) -> Flags:
        """By row of the entries: whether it is found."""
        return self.kept()

    @cached_property
    def total(self) -> int:
        """How many there are."""
        return int(np.count_nonzero(self.flags))

    def __len__(self) -> int:
        return self.total

    def rows_for(self, facet: Facet) -> Ints:
        """The rows by which the choices of a facet are counted: its own filter left out.

        The number is then what a reader gets who chooses that value instead.
        """
        if facet.parameter not in self._kept:
            return self._unordered
        return np.flatnonzero(self.kept(without=facet.parameter))

    @cached_property
    def _unordered(self) -> Ints:
        return np.flatnonzero(self.flags)

    @cached_property
    def rows(self) -> Ints:
        """The rows of the entries that are found, in the order asked for."""
        order, columns = self._question.order, self.columns
        if order == NAME:
            return columns.by_name[self.flags[columns.by_name]]
        newest = self._newest
        if order == RELEVANCE:
            worst_first: Floats = self._question.words.ranks(columns)
            return newest[np.argsort(worst_first[newest], kind="stable")]
        if order == DISTANCE:
            distances = self._question.near.distances(columns)
            return newest[np.argsort(distances[newest], kind="stable")]
        return newest

    @cached_property
    def _newest(self) -> Ints:
        return self.columns.newest[self.flags[self.columns.newest]]

    def newest(self, number: int) -> list[Hit]:
        """The newest of what is found, whatever the order asked for."""
        return self.hits(self._newest[:number])

    @overload
    def __getitem__(self, part: int) -> Hit: ...
    @overload
    def __getitem__(self, part: slice) -> list[Hit]: ...
    def __getitem__(self, part: int | slice) -> Hit | list[Hit]:
        if isinstance(part, int):
            return self.hits(self.rows[part : part + 1])[0]
        return self.hits(self.rows[part])

    def hits(self, rows: Ints | list[int]) -> list[Hit]:
        """Rows of entries as hits."""
        names, entries = self.columns.names, self.columns.entries
        return [
            Hit(
                pk,
                names.types.values[kind],
                names.bodies.values[own] or None,
                names.bodies.values[of] or None,
            )
            for pk, kind, own, of in zip(
                entries.entries[rows].tolist(),
                entries.types[rows].tolist(),
                entries.organisations[rows].tolist(),
                entries.ministries[rows].tolist(),
                strict=True,
            )
        ]

    @property
    def ids(self) -> Ints:
        """The page ids in the order asked for."""
        return self.columns.entries.entries[self.rows]

    @cached_property
    def place_rows(self) -> Ints:
        """The rows of the places of these entries that have a point."""
        places = self.columns.places
        passed: Flags = self.flags[self.columns.place_entries] & ~np.isnan(places.x)
        for facet in self._question.active:
            narrowed = facet.keep_places(self.columns)
            if narrowed is not None:
                passed &= narrowed
        return np.flatnonzero(passed)
