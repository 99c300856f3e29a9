"""What the exchange puts on the page of a post: what is close to it, and how it spread.

One query for all of it, whatever there is; none for most kinds of post.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from exchange.adopting.spread import Spread, spread_from
from exchange.models import Adoption, Match
from exchange.nearest.reasons import Reasons
from exchange.nearest.shown import Close, visible
from exchange.nearest.subject import Side, sides_for
from exchange.owners import title_of
from organisations.models import BlogPostPage, Kind
from search.models import Entry

SHOWN = 3
# The newest of a tree; nobody reads a list of thousands.
MOST_ADOPTERS = 200


@dataclass
class Beside:
    """What is close to a post, and how an initiative spread."""

    spread: Spread
    close: list[Close] = field(default_factory=list)


def beside(page: BlogPostPage) -> Beside:
    """What readers may see beside a post; of a draft only where it came from."""
    sides = sides_for(page)
    if not sides or page.pk is None:
        return Beside(Spread(page))
    own, other = ("asking", "offer") if sides[0] is Side.OFFERS else ("offer", "asking")
    matches = Match.objects.filter(**{own: page.pk})
    closest = matches.filter(**{f"{other}__in": visible(sides[0]).values("pk")})
    wanted = Q(pk__in=closest.order_by("-score", f"-{other}").values(other)[:SHOWN])
    if page.kind == Kind.INITIATIVE:
        wanted |= in_tree(page.pk)
    match = matches.filter(**{other: OuterRef("pk")})
    posts = list(
        with_organisation(BlogPostPage.objects.filter(wanted))
        .annotate(
            score=Subquery(match.values("score")[:1]),
            reasons=Subquery(match.values("reasons")[:1]),
            adopted=F("adoption__pk"),
            source_id=F("adoption__source_id"),
            is_visible=Exists(Entry.objects.visible().filter(pk=OuterRef("pk"))),
        )
        .select_related("place")
        .defer_streamfields()
    )
    close = sorted(
        (post for post in posts if post.score is not None), key=lambda post: (-post.score, -post.pk)
    )
    return Beside(
        spread_from(page, [post for post in posts if post.score is None]),
        [close_of(post) for post in close] if page.live else [],
    )


def in_tree(pk: int) -> Q:
    """An initiative, all that came of it, and what came of the same beginning."""
    own = Adoption.objects.filter(post=pk)
    tree = Adoption.objects.filter(Q(root=pk) | Q(root=Subquery(own.values("root")[:1])))
    newest = tree.order_by("-pk").values("post")[:MOST_ADOPTERS]
    return Q(pk__in=newest) | Q(pk__in=own.values("post")) | Q(pk__in=own.values("source"))


def with_organisation(posts: QuerySet[Any]) -> Any:
    """Posts with the organisation of each, as it stands in its entry."""
    return posts.annotate(
        organisation_pk=F("search_entry__organisation_id"),
        organisation_title=title_of("search_entry__organisation_id"),
    )


def close_of(post: Any) -> Close:
    """A post that was found, as it is listed."""
    reasons = Reasons.read(post.reasons or {})
    return Close(post, post.organisation_title or "", reasons.in_words())
