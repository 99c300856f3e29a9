"""*De week bij de rijksoverheid*: what was read, answered, adopted and started in seven days.

One choice for everybody: shown on its page, and mailed on Monday to who follows it. A section is a
way of choosing; another part of the site adds its own with `register`.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exchange.digests.due import last_monday
from exchange.matching import queue
from exchange.models import Adoption, Following, Question, QuestionSort, WeekEdition
from organisations.models import Kind, ReadCount, Span, State
from search.models import Entry, EntryQuerySet, EntryType

WEEK = datetime.timedelta(days=7)
MOST = 5
# Read less often than this is not "most read" yet, however quiet the week was.
LEAST_READINGS = 3
CACHE_KEY, CACHE_SECONDS = "exchange.week", 900


@dataclass(frozen=True)
class Section:
    """A way of choosing posts. `name` is stored with an edition; the words are Dutch."""

    name: str
    heading: Any
    reason: Any
    """In a mail, behind what is followed."""
    choose: Callable[[datetime.datetime, datetime.datetime], Iterable[int]]
    """Page ids of posts between two moments, the best first; more than are shown is no harm."""
    position: int = 100


_sections: dict[str, Section] = {}


def register(section: Section) -> Section:
    """Add a section, in its position."""
    _sections[section.name] = section
    return section


def sections() -> list[Section]:
    """All sections in the order in which they are shown; the first that has a post keeps it."""
    return sorted(_sections.values(), key=lambda section: (section.position, section.name))


def reason_of(name: str) -> str:
    """Why a section chose, for in a mail; a section that is gone gives no more than the week."""
    section = _sections.get(name)
    return str(section.reason if section else _("gekozen"))


def posts() -> EntryQuerySet:
    """All posts that readers may see."""
    return Entry.objects.visible().of_type(EntryType.POST)


def most_read(start: datetime.datetime, end: datetime.datetime) -> list[int]:
    """By the numbers that are counted without watching anybody, on whole days."""
    days = (timezone.localdate(start), timezone.localdate(end))
    rows = (
        ReadCount.objects.filter(span=Span.DAY, day__gte=days[0], day__lt=days[1])
        .filter(page__in=posts().values("pk"))
        .order_by()
        .values_list("page")
        .annotate(readings=Sum("number"))
        .filter(readings__gte=LEAST_READINGS)
        .order_by("-readings", "-page")
    )
    return [page_id for page_id, _readings in rows[: MOST * 2]]


def answered(start: datetime.datetime, end: datetime.datetime) -> list[int]:
    """Questions and needs with an answer that was accepted, or published as answered, in between."""
    accepted = Q(
        page__blogpostpage__comments__accepted_at__gte=start,
        page__blogpostpage__comments__accepted_at__lt=end,
    )
    published = Q(page__last_published_at__gte=start, page__last_published_at__lt=end)
    found = posts().filter(accepted | published, state=State.ANSWERED).distinct()
    return list(found.order_by("-date", "-pk").values_list("pk", flat=True)[: MOST * 2])


def adopted(start: datetime.datetime, end: datetime.datetime) -> list[int]:
    """Initiatives that others took over and published in between, the most taken over first."""
    rows = (
        Adoption.objects.filter(
            post__first_published_at__gte=start,
            post__first_published_at__lt=end,
            post__in=posts().values("pk"),
            source__in=posts().values("pk"),
        )
        .order_by()
        .values_list("source")
        .annotate(times=Count("pk"))
        .order_by("-times", "-source")
    )
    return [page_id for page_id, _times in rows[: MOST * 2]]


def started(start: datetime.datetime, end: datetime.datetime) -> list[int]:
    """New initiatives, the newest first."""
    found = posts().filter(kind=Kind.INITIATIVE, date__gte=start, date__lt=end)
    return list(found.order_by("-date", "-pk").values_list("pk", flat=True)[: MOST * 2])


register(Section("gelezen", _("Meest gelezen"), _("veel gelezen"), most_read, 10))
register(Section("beantwoord", _("Beantwoord"), _("beantwoord"), answered, 20))
register(Section("overgenomen", _("Overgenomen door anderen"), _("overgenomen"), adopted, 30))
register(Section("gestart", _("Nieuwe initiatieven"), _("nieuw initiatief"), started, 40))


def choice(start: datetime.datetime, end: datetime.datetime) -> list[tuple[int, str]]:
    """Page ids with the name of their section: each post once, at most five in a section."""
    chosen: dict[int, str] = {}
    for section in sections():
        fresh = [pk for pk in section.choose(start, end) if pk not in chosen]
        chosen |= dict.fromkeys(fresh[:MOST], section.name)
    return list(chosen.items())


def choice_now() -> list[tuple[int, str]]:
    """The choice of the last seven days, for the page; kept for a quarter of an hour.

    Whoever shows it looks at the posts again: one may have been withdrawn since.
    """
    kept = cache.get(CACHE_KEY)
    if kept is None:
        # Today counts as well.
        now = timezone.now()
        kept = choice(now - WEEK, now + datetime.timedelta(days=1))
        cache.set(CACHE_KEY, kept, CACHE_SECONDS)
    return [(pk, name) for pk, name in kept]


@transaction.atomic
def note_week(now: datetime.datetime | None = None) -> bool:
    """Queue the week that ended on the last Monday, once; whether there was something to queue.

    For who followed it by then. It counts from the hour of the digests on Monday.
    """
    end = last_monday(now or timezone.now())
    edition, is_new = WeekEdition.objects.get_or_create(monday=timezone.localdate(end))
    if not is_new:
        return False
    edition.chosen = choice(end - WEEK, end)
    edition.save(update_fields=["chosen"])
    question = Question.objects.filter(sort=QuestionSort.WEEK).first()
    if not edition.chosen or question is None:
        return False
    queue(
        [question.pk],
        "edition_id",
        edition.pk,
        at=end - datetime.timedelta(seconds=1),
        followings=Following.objects.filter(confirmed_at__lt=end),
    )
    return True
