"""Which state the search entries are in, so that copies in memory notice every change.

Each change of entries leaves a row that says which, written in the same transaction, so that other
workers and machines see the note exactly when they see the change. A row of its own, and not one
counter, so that two editors who publish at the same time do not wait for one another.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, Max, Model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from organisations.models import Topic
from search.models import Entry, EntryPlace, IndexChange, Pin, SynonymGroup

KEEP = datetime.timedelta(days=1)
PRUNE_EVERY = 256

Version = tuple[int, datetime.datetime | None]
Changes = dict[tuple[int, datetime.datetime], None]
"""The notes that are there: number and moment. (A number alone comes back after a roll-back.)"""


def current() -> Version:
    """The state of the entries now: differs after every change."""
    state = IndexChange.objects.aggregate(number=Count("pk"), last=Max("at"))
    return state["number"], state["last"]


def changes() -> Changes:
    """All notes of the last day."""
    return dict.fromkeys(IndexChange.objects.values_list("pk", "at"))


def changed_pages(before: Changes, after: Changes) -> set[int] | None:
    """The entries that changed between two looks at the notes; None when that is not known.

    Numbers are not given out in the order of the transactions that use them, so the notes are
    compared one by one. A note that is gone before its time means another database, or an
    older state of this one.
    """
    too_old = timezone.now() - KEEP + datetime.timedelta(hours=1)
    if any(at > too_old for _number, at in before.keys() - after.keys()):
        return None
    new = [number for number, _at in after.keys() - before.keys()]
    pages: set[int] = set()
    for noted in IndexChange.objects.filter(pk__in=new).values_list("pages", flat=True):
        if noted is None:
            return None
        pages.update(map(int, noted.split(",") if noted else ()))
    return pages


def bump(pages: Iterable[int] | None = None) -> None:
    """Note that the entries of these pages changed; None says that it may be any.

    Saving and deleting do so by themselves, writing in bulk must. No pages at all: something
    beside the entries changed that is kept in memory with them, such as the name of a topic.
    """
    noted = None if pages is None else ",".join(map(str, pages))
    change = IndexChange.objects.create(pages=noted)
    if change.pk % PRUNE_EVERY == 0:
        IndexChange.objects.filter(at__lt=timezone.now() - KEEP).delete()


def note_change(instance: Entry | EntryPlace, **kwargs: Any) -> None:
    """Signal handler: an entry or one of its places was saved or deleted."""
    bump([instance.pk if isinstance(instance, Entry) else instance.entry_id])


def note_words(**kwargs: Any) -> None:
    """Signal handler: what editors say about words was saved or deleted."""
    bump([])


def note_topic(signal: Any, **kwargs: Any) -> None:
    """Signal handler: a topic was saved, or deleted and with it its links to entries."""
    bump(None if signal is post_delete else [])


def watch() -> None:
    """Listen to changes of entries, and of the names that are kept in memory with them."""
    handlers: dict[type[Model], Callable[..., None]] = {
        Entry: note_change,
        EntryPlace: note_change,
        Topic: note_topic,
        SynonymGroup: note_words,
        Pin: note_words,
    }
    for model, handler in handlers.items():
        for signal in (post_save, post_delete):
            signal.connect(handler, sender=model, dispatch_uid=f"index-{model.__name__}")
