"""Posts that are close, as they are listed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from exchange.nearest.scoring import Near
from exchange.nearest.subject import Side
from exchange.owners import title_of
from organisations.models import ASKING_KINDS, BlogPostPage, Kind, State
from search.models import Entry


@dataclass(frozen=True)
class Close:
    """A post that is close, whose it is, and why it is there."""

    post: BlogPostPage
    organisation: str
    reasons: list[str] = field(default_factory=list)


def listed(found: Iterable[Near]) -> list[Close]:
    """What was just worked out, for somebody who writes: one query."""
    near = {one.pk: one for one in found}
    posts = BlogPostPage.objects.filter(
        pk__in=near, search_entry__in=Entry.objects.visible()
    ).annotate(organisation_title=title_of("search_entry__organisation_id"))
    by_pk = {post.pk: post for post in posts.defer_streamfields()}
    return [
        Close(by_pk[pk], by_pk[pk].organisation_title or "", one.reasons.in_words())
        for pk, one in near.items()
        if pk in by_pk
    ]


def visible(side: Side) -> QuerySet[Entry]:
    """The entries of a side that readers may see now."""
    answered = Q(kind__in=ASKING_KINDS, state=State.ANSWERED)
    if side is Side.OFFERS:
        wanted = Q(kind=Kind.INITIATIVE) | answered
    else:
        wanted = Q(kind__in=ASKING_KINDS) & ~Q(state=State.ANSWERED)
    return Entry.objects.visible().filter(wanted)
