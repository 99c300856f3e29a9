"""Mail about pages that nobody looked at for long: to the owner first, later to the moderators.

Everybody gets one mail with all of their pages, and hears of a page once until somebody looks at
it. Nothing is sent twice when two runs meet: a page is claimed in the same transaction in which
its mail goes into the outbox.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page

from cms.core.mail import send_rendered
from organisations.asking import Asking
from organisations.desk.upkeep import due_pages
from organisations.models import ContentReview, Membership, Role

TEMPLATE = "organisations/mail/review_reminder"
OWNER, MODERATOR = "owner_reminded_at", "moderator_reminded_at"


def remind(now: datetime.datetime | None = None) -> int:
    """Send the mails that are due, about `REVIEW_REMINDERS_PER_RUN` pages at most; how many mails.

    The owners of a page are whoever wrote it last, as long as they have a role there; else the
    communicators of its organisation. `REVIEW_ESCALATE_DAYS` days later, or at once where there is
    no owner, the moderators get it who are asked to approve such a page.
    """
    moment = now or timezone.now()
    left = max(settings.REVIEW_REMINDERS_PER_RUN, 0)
    later = list(_not_reminded(_ignored(moment), MODERATOR)[:left])
    first = list(_not_reminded(due_pages(Page.objects.all(), moment), OWNER)[: left - len(later)])
    people = _People([*first, *later])
    sent = 0
    with_owner = {page: people.owners(page) for page in first}
    sent += _send(OWNER, {page: found for page, found in with_owner.items() if found}, moment)
    orphans = [page for page, found in with_owner.items() if not found]
    # Both are noted for a page without an owner, so that it is not looked at again every day.
    _claim(OWNER, orphans, moment)
    for_moderators = {page: people.moderators(page) for page in [*orphans, *later]}
    sent += _send(MODERATOR, for_moderators, moment)
    return sent


def _ignored(moment: datetime.datetime) -> QuerySet[Page]:
    """Pages of which the owner heard long ago, and that nobody looked at since."""
    limit = moment - datetime.timedelta(days=settings.REVIEW_ESCALATE_DAYS)
    found: QuerySet[Page] = due_pages(Page.objects.all(), moment).filter(
        content_review__owner_reminded_at__gte=F("looked_at_on"),
        content_review__owner_reminded_at__lte=limit,
    )
    return found


def _not_reminded(pages: QuerySet[Page], of: str) -> QuerySet[Page]:
    """Pages about which no such mail went out since somebody last looked."""
    field = f"content_review__{of}"
    return pages.filter(Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lt": F("looked_at_on")}))


class _People:
    """Who is to look at these pages, in a fixed number of queries."""

    def __init__(self, pages: Iterable[Page]) -> None:
        pages = list(pages)
        places = {
            page.path[:end]
            for page in pages
            for end in range(Page.steplen, len(page.path) + 1, Page.steplen)
        }
        self._roles: dict[str, dict[Any, set[str]]] = defaultdict(lambda: defaultdict(set))
        holders = Membership.objects.active().filter(page__path__in=places, person__is_active=True)
        for path, role, person in holders.values_list("page__path", "role", "person_id"):
            self._roles[path][person].add(role)
        self._last = dict(
            Page.objects.filter(pk__in=[page.pk for page in pages]).values_list(
                "pk", "latest_revision__user_id"
            )
        )
        ids = {person for holders in self._roles.values() for person in holders}
        self._users = get_user_model().objects.in_bulk(ids)
        self._asking = Asking(page.path for page in pages)

    def owners(self, page: Page) -> list[Any]:
        """The last writer who still has a role here, else the nearest communicators."""
        last = self._last.get(page.pk)
        communicators: list[Any] = []
        for end in range(len(page.path), 0, -Page.steplen):
            here = self._roles[page.path[:end]]
            if last in here:
                return [self._users[last]]
            if not communicators:
                communicators = [
                    person for person, roles in here.items() if Role.COMMUNICATOR in roles
                ]
        return [self._users[person] for person in sorted(communicators)]

    def moderators(self, page: Page) -> list[Any]:
        """Whoever is asked to approve a change of this page, deputies for who is away."""
        return [asked.person for asked in self._asking.about(page.path)]


@transaction.atomic
def _claim(of: str, pages: list[Page], moment: datetime.datetime) -> list[Page]:
    """Note that a mail goes out about these pages; those of which no other run noted it before."""
    ContentReview.objects.bulk_create(
        (ContentReview(page_id=page.pk) for page in pages), ignore_conflicts=True
    )
    mine = []
    for page in pages:
        free = ContentReview.objects.filter(pk=page.pk).filter(
            Q(**{f"{of}__isnull": True}) | Q(**{f"{of}__lt": page.looked_at_on})
        )
        if free.update(**{of: moment}):
            mine.append(page)
    return mine


@transaction.atomic
def _send(of: str, people: dict[Page, list[Any]], moment: datetime.datetime) -> int:
    by_person: dict[Any, list[Page]] = defaultdict(list)
    for page in _claim(of, list(people), moment):
        for person in people[page]:
            if person.email:
                by_person[person].append(page)
    base = get_admin_base_url() or ""
    for person, pages in by_person.items():
        context = {
            "person": person,
            "pages": [
                (page, base + reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in pages
            ],
            "for_moderator": of == MODERATOR,
            "report_url": base + reverse("report_due_pages"),
        }
        send_rendered(TEMPLATE, context, person.email, kind="klopt dit nog")
    return len(by_person)
