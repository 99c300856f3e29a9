"""The page of a post: whose it is and what it is about."""

from typing import Any

from wagtail.blocks import StreamValue

from organisations.blocks.headings import contents_of
from organisations.models import BlogPostPage
from organisations.owners import owner_in
from organisations.plain_text import reading_minutes

MINISTRY_LEVEL = 1


def post_context(post: BlogPostPage) -> dict[str, Any]:
    """Adds `organisation`, `project`, `ministry`, `authors`, `topics`, `contents`, `minutes`, `reads`.

    `contents` are the headings of a long post, `minutes` how long it takes to read.
    `lead_image` is None when the body itself shows that picture: nobody wants to see it twice.
    `reads` is how often the post was read, 0 where its organisation does not tell.
    """
    organisation = owner_in(post.trail)
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
        "contents": contents_of(post.body.raw_data),
        "minutes": reading_minutes(post.body.raw_data),
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
