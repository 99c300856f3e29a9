"""Keeps which pages have which links, in step with what is published."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page, get_page_models

from organisations.links.find import FoundLink, has_texts, links_of
from organisations.models import Link, LinkScan, LinkUse

PAGES_AT_ONCE = 200


def scan_pages() -> int:
    """Look through the pages that were published since the last time; how many there were.

    Pages of every sort that holds text, of whatever app. Each piece is kept when it is done, so a
    run that is stopped goes on the next time.
    """
    _forget_what_is_gone()
    done = 0
    for model in filter(has_texts, get_page_models()):
        for pages in _changed_pages(model):
            with transaction.atomic():
                _keep(pages)
            done += len(pages)
    Link.objects.filter(uses__isnull=True).delete()
    return done


def key_of(url: str) -> str:
    """What a link is found by; addresses are too long for an index."""
    return hashlib.sha256(url.encode()).hexdigest()


def _forget_what_is_gone() -> None:
    LinkUse.objects.filter(page__live=False).delete()
    LinkScan.objects.filter(page__live=False).delete()


def _changed_pages(model: Any) -> Iterator[list[Page]]:
    changed = (
        model.objects.live()
        .annotate(published_on=Coalesce("last_published_at", "first_published_at"))
        .filter(
            Q(link_scan__isnull=True) | Q(link_scan__scanned_at__lt=F("published_on")),
        )
        .order_by("pk")
    )
    last = 0
    while pages := list(changed.filter(pk__gt=last)[:PAGES_AT_ONCE]):
        yield pages
        last = pages[-1].pk


def _keep(pages: list[Page]) -> None:
    moment = timezone.now()
    found: dict[int, list[FoundLink]] = {page.pk: links_of(page) for page in pages}
    links = {key_of(link.url): link for of_page in found.values() for link in of_page}
    Link.objects.bulk_create(
        (Link(key=key, url=link.url, host=link.host) for key, link in sorted(links.items())),
        ignore_conflicts=True,
    )
    numbers = dict(Link.objects.filter(key__in=links).values_list("key", "pk"))
    LinkUse.objects.filter(page__in=found).delete()
    LinkUse.objects.bulk_create(
        LinkUse(page_id=page_id, link_id=numbers[key_of(link.url)], place=link.place)
        for page_id, of_page in found.items()
        for link in of_page
    )
    LinkScan.objects.bulk_create(
        (LinkScan(page_id=page_id, scanned_at=moment) for page_id in found),
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["scanned_at"],
    )
