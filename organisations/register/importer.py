"""Importing the register: read, check and compare everything first, then write in one go."""

from collections.abc import Iterable
from contextlib import nullcontext

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from organisations.indexing import index_pages, indexing_later
from organisations.models import MinistryPage
from organisations.register.plan import Change, Planner
from organisations.register.records import SourceData, SourceError
from organisations.register.result import Result
from organisations.register.source import read_source
from organisations.register.tree import Tree
from organisations.register.write import Progress, Writer
from organisations.signals import tree_changed


def import_register(
    source: str, *, dry_run: bool = False, progress: Progress | None = None
) -> Result:
    """Bring the tree in line with a source (path or address of the export, or the bundled CSV).

    Everything is written in one transaction or not at all. Raises SourceError when the source
    cannot be used; single rows that cannot be used are in `Result.rejected`.
    """
    return import_records(read_source(source), dry_run=dry_run, progress=progress)


def import_records(
    data: SourceData, *, dry_run: bool = False, progress: Progress | None = None
) -> Result:
    """Bring the tree in line with records that were read already."""
    result = Result(dry_run=dry_run, skipped=data.skipped, remarks=list(data.remarks))
    with nullcontext() if dry_run else transaction.atomic():
        home = _home(lock=not dry_run)
        planner = Planner(data.records, Tree(), home.path)
        changes = planner.plan()
        result.rejected = sorted(data.rejected + planner.rejected, key=lambda r: r.line)
        for change in changes:
            for outcome in change.outcomes:
                result.counts[outcome] += 1
        if not dry_run:
            result.page_ids = _write(home, changes, progress or _silent)
    return result


def _write(home: Page, changes: list[Change], progress: Progress) -> set[int]:
    """Write the changes, then bring up to date in bulk what saving would do page by page."""
    writer = Writer(home)
    with disable_reference_index_auto_update(), indexing_later():
        writer.write(changes, progress)
    page_ids = set().union(*writer.written.values())
    if not page_ids:
        return page_ids
    for model, ids in writer.written.items():
        index_pages(model, ids)
        _update_references(model, ids)
    page_ids |= _below(writer.moved)
    tree_changed.send(sender=MinistryPage, page_ids=frozenset(page_ids))
    return page_ids


def _update_references(model: type[Page], ids: Iterable[int]) -> None:
    """Who refers to whom: from the register that is only the successor."""
    for page in model.objects.filter(pk__in=ids, successor__isnull=False):
        ReferenceIndex.create_or_update_for_object(page)


def _below(page_ids: set[int]) -> set[int]:
    """The pages below those that were moved, whose address and ministry changed too."""
    return {
        page_id
        for page in Page.objects.filter(pk__in=page_ids)
        for page_id in page.get_descendants().values_list("pk", flat=True)
    }


def _home(*, lock: bool) -> Page:
    """The home page, below which the ministries hang; locked, so that two imports take turns."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        raise SourceError(_("Er is nog geen site. Draai eerst de migraties."))
    pages = Page.objects.select_for_update() if lock else Page.objects.all()
    home: Page = pages.get(pk=site.root_page_id)
    return home


def _silent(done: int, total: int) -> None:
    """No one is watching."""
