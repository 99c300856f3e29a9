"""Who speaks for an organisation."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from organisations.asking import Asking
from organisations.models import MailMoment, Membership, Role
from organisations.moderation.mail import wanting_mail


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


def speaking_for(page: Page, moment: MailMoment | None = None) -> list[Any]:
    """Who is told what concerns a page: its communicators, or those of the organisation above it.

    Where nobody writes, whoever is asked to approve its pages; with a `moment` those of them who
    want their mail then.
    """
    if own := communicators_of([page])[page.pk]:
        return own
    asked = Asking([page.path]).about(page.path)
    return [one.person for one in (wanting_mail(asked, moment) if moment else asked)]


def _nearest(path: str, by_path: dict[str, list[Any]]) -> list[Any]:
    ends = range(len(path), 0, -Page.steplen)
    return next((by_path[path[:end]] for end in ends if path[:end] in by_path), [])
