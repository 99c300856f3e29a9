"""Who speaks for an organisation."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from organisations.models import Membership, Role


def communicators_of(pages: Iterable[Page]) -> dict[int, list[Any]]:
    """The people who write for the organisation of each page, by page id: one query.

    For a unit without people of its own those of the organisation above it.
    """
    pages = list(pages)
    above = {page.path[:end] for page in pages for end in range(len(page.path), 0, -Page.steplen)}
    memberships = (
        Membership.objects.active()
        .filter(page__path__in=above, role=Role.COMMUNICATOR, person__is_active=True)
        .select_related("person", "page")
        .order_by("person_id")
    )
    by_path: dict[str, list[Any]] = {}
    for membership in memberships:
        by_path.setdefault(membership.page.path, []).append(membership.person)
    return {page.pk: _nearest(page.path, by_path) for page in pages}


def _nearest(path: str, by_path: dict[str, list[Any]]) -> list[Any]:
    ends = range(len(path), 0, -Page.steplen)
    return next((by_path[path[:end]] for end in ends if path[:end] in by_path), [])
