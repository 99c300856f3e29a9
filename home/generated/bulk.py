"""Writing many pages at once.

Django cannot bulk create a model with a parent table. Here the rows of the parent (Page) are made
in bulk first, and then the rows of the child with the same keys: what `Model.save_base(raw=True)`
does for one page, for thousands.
"""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.models.sql import InsertQuery
from wagtail.models import Page


def place_below(page: Page, parent: Page, step: int) -> None:
    """Set everything that follows from being the `step`-th child (from 1) of a parent."""
    page.path = Page._get_path(parent.path, parent.depth + 1, step)
    page.depth = parent.depth + 1
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.draft_title = page.title
    page.locale_id = parent.locale_id


def insert_pages(model: type[Page], pages: Sequence[Page]) -> None:
    """Write pages of one type that know their place; afterwards each has its key.

    No signals go out and no revisions are made; `numchild` of the parents is the caller's.
    """
    if not pages:
        return
    content_type = ContentType.objects.get_for_model(model)
    shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = []
    for page in pages:
        page.content_type = content_type
        row = Page(**{name: getattr(page, name) for name in shared})
        # A new Page takes itself for a plain one, whatever type it was given.
        row.content_type = content_type
        rows.append(row)
    Page.objects.bulk_create(rows)
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.page_ptr_id = page.id = row.pk
    insert_child_rows(model, pages)


def insert_child_rows(model: type[Page], pages: Sequence[Page]) -> None:
    """Write the rows of the child table only."""
    connection = connections[Page.objects.db]
    fields = list(model._meta.local_concrete_fields)
    size = connection.ops.bulk_batch_size(fields, list(pages)) or len(pages)
    for start in range(0, len(pages), size):
        query = InsertQuery(model)
        query.insert_values(fields, list(pages[start : start + size]), raw=True)
        query.get_compiler(connection.alias).execute_sql(returning_fields=None)
