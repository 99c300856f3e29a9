"""Fetches what a body refers to in one query for each sort: pictures, documents and pages.

Left alone, every block and every paragraph fetches its own. A body that is shown first says what
all its blocks need; while it is shown, choosers and links in running text take it from here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from copy import copy
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text

from cms.core.keys import is_key
from organisations.restrictions import restrictions_above

Needs = dict[type, set[int]]


class Shared:
    """What the body that is shown now refers to, fetched when it is first asked for."""

    def __init__(self, needs: Needs) -> None:
        self._needs = needs
        self._fetched: dict[type, dict[int, Any]] = {}

    def find(self, model: type, keys: set[int]) -> dict[int, Any]:
        """The objects with these keys, of one of the models of `FETCHERS`."""
        known = self._fetched.get(model)
        if known is None or not keys <= self._needs[model]:
            self._needs[model] |= keys
            known = self._fetched[model] = FETCHERS[model](self._needs[model])
        return known


_shown_now: ContextVar[Shared | None] = ContextVar("shown_now", default=None)


@contextmanager
def fetched_together(block: blocks.StreamBlock, value: Any) -> Iterator[None]:
    """While this lasts, what the body refers to is fetched once."""
    needs: Needs = defaultdict(set)
    for model, key in _references(block, value.raw_data):
        if model in FETCHERS:
            needs[model].add(key)
    token = _shown_now.set(Shared(needs))
    try:
        yield
    finally:
        _shown_now.reset(token)


def find(model: type, keys: Iterable[int | None]) -> dict[int, Any]:
    """The objects with these keys; keys of what was thrown away are missing.

    Args:
        model: the site's image model, its document model, or Wagtail's Page.
        keys: primary keys; None and doubles are allowed.
    """
    wanted = {key for key in keys if key}
    shared = _shown_now.get()
    if shared is None:
        return FETCHERS[model](wanted) if wanted else {}
    return shared.find(model, wanted) if wanted else {}


def _references(block: blocks.Block, raw: Any) -> Iterator[tuple[type, int]]:
    """What a stored value refers to: model and key."""
    match block:
        case blocks.StreamBlock():
            for item in raw or ():
                if child := block.child_blocks.get(item["type"]):
                    yield from _references(child, item["value"])
        case blocks.ListBlock():
            for item in raw or ():
                yield from _references(block.child_block, _value_of(item))
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                if isinstance(raw, dict) and name in raw:
                    yield from _references(child, raw[name])
        case blocks.RichTextBlock():
            yield from _references_in_text(raw or "")
        case blocks.ChooserBlock() if raw:
            yield block.model_class, int(raw)


def _references_in_text(html: str) -> Iterator[tuple[type, int]]:
    """What the links of a running text refer to, as far as they are whole."""
    # A link that was made up by hand, without a number: Wagtail stops there.
    with suppress(KeyError):
        for model, key, *_place in extract_references_from_rich_text(html):
            if is_key(key):
                yield model, int(key)


def _value_of(item: Any) -> Any:
    """The value of an item of a list, which Wagtail also takes bare."""
    is_wrapped = isinstance(item, dict) and item.get("type") == "item"
    return item["value"] if is_wrapped else item


def _pictures(keys: set[int]) -> dict[int, Any]:
    """Pictures with their sizes, from one query unless a picture has no sizes yet."""
    model = get_image_model()
    sizes: dict[int, list[Any]] = defaultdict(list)
    known = model.get_rendition_model().objects.select_related("image")
    for rendition in known.filter(image__in=keys):
        sizes[rendition.image_id].append(rendition)
    pictures = {key: of_picture[0].image for key, of_picture in sizes.items()}
    if without := keys - pictures.keys():
        pictures.update(model.objects.in_bulk(without))
    for key, picture in pictures.items():
        picture.prefetched_renditions = sizes[key]
    return pictures


def _documents(keys: set[int]) -> dict[int, Any]:
    documents: dict[int, Any] = get_document_model().objects.in_bulk(keys)
    return documents


def _pages(keys: set[int]) -> dict[int, Page]:
    """Pages, each with `is_for_readers`: live, not expired, not private."""
    not_expired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    is_public = ~Exists(restrictions_above(OuterRef("path")))
    pages: dict[int, Page] = Page.objects.annotate(
        is_for_readers=Q(live=True) & not_expired & is_public
    ).in_bulk(keys)
    return pages


FETCHERS: dict[type, Any] = {
    get_image_model(): _pictures,
    get_document_model(): _documents,
    Page: _pages,
}


def picture_of_its_own(picture: Any) -> Any:
    """A copy of a picture with copies of its sizes: the text beside it may differ each time."""
    picture = copy(picture)
    picture.prefetched_renditions = [copy(size) for size in picture.prefetched_renditions]
    for size in picture.prefetched_renditions:
        size.image = picture
    return picture
