"""Keeping the text index up to date: page by page on save, or in bulk after a bulk change.

The ministries and organisations have `search_auto_update = False`: the handlers here do the same
as Wagtail's own, but can be told to wait. Writing seven thousand pages one by one into the index
takes longer than writing the pages themselves.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from asgiref.local import Local
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

BATCH = 500
_waiting = Local()


@contextmanager
def indexing_later() -> Iterator[None]:
    """Saves in this thread leave the text index alone; call `index_pages` when done."""
    _waiting.active = True
    try:
        yield
    finally:
        _waiting.active = False


def index_pages(model: type[Page], ids: Iterable[int]) -> None:
    """Write pages of one type into the text index, some hundreds at a time."""
    ids = sorted(ids)
    for start in range(0, len(ids), BATCH):
        pages = list(
            model.objects.filter(pk__in=ids[start : start + BATCH]).prefetch_related("locations")
        )
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, pages)


def index_on_save(instance: Model, **kwargs: Any) -> None:
    """Index a page that was saved, unless a bulk change will do it later."""
    if not getattr(_waiting, "active", False):
        post_save_signal_handler(instance, **kwargs)


def connect(model: type[Page]) -> None:
    """Index pages of this type on save, and take them from the index when they are deleted."""
    post_save.connect(index_on_save, sender=model, dispatch_uid=f"index-{model.__name__}")
    post_delete.connect(
        post_delete_signal_handler, sender=model, dispatch_uid=f"unindex-{model.__name__}"
    )
