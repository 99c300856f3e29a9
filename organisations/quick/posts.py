"""Storing a quick post: an ordinary draft, with its version, its log and its workflow."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page, PageSubscription

from organisations.addresses import is_reserved
from organisations.models import BlogPostPage, Topic
from organisations.quick.photos import as_blocks, describe

LONGEST_SLUG = 200


def fill(
    post: BlogPostPage,
    *,
    text: list[dict[str, Any]],
    photos: Sequence[Mapping[str, Any]],
    topics: Iterable[Topic],
) -> BlogPostPage:
    """Give a post its body, its photo in lists (the first one) and its topics."""
    post.body = json.dumps([*text, *as_blocks(photos)])
    post.lead_image_id = photos[0]["image"] if photos else None
    post.topics = topics
    return post


def store(
    post: BlogPostPage,
    parent: Page,
    user: Any,
    photos: Sequence[Mapping[str, Any]],
) -> None:
    """Make the draft, as the editor of the CMS does when somebody creates a page.

    Raises ValidationError when the page itself refuses what it got.
    """
    post.owner = user
    post.live = False
    post.slug = free_slug(parent, post.title)
    parent.add_child(instance=post)
    post.save_revision(user=user, log_action=True)
    PageSubscription.objects.create(page=post, user=user, comment_notifications=True)
    describe(user, photos)


def free_slug(parent: Page, title: str) -> str:
    """The last part of an address that nothing else below this page has yet."""
    base = slugify(title)[:LONGEST_SLUG].strip("-") or "bericht"
    if is_reserved(base, parent.depth + 1):
        base = f"bericht-{base}"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
