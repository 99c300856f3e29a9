"""The lists of the front page. All are made of search entries, which hold published things only."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from cms.core.slices import ids_of
from home.cards import posts_for_cards
from organisations.models import ASKING_KINDS, BlogPostPage, Kind, MinistryPage, State, Topic
from search.models import Entry, EntryPlace, EntryType

OPEN_QUESTIONS = 3
MESSAGES = 2
PHOTOS = 1
INITIATIVES = 2
UPDATES = 3


def front_page() -> dict[str, Any]:
    """What the front page shows besides its own words, in a fixed number of queries.

    `numbers` (organisations, places, ministries), `ministries` (with `organisation_count`),
    `topics` (main themes), `open_questions`, and the newest posts: `messages`, `photos`,
    `initiatives` and `updates`.
    """
    ministries, organisations = _ministries()
    posts = _posts(ministries)
    open_questions = [post for post in posts if post.kind in ASKING_KINDS]
    by_kind = {kind: [post for post in posts if post.kind == kind] for kind in Kind.values}
    return {
        "numbers": {
            "organisations": organisations,
            "places": EntryPlace.objects.filter(
                entry__in=Entry.objects.visible().of_type(
                    EntryType.ORGANISATION, EntryType.MINISTRY
                )
            )
            .values("location_id")
            .count(),
            "ministries": sum(not ministry.is_group for ministry in ministries),
        },
        "ministries": ministries,
        "topics": list(Topic.objects.filter(parent__isnull=True)),
        "open_questions": open_questions,
        "messages": by_kind[Kind.MESSAGE],
        "photos": by_kind[Kind.PHOTOS],
        "initiatives": by_kind[Kind.INITIATIVE],
        "updates": by_kind[Kind.UPDATE],
    }


def _posts(ministries: list[MinistryPage]) -> list[BlogPostPage]:
    """The newest posts of each kind, newest first."""
    visible = (
        Entry.objects.visible().filter(entry_type=EntryType.POST).order_by("-date", "-page_id")
    )
    # The state is named where it is empty too: then the index on kind, state and date finds the
    # newest without sorting all posts of that kind.
    wanted = (
        (visible.filter(kind__in=ASKING_KINDS, state=State.OPEN), OPEN_QUESTIONS),
        (visible.filter(kind=Kind.MESSAGE, state=""), MESSAGES),
        (visible.filter(kind=Kind.PHOTOS, state=""), PHOTOS),
        (visible.filter(kind=Kind.INITIATIVE, state=""), INITIATIVES),
        (visible.filter(kind=Kind.UPDATE, state=""), UPDATES),
    )
    newest = ids_of(*(entries[:number] for entries, number in wanted))
    return posts_for_cards(Entry.objects.filter(pk__in=newest), ministries)


def _ministries() -> tuple[list[MinistryPage], int]:
    """The ministries of today by name with their numbers of organisations, and the whole number.

    A unit of an organisation counts for the whole only: the ministry's page lists what hangs
    directly below it.
    """
    today = Entry.objects.visible().filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=timezone.localdate())
    )
    bodies = today.filter(entry_type=EntryType.ORGANISATION).order_by().values("ministry_id")
    rows = list(
        bodies.annotate(
            every=Count("pk"), direct=Count("pk", filter=Q(parent_organisation_id__isnull=True))
        )
    )
    counts = {row["ministry_id"]: row["direct"] for row in rows}
    pages = (
        MinistryPage.objects.filter(pk__in=today.filter(entry_type=EntryType.MINISTRY).values("pk"))
        .defer_streamfields()
        .order_by("is_group", "title")
    )
    ministries = list(pages)
    for ministry in ministries:
        ministry.organisation_count = counts.get(ministry.pk, 0)
    return ministries, sum(row["every"] for row in rows)
