"""Writes search entries: for one page when it changes, for many when a tree or register does.

Entries are always written from what is stored in the database, never from an object in memory
that may hold a draft. Work goes in chunks, so that memory does not grow with the site.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from wagtail.models import Page

from search import versions
from search.models import Entry, EntryPlace, EntryTopic
from search.records import INDEXED_TYPES, Record, read_records

CHUNK = 500


def indexed_pages() -> Iterator[int]:
    """The ids of all pages that ought to have an entry."""
    for model in INDEXED_TYPES:
        yield from model.objects.published().order_by("pk").values_list("pk", flat=True).iterator()


def chunks(ids: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    """Ids in lists of at most `size`."""
    iterator = iter(ids)
    while chunk := list(islice(iterator, size)):
        yield chunk


def write(ids: Iterable[int]) -> int:
    """Bring the entries of these pages in line with the pages; returns how many now have one.

    What is not published, not of an indexed type or no longer there loses its entry.
    """
    written = 0
    for chunk in chunks(dict.fromkeys(ids)):
        records = read_records(chunk)
        with transaction.atomic():
            _replace(chunk, records)
        written += len(records)
    return written


def _replace(ids: list[int], records: list[Record]) -> None:
    """Write these records and drop whatever else there was for the ids."""
    kept = [record.entry.pk for record in records]
    database = Entry.objects.db
    EntryTopic.objects.filter(entry__in=ids)._raw_delete(database)
    EntryPlace.objects.filter(entry__in=ids)._raw_delete(database)
    Entry.objects.filter(pk__in=set(ids) - set(kept))._raw_delete(database)
    Entry.objects.bulk_create(
        [record.entry for record in records],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=[
            field.name for field in Entry._meta.concrete_fields if not field.primary_key
        ],
    )
    EntryTopic.objects.bulk_create([topic for record in records for topic in record.topics])
    EntryPlace.objects.bulk_create([place for record in records for place in record.places])
    versions.bump(ids)


def write_below(page: Page) -> int:
    """The same for a page and everything below it in the tree."""
    below = Page.objects.filter(path__startswith=page.path).order_by("pk")
    return write(below.values_list("pk", flat=True).iterator())


def remove(ids: Iterable[int]) -> None:
    """Take entries away."""
    for chunk in chunks(ids):
        with transaction.atomic():
            _replace(chunk, [])
