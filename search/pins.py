"""Pages that editors put first for some words."""

from search.asking import words_of
from search.filters import Filter
from search.found import Hit


def pinned(asked: Filter) -> list[Hit]:
    """The pinned pages that a reader may see, on the first page of exactly these words."""
    if asked.page > 1 or asked.active != [asked.words]:
        return []
    columns = asked.found.columns
    wanted = columns.pins.get(words_of(asked.q), ())
    visible = columns.visible
    rows = [row for row in map(columns.row_of, wanted) if row is not None and visible[row]]
    return asked.found.hits(rows) if rows else []
