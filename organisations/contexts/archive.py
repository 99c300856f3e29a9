"""How many posts of which kind a blog has in each month: for the tabs and for the archive."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from organisations.models import BlogPostPage


@dataclass(frozen=True)
class ArchiveMonth:
    """A month of the archive with the number of posts in it."""

    name: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class ArchiveYear:
    """A year of the archive; `is_open` when its months show at once."""

    name: str
    months: list[ArchiveMonth] = field(default_factory=list)
    is_open: bool = False

    @property
    def count(self) -> int:
        """The number of posts of the year."""
        return sum(month.count for month in self.months)


@dataclass(frozen=True)
class Counts:
    """Numbers of posts by kind and month ("2026-11")."""

    numbers: dict[tuple[str, str], int]

    @cached_property
    def months(self) -> set[str]:
        """Every month in which something was written."""
        return {month for _kind, month in self.numbers if month}

    def number(self, kinds: list[str], month: str = "") -> int:
        """How many there are of these kinds (none: all) in this month ("": ever)."""
        return sum(
            number
            for (kind, of_month), number in self.numbers.items()
            if (not kinds or kind in kinds) and (not month or of_month == month)
        )

    def years(self, kinds: list[str], chosen: str) -> list[ArchiveYear]:
        """The archive, newest first; empty when there is one month only, which needs no choice."""
        by_month: dict[str, int] = defaultdict(int)
        for (kind, month), number in self.numbers.items():
            if month and (not kinds or kind in kinds):
                by_month[month] += number
        if len(by_month) < 2:
            return []
        query = QueryDict(mutable=True)
        query.setlist("soort", kinds)
        newest_first = sorted(by_month, reverse=True)
        opened = chosen or newest_first[0]
        years = []
        for year, months in groupby(newest_first, key=lambda month: month[:4]):
            rows = []
            for month in months:
                query["maand"] = month
                name = date_format(_first_day(month), "F").capitalize()
                rows.append(
                    ArchiveMonth(name, by_month[month], f"?{query.urlencode()}", month == chosen)
                )
            years.append(ArchiveYear(year, rows, opened.startswith(year)))
        return years


def count_posts(posts: QuerySet[BlogPostPage]) -> Counts:
    """Count the posts of a blog, in one query."""
    rows = (
        posts.order_by()
        .annotate(month=TruncMonth("first_published_at"))
        .values_list("kind", "month")
        .annotate(number=Count("pk"))
    )
    return Counts({(kind, f"{month:%Y-%m}" if month else ""): n for kind, month, n in rows})


def span_of(month: str) -> tuple[datetime.datetime, datetime.datetime]:
    """The first and the last moment of a month ("2026-11") in local time."""
    first = _first_day(month)
    following = (first + datetime.timedelta(days=31)).replace(day=1)
    return first, following - datetime.timedelta(microseconds=1)


def _first_day(month: str) -> datetime.datetime:
    year, number = map(int, month.split("-"))
    return timezone.make_aware(datetime.datetime(year, number, 1))
