"""Where the question to the management is, in words, for the screens of the CMS."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from organisations.models import DirectorApproval


@dataclass(frozen=True)
class Status:
    """What a row about a waiting page tells: the words, and what has to be done about it."""

    approval: DirectorApproval
    text: str
    warning: str = ""

    @property
    def is_pending(self) -> bool:
        """Whether the page waits for the answer."""
        return self.approval.is_pending


def status_of(page: Page) -> Status | None:
    """The question that counts for the latest version of one page."""
    return statuses([page]).get(page.pk)


def statuses(pages: Iterable[Page]) -> dict[int, Status]:
    """By page: the open question, or the approval of the version that waits; one query for all.

    Pages should come with `latest_revision`. What was said of an earlier version does not count.
    """
    by_id = {page.pk: page for page in pages}
    if not by_id:
        return {}
    found: dict[int, Status] = {}
    # Oldest first, so that what was asked last has the last word.
    for approval in (
        DirectorApproval.objects.filter(page_id__in=by_id, closed_at__isnull=True)
        .order_by("asked_at", "pk")
        .only(
            *("page_id", "revision_id", "revision_saved_at", "name", "email", "asked_at"),
            *("sent_at", "expires_at", "answered_at", "answer", "answer_remark", "closed_at"),
        )
    ):
        page = by_id[approval.page_id or 0]
        is_current = approval.is_about(page.latest_revision)
        if approval.is_pending:
            found[page.pk] = Status(approval, _pending(approval), _warning(approval, is_current))
        elif approval.is_approved and is_current:
            found[page.pk] = Status(approval, _approved(approval))
    return found


def _pending(approval: DirectorApproval) -> str:
    return _("Ligt bij %(name)s (%(email)s) sinds %(date)s.") % {
        "name": approval.name,
        "email": approval.email,
        "date": _moment(approval.asked_at),
    }


def _approved(approval: DirectorApproval) -> str:
    return _("Goedgekeurd door %(name)s (%(email)s) op %(date)s.") % {
        "name": approval.name,
        "email": approval.email,
        "date": _moment(approval.answered_at),
    }


def _warning(approval: DirectorApproval, is_current: bool) -> str:
    if not is_current:
        return _("Er is sindsdien een nieuwe versie. Vraag het opnieuw, of trek de vraag in.")
    if approval.sent_at is None:
        return _("De mail is nog niet weg. Gaat dat niet goed, verstuur dan een nieuwe link.")
    if approval.is_expired:
        return _("De link is verlopen. Verstuur een nieuwe link, of trek de vraag in.")
    return ""


def _moment(moment: datetime.datetime | None) -> str:
    return date_format(timezone.localtime(moment), "j F Y H:i") if moment else ""
