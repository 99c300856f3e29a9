"""Keeps which posts have which links, in step with what is published."""

import hashlib
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from organisations.links.find import FoundLink, links_in
from organisations.models import BlogPostPage, Link, LinkScan, LinkUse

POSTS_AT_ONCE = 200


def scan_posts() -> int:
    """Look through the posts that were published since the last time; how many there were.

    Each piece is kept when it is done, so a run that is stopped goes on the next time.
    """
    _forget_what_is_gone()
    done = 0
    for posts in _changed_posts():
        with transaction.atomic():
            _keep(posts)
        done += len(posts)
    Link.objects.filter(uses__isnull=True).delete()
    return done


def key_of(url: str) -> str:
    """What a link is found by; addresses are too long for an index."""
    return hashlib.sha256(url.encode()).hexdigest()


def _forget_what_is_gone() -> None:
    LinkUse.objects.filter(page__live=False).delete()
    LinkScan.objects.filter(page__live=False).delete()


def _changed_posts() -> Iterator[list[BlogPostPage]]:
    changed = (
        BlogPostPage.objects.live()
        .annotate(published_on=Coalesce("last_published_at", "first_published_at"))
        .filter(
            Q(link_scan__isnull=True) | Q(link_scan__scanned_at__lt=F("published_on")),
        )
        .order_by("pk")
    )
    last = 0
    while posts := list(changed.filter(pk__gt=last)[:POSTS_AT_ONCE]):
        yield posts
        last = posts[-1].pk


def _keep(posts: list[BlogPostPage]) -> None:
    moment = timezone.now()
    found: dict[int, list[FoundLink]] = {
        post.pk: links_in(post.body.get_prep_value()) for post in posts
    }
    links = {key_of(link.url): link for of_post in found.values() for link in of_post}
    Link.objects.bulk_create(
        (Link(key=key, url=link.url, host=link.host) for key, link in sorted(links.items())),
        ignore_conflicts=True,
    )
    numbers = dict(Link.objects.filter(key__in=links).values_list("key", "pk"))
    LinkUse.objects.filter(page__in=found).delete()
    LinkUse.objects.bulk_create(
        LinkUse(page_id=page_id, link_id=numbers[key_of(link.url)], place=link.place)
        for page_id, of_post in found.items()
        for link in of_post
    )
    LinkScan.objects.bulk_create(
        (LinkScan(page_id=page_id, scanned_at=moment) for page_id in found),
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["scanned_at"],
    )
