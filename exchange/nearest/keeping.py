"""Works out what is close to a post when it is published, and keeps it for its page.

A reader's page shows what is kept here, in one query; nothing is worked out for a reader.
"""

import logging
from functools import partial

from django.db import transaction
from django.db.models import Q
from django_tasks import task
from wagtail.models import Page

from exchange import telling
from exchange.adopting.told import note_adoption
from exchange.models import Match, Unmatched
from exchange.nearest.scoring import Near, nearest
from exchange.nearest.subject import Side, Subject, sides_for
from exchange.nearest.told import note_match
from organisations.models import BlogPostPage
from search.models import Entry

logger = logging.getLogger(__name__)
# Of these the first few that a reader may see are shown.
KEPT = 8


def look_for(page_id: int, *, is_first: bool = False) -> None:
    """Have it looked for in the background what is close to a post that changed for readers.

    Args:
        page_id: of the post; called in the transaction of the change.
        is_first: whether it is published for the first time, so that people are told.
    """
    unmatched, _is_new = Unmatched.objects.get_or_create(
        page_id=page_id, defaults={"is_first": is_first}
    )
    # Robust: what the task does not do now is done before the next digests.
    transaction.on_commit(partial(keep_matches.enqueue, unmatched.pk), robust=True)


@task()
def keep_matches(pk: int) -> None:
    """Look what is close to a post; nothing happens when that was done before."""
    with transaction.atomic():
        unmatched = Unmatched.objects.select_for_update().filter(pk=pk).first()
        if unmatched is None:
            return
        # A page without an entry was withdrawn in the meantime.
        visible = Entry.objects.visible().filter(pk=unmatched.page_id)
        page = BlogPostPage.objects.filter(pk__in=visible.values("pk")).first()
        if page:
            store_matches(page)
        if page and unmatched.is_first:
            note_match(page)
            note_adoption(page)
        unmatched.delete()
    if page:
        telling.send_waiting(page.pk)


def keep_all() -> None:
    """Look for what a task queue that was away has left lying, and tell what was not told."""
    for pk in Unmatched.objects.order_by("at").values_list("pk", flat=True):
        try:
            keep_matches.call(pk)
        except Exception:
            # One page that cannot be read must not keep the others waiting.
            logger.exception("What is close to %s could not be looked for.", pk)
    telling.send_waiting()


@transaction.atomic
def store_matches(page: BlogPostPage) -> None:
    """Replace what is kept for a published post."""
    ends = {Side.OFFERS: ("asking", "offer"), Side.ASKS: ("offer", "asking")}
    known = list(Match.objects.filter(Q(asking=page.pk) | Q(offer=page.pk)))
    rows: list[Match] = []
    subject = Subject.of(page)
    for side in sides_for(page):
        own, other = ends[side]
        others = frozenset(
            getattr(match, f"{other}_id")
            for match in known
            if getattr(match, f"{own}_id") == page.pk
        )
        # What came here from the other side stays as long as it is close, however many there are.
        found = nearest(subject, side, KEPT, keep=others)
        rows += [_match(page, near, own, other) for near in found]
    Match.objects.filter(pk__in=[match.pk for match in known]).delete()
    # Somebody may have deleted one of them a moment ago.
    ids = {row.asking_id for row in rows} | {row.offer_id for row in rows}
    there = set(Page.objects.filter(pk__in=ids).values_list("pk", flat=True))
    Match.objects.bulk_create(
        [row for row in rows if {row.asking_id, row.offer_id} <= there], ignore_conflicts=True
    )


def _match(page: BlogPostPage, near: Near, own: str, other: str) -> Match:
    ids = {f"{own}_id": page.pk, f"{other}_id": near.pk}
    return Match(**ids, score=near.score, reasons=near.reasons.stored())
