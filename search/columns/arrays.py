"""Arrays of equal length with one row for each entry, topic or place; never changed, only replaced."""

import datetime
import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Small = NDArray[np.int32]
"""Codes: numbers that stand for a value (see `Codes`)."""


class Codes:
    """A number for each value, in the order in which values were first seen; 0 is the empty one.

    It only grows, so arrays of codes that were made earlier stay right.
    """

    def __init__(self, empty: Hashable = "") -> None:
        self.values: list[Any] = [empty]
        self._numbers: dict[Any, int] = {empty: 0}

    def encode(self, values: Sequence[Any]) -> Small:
        """The number of each value; None counts as empty. New values get the next number."""
        for value in dict.fromkeys(values):
            if value is not None and value not in self._numbers:
                self._numbers[value] = len(self.values)
                self.values.append(value)
        get = self._numbers.get
        return np.fromiter((get(value, 0) for value in values), np.int32, len(values))

    def known(self, values: Iterable[Any]) -> list[int]:
        """The numbers of those values that were seen."""
        return [self._numbers[value] for value in values if value in self._numbers]

    def marks(self, values: Iterable[Any]) -> Flags:
        """By number: whether it stands for one of these values."""
        marked = np.zeros(len(self.values), dtype=np.bool_)
        marked[self.known(values)] = True
        return marked

    def __len__(self) -> int:
        return len(self.values)


def tally(codes: Codes, column: Small, rows: Ints) -> dict[Any, int]:
    """How often each value stands in some rows of a column; the empty value is left out."""
    numbers = np.bincount(column[rows], minlength=1)
    numbers[0] = 0
    return {codes.values[code]: int(numbers[code]) for code in np.flatnonzero(numbers)}


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of equal length, ordered by entry."""

    entries: Ints
    """The entry (page id) of each row."""

    def __len__(self) -> int:
        return int(self.entries.size)

    def picked(self, rows: Ints | Flags) -> Self:
        """Some rows, in the order given."""
        return type(self)(
            **{column.name: getattr(self, column.name)[rows] for column in fields(self)}
        )

    def renewed(self, changed: Ints, fresh: Self) -> Self:
        """The table in which the rows of changed entries are replaced by fresh ones."""
        kept = self.picked(~np.isin(self.entries, changed))
        joined = {
            column.name: np.concatenate([getattr(kept, column.name), getattr(fresh, column.name)])
            for column in fields(self)
        }
        order = np.argsort(joined["entries"], kind="stable")
        return type(self)(**{name: values[order] for name, values in joined.items()})

    @property
    def nbytes(self) -> int:
        """The memory that the arrays take, in bytes."""
        return sum(getattr(self, column.name).nbytes for column in fields(self))


Rows = list[tuple[Any, ...]]


def rows_of(sql: str, params: Sequence[Any]) -> Rows:
    """The rows of a query, as the database gives them."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def columns_of(
    rows: QuerySet[Any], width: int, fetch: Callable[[str, Sequence[Any]], Rows] = rows_of
) -> Rows:
    """The columns of a `values_list`, as the database gives them.

    Past the ORM's converters, which take longer than the query itself for 100,000 rows. `fetch`
    gets the rows for the SQL and its parameters.
    """
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return [()] * width
    found = fetch(sql, params)
    return list(zip(*found, strict=True)) or [()] * width


def seconds(moment: str | None) -> float:
    """A moment as the database writes it (UTC) in seconds since 1970; None is never: infinite."""
    if moment is None:
        return math.inf
    read = datetime.datetime.fromisoformat(moment)
    return (read if read.tzinfo else read.replace(tzinfo=datetime.UTC)).timestamp()


def member_rows(owners: Ints, members: Ints) -> tuple[Ints, Flags]:
    """For members (sorted ids) the row of their owner, and whether there is one."""
    if not owners.size:
        return np.zeros(members.size, dtype=np.int64), np.zeros(members.size, dtype=np.bool_)
    rows = np.minimum(np.searchsorted(owners, members), owners.size - 1)
    return rows, owners[rows] == members
