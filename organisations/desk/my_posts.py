"""What a writer finds on *Mijn overzicht*: own organisations, and where each post stands.

Own posts are those of the organisations that a person writes for, whoever wrote them, and those
they wrote elsewhere in their part of the tree (a moderator who helps out).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import Revision, WorkflowState, get_default_page_content_type

from organisations.desk.upkeep import due_pages
from organisations.desk.waiting import below, keys_of
from organisations.links.report import with_broken_links
from organisations.listing import attach_owners
from organisations.models import BlogPostPage, Membership, OrganisationPage, Role, State
from organisations.moderation.approval_status import statuses
from organisations.moderation.remarks import open_remarks
from organisations.permissions import permission_paths
from organisations.readership.numbers import recent_reads, total_of

SHOWN = 6
ORGANISATIONS_SHOWN = 12


@dataclass
class Section:
    """The first posts of one kind; `more` says that there are others."""

    posts: list[Any] = field(default_factory=list)
    more: bool = False


@dataclass
class MyPosts:
    """Everything that the overview of a writer shows; see `my_posts`."""

    organisations: list[OrganisationPage]
    more_organisations: bool
    sent_back: Section
    waiting: Section
    drafts: Section
    scheduled: Section
    open: Section
    broken_links: Section
    look_again: Section
    latest: Section

    @property
    def has_posts(self) -> bool:
        """Whether there is anything to list yet."""
        return any(section.posts for section in self._sections)

    @property
    def _sections(self) -> tuple[Section, ...]:
        return (
            self.sent_back,
            self.waiting,
            self.drafts,
            self.scheduled,
            self.open,
            self.broken_links,
            self.look_again,
            self.latest,
        )


def writes_for(user: Any) -> QuerySet[OrganisationPage]:
    """The organisations where this person is communicator, by name."""
    places = Membership.objects.active().filter(person_id=user.pk, role=Role.COMMUNICATOR)
    found: QuerySet[OrganisationPage] = (
        OrganisationPage.objects.filter(pk__in=places.values("page_id"))
        .defer_streamfields()
        .order_by("title", "pk")
    )
    return found


def own_posts(user: Any, organisations: Iterable[OrganisationPage]) -> QuerySet[BlogPostPage]:
    """The posts that are this person's concern; see above. No query of its own."""
    mine = below(page.path for page in organisations)
    written_by_me = Q(owner_id=user.pk) & below(permission_paths(user, "change"))
    posts: QuerySet[BlogPostPage] = BlogPostPage.objects.filter(
        mine | written_by_me
    ).defer_streamfields()
    return posts


def my_posts(user: Any) -> MyPosts:
    """The whole overview of a writer, in a fixed number of queries."""
    organisations = list(writes_for(user))
    posts = own_posts(user, organisations)
    of_this_page = {
        "base_content_type": get_default_page_content_type(),
        "object_id": Cast(OuterRef("pk"), CharField(max_length=255)),
    }
    in_workflow = Exists(WorkflowState.objects.active().filter(**of_this_page))
    schedule = Revision.objects.filter(**of_this_page, approved_go_live_at__isnull=False)
    drafts = (
        posts.filter(Q(has_unpublished_changes=True) | Q(live=False))
        .exclude(in_workflow)
        .exclude(Exists(schedule))
        .order_by("-latest_revision_created_at", "-pk")
    )
    scheduled = posts.annotate(
        goes_live_at=Subquery(
            schedule.order_by("approved_go_live_at").values("approved_go_live_at")[:1]
        )
    ).filter(goes_live_at__isnull=False)
    overview = MyPosts(
        organisations=organisations[:ORGANISATIONS_SHOWN],
        more_organisations=len(organisations) > ORGANISATIONS_SHOWN,
        sent_back=_in_workflow(posts, WorkflowState.STATUS_NEEDS_CHANGES),
        waiting=_in_workflow(posts, WorkflowState.STATUS_IN_PROGRESS),
        drafts=_section(drafts),
        scheduled=_section(scheduled.order_by("goes_live_at", "pk")),
        open=_section(
            posts.filter(live=True, state=State.OPEN).order_by("first_published_at", "pk")
        ),
        broken_links=_section(with_broken_links(posts).order_by("-first_published_at", "-pk")),
        look_again=_section(due_pages(posts).exclude(in_workflow)),
        latest=_section(
            posts.filter(live=True)
            .select_related("read_total")
            .order_by("-first_published_at", "-pk")
        ),
    )
    attach_owners(post for section in overview._sections for post in section.posts)
    approvals = statuses(overview.waiting.posts)
    for post in overview.waiting.posts:
        post.approval = approvals.get(post.pk)
    remarks = open_remarks(overview.sent_back.posts)
    for post in overview.sent_back.posts:
        post.remarks = remarks.get(post.pk)
    recent = recent_reads(post.pk for post in overview.latest.posts)
    for post in overview.latest.posts:
        post.recent, post.reads = recent.get(post.pk, 0), total_of(post)
    return overview


def _section(found: QuerySet[BlogPostPage]) -> Section:
    posts = list(found[: SHOWN + 1])
    return Section(posts[:SHOWN], more=len(posts) > SHOWN)


def _in_workflow(posts: QuerySet[BlogPostPage], status: str) -> Section:
    """Posts with their place in the workflow as `post.workflow`; two queries.

    What waits longest comes first; of what came back, the newest.
    """
    is_back = status == WorkflowState.STATUS_NEEDS_CHANGES
    order = "-current_task_state__finished_at" if is_back else "current_task_state__started_at"
    states = list(
        WorkflowState.objects.filter(
            status=status,
            base_content_type=get_default_page_content_type(),
            object_id__in=keys_of(posts),
        )
        .select_related("current_task_state__finished_by", "requested_by")
        .order_by(order, "pk")[: SHOWN + 1]
    )
    by_key = (
        posts.select_related("latest_revision")
        .defer("latest_revision__content")
        .in_bulk([int(state.object_id) for state in states])
    )
    found = []
    for state in states[:SHOWN]:
        post = by_key.get(int(state.object_id))
        if post is not None:
            post.workflow = state
            found.append(post)
    return Section(found, more=len(states) > SHOWN)
