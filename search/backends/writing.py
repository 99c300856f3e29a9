"""Writing the text index in one go, for both databases.

Upstream reads all fields of a page anew for each column of the index (three on SQLite, five on
PostgreSQL; reading a body is most of the work), writes what is there already once more, and after
every few pages works out the length of all titles, which rewrites their rows. Here a page is read
once and its row is written once.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Model
from modelsearch.utils import get_content_type_pk


class ReadOnceMixin:
    """For upstream's `ObjectIndexer`: reads the fields of an object once, for all columns."""

    search_fields: list[Any]

    def __init__(self, obj: Any, backend: Any) -> None:
        super().__init__(obj, backend)  # type: ignore[call-arg]
        self._read = [
            value for field in self.search_fields for value in self.prepare_field(obj, field)
        ]
        self.search_fields = [None]

    def prepare_field(self, obj: Any, field: Any) -> Iterable[Any]:
        """The values of a field; of all fields for None, which stands for all of them."""
        return self._read if field is None else super().prepare_field(obj, field)  # type: ignore[misc]


class WriteOnceMixin:
    """For upstream's index: one row for each page, written as it will stay."""

    backend: Any
    entries: Any
    indexer_class: ClassVar[Any]
    columns: ClassVar[tuple[str, ...]]
    """The columns of the index that an indexer has a value for."""

    def add_items(self, model: type[Model], objs: list[Any]) -> None:
        """Write some objects of one model into the index."""
        if not model.get_search_fields():  # type: ignore[attr-defined]
            return
        content_type = get_content_type_pk(model)
        made = [self.indexer_class(obj, self.backend) for obj in objs]
        rows = [
            self.entries.model(
                content_type_id=content_type,
                object_id=indexer.id,
                **{name: getattr(indexer, name) for name in self.columns},
            )
            for indexer in made
        ]
        self.entries.bulk_create(
            self.changed(content_type, rows),
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=self.columns,
        )

    def changed(self, content_type: int, rows: list[Any]) -> list[Any]:
        """The rows that must be written."""
        return rows

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing to do: a row needs to know nothing of the other rows."""
