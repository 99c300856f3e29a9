"""What waits for a moderator: which pages, and what the queue tells about each."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from organisations.asking import standing_in_for
from organisations.desk.deadline import overdue_before
from organisations.listing import ministry_path
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    Kind,
    OrganisationPage,
    waiting_states,
)
from organisations.moderation.approval_status import Status, statuses
from organisations.owners import nearest, paths_above
from organisations.permissions import permission_paths

# Comes after every path that goes on below a page.
LAST_STEPS = Page.alphabet[-1] * Page.steplen * 2


@dataclass(frozen=True)
class Comparison:
    """Two versions of a page side by side, in Wagtail's own view."""

    text: str
    url: str


@dataclass(frozen=True)
class Waiting:
    """One row of the queue."""

    state: TaskState
    page: Page
    title: str
    organisation: str
    ministry: str
    kind: str
    author: str
    since: datetime.datetime
    is_overdue: bool
    is_own_change: bool
    comparisons: list[Comparison]
    approval: Status | None
    on_behalf_of: list[str]
    # When the organisation ceased to exist, if it has.
    ended_on: datetime.date | None

    @property
    def can_be_approved(self) -> bool:
        """Whether this person can approve it now."""
        return not self.is_own_change and not (self.approval and self.approval.is_pending)


def below(paths: Iterable[str]) -> Q:
    """A filter on pages: at or below one of these places in the tree; none without places.

    Asks for ranges of paths, which the index on the path answers; for LIKE, SQLite reads every page.
    """
    wanted = Q(pk__in=[])
    for path in paths:
        wanted |= Q(path__range=(path, path + LAST_STEPS))
    return wanted


def keys_of(pages: QuerySet[Any]) -> QuerySet[Any]:
    """The primary keys as workflows and revisions store them: as text."""
    return pages.annotate(key=Cast("pk", CharField(max_length=255))).values("key")


def waiting_for(user: Any) -> QuerySet[TaskState]:
    """What waits in this person's part of the tree, oldest first; own changes are among it."""
    return _waiting(Page.objects.filter(below(permission_paths(user, "publish"))))


def all_waiting() -> QuerySet[TaskState]:
    """What waits for anybody, oldest first."""
    return _waiting(Page.objects.all())


def number_waiting(user: Any) -> int:
    """How many pages this person can decide on: without those they changed last themselves."""
    pages = Page.objects.filter(below(permission_paths(user, "publish")))
    if not user.is_superuser:
        # "exclude" would also drop pages whose last editor's account is gone.
        pages = pages.filter(
            Q(latest_revision__user__isnull=True) | ~Q(latest_revision__user_id=user.pk)
        )
    return _waiting(pages).count()


def _waiting(pages: QuerySet[Page]) -> QuerySet[TaskState]:
    return waiting_states(pages).order_by("started_at", "pk")


def rows(states: QuerySet[TaskState], user: Any) -> list[Waiting]:
    """The rows of the queue for these task states, in their order: seven queries for all.

    As `user` sees them; without a user nothing is anybody's own change.
    """
    sent_back = TaskState.objects.filter(
        status=TaskState.STATUS_REJECTED,
        workflow_state__base_content_type=OuterRef("workflow_state__base_content_type"),
        workflow_state__object_id=OuterRef("workflow_state__object_id"),
    ).order_by("-finished_at")
    found = list(
        states.select_related("workflow_state__requested_by", "revision__user", "task")
        .defer("revision__content")
        .annotate(sent_back_revision=Subquery(sent_back.values("revision_id")[:1]))
    )
    ids = [int(state.workflow_state.object_id) for state in found]
    pages = (
        Page.objects.select_related("latest_revision")
        .defer("latest_revision__content")
        .in_bulk(ids)
    )
    kinds = dict(BlogPostPage.objects.filter(pk__in=ids).values_list("pk", "kind"))
    titles = _titles_of_ministries(pages.values())
    organisations = _organisations(pages.values())
    approvals = statuses(pages.values())
    stands_in = standing_in_for(user) if user else []
    limit = overdue_before()
    made = []
    for state, pk in zip(found, ids, strict=True):
        page = pages.get(pk)
        if page is None:  # deleted while this was read
            continue
        organisation = nearest(page.path, organisations)
        writer = state.workflow_state.requested_by or state.revision.user
        latest = page.latest_revision
        made.append(
            Waiting(
                state=state,
                page=page,
                title=page.draft_title or page.title,
                organisation=organisation.title if organisation else page.title,
                ministry=titles.get(ministry_path(page), page.title),
                kind=_kind_of(page, kinds.get(pk, "")),
                author=str(writer) if writer else _("Onbekend"),
                since=state.started_at,
                is_overdue=state.started_at < limit,
                is_own_change=bool(
                    user and not user.is_superuser and latest and latest.user_id == user.pk
                ),
                comparisons=_comparisons(state, page),
                approval=approvals.get(pk),
                on_behalf_of=sorted(
                    {one.name for one in stands_in if page.path.startswith(one.path)}
                ),
                ended_on=organisation.ended_on if organisation and organisation.has_ended else None,
            )
        )
    return made


def _organisations(pages: Iterable[Page]) -> dict[str, OrganisationPage]:
    """The organisations at or above these pages, by tree path."""
    paths = {path for page in pages for path in (page.path, *paths_above(page.path))}
    found = OrganisationPage.objects.filter(path__in=paths).only("title", "path", "ended_on")
    return {organisation.path: organisation for organisation in found}


def _titles_of_ministries(pages: Iterable[Page]) -> dict[str, str]:
    wanted = {ministry_path(page) for page in pages}
    return dict(Page.objects.filter(path__in=wanted).values_list("path", "title"))


def _kind_of(page: Page, kind: str) -> str:
    if kind:
        return str(Kind(kind).label)
    is_project = page.specific_class is ChangeProjectPage
    return _("Verandertraject") if is_project else _("Pagina van de organisatie")


def _comparisons(state: TaskState, page: Page) -> list[Comparison]:
    def url(earlier: int | str) -> str:
        return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, earlier, "latest"])

    made = []
    if state.sent_back_revision and state.sent_back_revision != page.latest_revision_id:
        made.append(
            Comparison(_("Wijzigingen sinds het terugsturen"), url(state.sent_back_revision))
        )
    if page.live:
        made.append(Comparison(_("Verschil met wat op de site staat"), url("live")))
    return made
