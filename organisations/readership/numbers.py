"""Reads how often pages were read: by day, by month, and for lists of pages."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from organisations.models.readership import ReadCount, Span

DAYS = 30
MONTHS = 12


@dataclass(frozen=True)
class Number:
    """How often something was read in a day or month."""

    day: datetime.date
    number: int


def first_day(today: datetime.date | None = None) -> datetime.date:
    """The first of the last thirty days."""
    return (today or timezone.localdate()) - datetime.timedelta(days=DAYS - 1)


def by_day(counts: QuerySet[ReadCount], today: datetime.date | None = None) -> list[Number]:
    """The last thirty days, oldest first, today included; one query."""
    first = first_day(today)
    found = dict(
        counts.filter(span=Span.DAY, day__gte=first)
        .order_by()
        .values_list("day")
        .annotate(total=Sum("number"))
    )
    days = (first + datetime.timedelta(days=step) for step in range(DAYS))
    return [Number(day, found.get(day, 0)) for day in days]


def by_month(counts: QuerySet[ReadCount], today: datetime.date | None = None) -> list[Number]:
    """The last twelve months, oldest first, this month included; one query."""
    this = (today or timezone.localdate()).replace(day=1)
    months = [this]
    while len(months) < MONTHS:
        months.append((months[-1] - datetime.timedelta(days=1)).replace(day=1))
    months.reverse()
    found = dict(
        counts.filter(day__gte=months[0])
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values_list("month")
        .annotate(total=Sum("number"))
    )
    return [Number(month, found.get(month, 0)) for month in months]


def recent_reads(page_ids: Iterable[int]) -> dict[int, int]:
    """How often each of these pages was read in the last thirty days; one query."""
    return dict(
        ReadCount.objects.filter(page_id__in=list(page_ids), span=Span.DAY, day__gte=first_day())
        .order_by()
        .values_list("page_id")
        .annotate(total=Sum("number"))
    )


def recent_reads_of_each() -> Coalesce:
    """The same number as an expression on a queryset of pages."""
    counts = (
        ReadCount.objects.filter(page_id=OuterRef("pk"), span=Span.DAY, day__gte=first_day())
        .order_by()
        .values("page_id")
        .annotate(total=Sum("number"))
    )
    return Coalesce(Subquery(counts.values("total")), 0)


def total_of(post: Any) -> int:
    """How often a post was read in all; its `read_total` came along or is fetched."""
    total = getattr(post, "read_total", None)
    return total.number if total else 0
