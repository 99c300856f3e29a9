"""What a reader may read after a post: its neighbours, its topics and its organisation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Length, NullIf, Substr
from wagtail.models import Page

from cms.core.slices import ids_of
from organisations.models import BlogPostPage, OrganisationPage, Topic
from search.models import Entry, EntryTopic, EntryType

SHOWN = 3
# Some of what is found is shown already, as the older and the newer post.
NEIGHBOURS = 2


@dataclass(frozen=True)
class ReadingOn:
    """Ways on from a post. Each post knows its `owner_name`."""

    previous: BlogPostPage | None = None
    next: BlogPostPage | None = None
    about_the_same: list[BlogPostPage] = field(default_factory=list)
    of_the_organisation: list[BlogPostPage] = field(default_factory=list)


def reading_on(post: BlogPostPage, topics: Iterable[Topic]) -> ReadingOn:
    """All ways on, in one query; none for a post that never was published."""
    moment = post.first_published_at
    if moment is None or post.pk is None:
        return ReadingOn()
    blog_path = _owner_path(post)
    blog = _blog_of(post)
    # The first condition of each is what the index knows; the second settles what is of one moment.
    older = blog.filter(Q(date__lt=moment) | Q(pk__lt=post.pk), date__lte=moment)
    newer = blog.filter(Q(date__gt=moment) | Q(pk__gt=post.pk), date__gte=moment)
    newest = blog.order_by("-date", "-page_id")
    related = _related(post, [topic.pk for topic in topics])
    many = SHOWN + NEIGHBOURS
    wanted = ids_of(
        older.order_by("-date", "-page_id")[:1],
        newer.order_by("date", "page_id")[:1],
        newest[:many],
        related[:many],
    )
    posts = list(
        BlogPostPage.objects.filter(pk__in=wanted)
        .annotate(
            is_related=Q(pk__in=related.values("pk")[:many]),
            owner_name=Subquery(_owner_names()),
        )
        .listing()
    )
    own = [found for found in posts if _owner_path(found) == blog_path]
    place = (moment, post.pk)
    before = [found for found in own if (found.first_published_at, found.pk) < place]
    after = [found for found in own if (found.first_published_at, found.pk) > place]
    # `posts` goes from new to old, and holds both neighbours.
    previous, following = (before or [None])[0], (after or [None])[-1]
    beside = [found for found in (previous, following) if found]
    about = [found for found in posts if found.is_related and found not in beside][:SHOWN]
    return ReadingOn(
        previous,
        following,
        about,
        [found for found in own if found not in [*beside, *about]][:SHOWN],
    )


def _blog_of(post: BlogPostPage) -> QuerySet[Entry]:
    """The other posts beside this one: of its change project, or of its organisation itself.

    Asked of the entries, which have an index for it: an organisation may have ten thousand posts.
    """
    others = Entry.objects.visible().of_type(EntryType.POST).exclude(pk=post.pk)
    above = post.trail[-1]
    if post.project:
        return others.filter(project_id=above.pk)
    return others.filter(organisation_id=above.pk, project_id=None)


def _related(post: BlogPostPage, topics: list[int]) -> QuerySet[Entry]:
    """The posts of everyone about these topics, newest first."""
    return (
        Entry.objects.visible()
        .filter(
            entry_type=EntryType.POST,
            pk__in=EntryTopic.objects.filter(topic_id__in=topics).values("entry_id"),
        )
        .exclude(pk=post.pk)
        .order_by("-date", "-page_id")
    )


def _owner_names() -> QuerySet[Any, Any]:
    """The short name of the organisation above a post of the outer query, or above its project."""
    above, further = (
        Substr(OuterRef("path"), 1, Length(OuterRef("path")) - steps * Page.steplen)
        for steps in (1, 2)
    )
    return (
        OrganisationPage.objects.filter(Q(path=above) | Q(path=further))
        .order_by("-depth")
        .annotate(
            called=Coalesce(
                NullIf(F("abbreviation"), Value("")), F("title"), output_field=CharField()
            )
        )
        .values("called")[:1]
    )


def _owner_path(page: Page) -> str:
    path: str = page.path
    return path[: -Page.steplen]
