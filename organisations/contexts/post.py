"""The page of a post: whose it is, and its neighbours on the blog."""

from typing import Any

from django.db.models import Q
from wagtail.blocks import StreamValue
from wagtail.models import Page

from organisations.models import BlogPostPage, OrganisationPage

MINISTRY_LEVEL = 1


def post_context(post: BlogPostPage) -> dict[str, Any]:
    """Adds `organisation`, `project`, `ministry`, `authors`, `topics`, `previous`, `next`, `reads`.

    `lead_image` is None when the body itself shows that picture: nobody wants to see it twice.
    `reads` is how often the post was read, 0 where its organisation does not tell.
    """
    previous, following = neighbours(post)
    organisation = next(
        (page for page in reversed(post.trail) if page.specific_class is OrganisationPage), None
    )
    # Filled in with the page itself when it is found by its address (home/routing.py).
    reads = getattr(post, "reads", 0) if getattr(organisation, "shows_reads", False) else 0
    return {
        "organisation": organisation,
        "project": post.project,
        "reads": reads,
        "lead_image": None if post.lead_image_id in pictures_in(post.body) else post.lead_image,
        "ministry": post.trail[MINISTRY_LEVEL] if len(post.trail) > MINISTRY_LEVEL else None,
        "authors": list(post.authors.all()),
        "topics": list(post.topics.all()),
        "previous": previous,
        "next": following,
    }


def pictures_in(body: StreamValue) -> set[int]:
    """The keys of the pictures in the figures and galleries of a body. No query."""
    photos: list[Any] = []
    for block in body.raw_data:
        if block["type"] == "image":
            photos.append(block["value"])
        elif block["type"] == "gallery":
            photos += [item.get("value", item) for item in block["value"]]
    return {photo["image"]["image"] for photo in photos}


def neighbours(post: BlogPostPage) -> tuple[BlogPostPage | None, BlogPostPage | None]:
    """The older and the newer post beside it: on the blog, or in its project.

    None for a post that never was published.
    """
    moment = post.first_published_at
    if moment is None or post.pk is None:
        return None, None
    blog = BlogPostPage.objects.published().children_of(post.path[: -Page.steplen])
    older = blog.filter(
        Q(first_published_at__lt=moment) | Q(first_published_at=moment, pk__lt=post.pk)
    )
    newer = blog.filter(
        Q(first_published_at__gt=moment) | Q(first_published_at=moment, pk__gt=post.pk)
    )
    # Both in one query: the two subqueries each find one post.
    found = BlogPostPage.objects.filter(
        Q(pk__in=older.order_by("-first_published_at", "-pk").values("pk")[:1])
        | Q(pk__in=newer.order_by("first_published_at", "pk").values("pk")[:1])
    ).defer_streamfields()
    before: BlogPostPage | None = None
    after: BlogPostPage | None = None
    for neighbour in found:
        if (neighbour.first_published_at, neighbour.pk) < (moment, post.pk):
            before = neighbour
        else:
            after = neighbour
    return before, after
