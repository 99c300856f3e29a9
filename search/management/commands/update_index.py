"""Wagtail's `update_index`, telling how far it is."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from modelsearch.management.commands.rebuild_modelsearch_index import (
    DEFAULT_CHUNK_SIZE,
)
from modelsearch.management.commands.rebuild_modelsearch_index import (
    Command as UpstreamCommand,
)

Chunk = list[Any]


class Command(UpstreamCommand):
    """Fills the text index anew.

    A part of the objects is found by the last key of the part before it: upstream counts from the
    first object again for every part.
    """

    help = "Fills the text index anew from what is stored, and says how far it is."

    @transaction.atomic
    def queryset_chunks(
        self, qs: QuerySet[Any], chunk_size: int = DEFAULT_CHUNK_SIZE
    ) -> Iterator[Chunk]:
        """Objects ordered by key, at most so many at a time."""
        self.total = qs.count()
        rest = qs
        while chunk := list(rest[:chunk_size]):
            yield chunk
            rest = qs.filter(pk__gt=chunk[-1].pk)

    def print_iter_progress(self, iterable: Iterable[Chunk]) -> Iterator[Chunk]:
        """The parts one by one; after each how many objects were written."""
        done = 0
        for chunk in iterable:
            yield chunk
            done += len(chunk)
            self.write(f" {done} of {self.total} ({100 * done // max(1, self.total)} %)")
