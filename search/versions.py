"""Which state the search entries are in, so that copies in memory notice every change.

Each change of entries leaves a row, written in the same transaction, so that other workers and
machines see the note exactly when they see the change. A row of its own, and not one counter, so
that two editors who publish at the same time do not wait for one another.
"""

import datetime
from typing import Any

from django.db.models import Count, Max
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from search.models import Entry, EntryPlace, IndexChange

KEEP = datetime.timedelta(days=1)
PRUNE_EVERY = 256

Version = tuple[int, datetime.datetime | None]


def current() -> Version:
    """The state of the entries now: differs after every change."""
    state = IndexChange.objects.aggregate(number=Count("pk"), last=Max("at"))
    return state["number"], state["last"]


def bump() -> None:
    """Note that entries changed. Saving and deleting do so by themselves, bulk writing must."""
    change = IndexChange.objects.create()
    if change.pk % PRUNE_EVERY == 0:
        IndexChange.objects.filter(at__lt=timezone.now() - KEEP).delete()


def note_change(**kwargs: Any) -> None:
    """Signal handler: an entry or one of its places was saved or deleted."""
    bump()


def watch() -> None:
    """Listen to changes of entries."""
    for model in (Entry, EntryPlace):
        for signal in (post_save, post_delete):
            signal.connect(note_change, sender=model, dispatch_uid=f"index-{model.__name__}")
