"""Writes how often pages were read, and keeps old numbers by month."""

import datetime
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.models import Page

from organisations.models.readership import ReadCount, ReadTotal, Span

Reading = tuple[int, datetime.date]
"""A page and the day it was read."""
PAGES_AT_ONCE = 200


@transaction.atomic
def add_readings(numbers: Mapping[Reading, int]) -> None:
    """Add readings to the numbers of their day and to the totals of their pages.

    Several processes may do so at the same time. Pages that are gone are left out. Raises
    DatabaseError, and then nothing was written.
    """
    wanted = {page_id for page_id, _day in numbers}
    here = set(Page.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    kept = {reading: number for reading, number in numbers.items() if reading[0] in here}
    _add(kept, Span.DAY)
    totals: dict[int, int] = {}
    for (page_id, _day), number in kept.items():
        totals[page_id] = totals.get(page_id, 0) + number
    ReadTotal.objects.bulk_create(
        (ReadTotal(page_id=page_id) for page_id in sorted(totals)), ignore_conflicts=True
    )
    for page_id, number in sorted(totals.items()):
        ReadTotal.objects.filter(pk=page_id).update(number=F("number") + number)


def _add(numbers: Mapping[Reading, int], span: Span) -> None:
    # Always in the same order, so that two processes cannot wait for each other.
    ReadCount.objects.bulk_create(
        (ReadCount(page_id=page_id, span=span, day=day) for page_id, day in sorted(numbers)),
        ignore_conflicts=True,
    )
    for (page_id, day), number in sorted(numbers.items()):
        ReadCount.objects.filter(page_id=page_id, span=span, day=day).update(
            number=F("number") + number
        )


def roll_up(today: datetime.date | None = None) -> int:
    """Bring the days of months before `READ_COUNT_DAYS` days ago together; returns how many rows.

    A month goes as a whole, some pages at a time; what was done stays done.
    """
    day = today or timezone.localdate()
    first_kept = (day - datetime.timedelta(days=settings.READ_COUNT_DAYS)).replace(day=1)
    done = last = 0
    pages = ReadTotal.objects.order_by("pk").values_list("pk", flat=True)
    while ids := list(pages.filter(pk__gt=last)[:PAGES_AT_ONCE]):
        with transaction.atomic():
            old = ReadCount.objects.filter(page_id__in=ids, span=Span.DAY, day__lt=first_kept)
            months = old.values("page_id", month=TruncMonth("day")).annotate(total=Sum("number"))
            _add({(row["page_id"], row["month"]): row["total"] for row in months}, Span.MONTH)
            done += old.delete()[0]
        last = ids[-1]
    return done
