"""`van` and `tot`: a period, as days written 2026-11-23."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.columns import Columns
from search.columns.arrays import Flags
from search.facets.base import Facet, tidy_values
from search.facts import Facts
from search.models import UNDATED, Entry


class Day(Facet):
    """A day at one end of a period; the last one that is given counts."""

    def read(self, raw: Iterable[str]) -> None:
        """A day of the calendar."""
        typed = [value for value in tidy_values(raw) if value][-1:]
        for value in typed:
            if self.knows(value):
                self.values = [value]
            else:
                self.problems.append(
                    _(
                        "“%(value)s” is geen dag; schrijf bijvoorbeeld 2026-11-23. Dit is weggelaten."
                    )
                    % {"value": value[:60]}
                )

    def knows(self, value: str) -> bool:
        """A day between 1901 and 9998."""
        try:
            return 1900 < datetime.date.fromisoformat(value).year < 9999
        except ValueError:
            return False

    def label(self, value: str) -> str:
        """ "vanaf 23 november 2026"."""
        return f"{self.name()} {date_format(datetime.date.fromisoformat(value))}"

    def describe(self) -> str:
        """The chip says it all."""
        return self.label(self.values[0]) if self.active else ""

    def midnight(self, days: int = 0) -> datetime.datetime:
        """The start of the day (or of a day later), on the clock of the site."""
        return midnight(self.values[0], days)


def midnight(value: str, days: int = 0) -> datetime.datetime:
    """The start of a day (or of so many days later), on the clock of the site."""
    day = datetime.date.fromisoformat(value) + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


class Since(Day):
    """From this day."""

    parameter = "van"
    heading = gettext_lazy("Vanaf")
    position = 70

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The day itself included; what has no date is left out."""
        return entries.filter(date__gte=self.midnight())

    @classmethod
    def admits(cls, kept: list[Any], facts: Facts, asked: Mapping[str, list[Any]]) -> bool:
        """The same for one page."""
        return facts.date is not None and facts.date >= midnight(str(kept[0]))

    def keep(self, columns: Columns) -> Flags:
        """The same in memory."""
        kept: Flags = columns.entries.dates >= self.midnight().timestamp()
        return kept


class Until(Day):
    """Up to this day."""

    parameter = "tot"
    heading = gettext_lazy("Tot en met")
    position = 71

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The day itself included; what has no date is left out."""
        return entries.filter(date__lt=self.midnight(days=1), date__gt=UNDATED)

    @classmethod
    def admits(cls, kept: list[Any], facts: Facts, asked: Mapping[str, list[Any]]) -> bool:
        """The same for one page."""
        return facts.date is not None and facts.date < midnight(str(kept[0]), days=1)

    def keep(self, columns: Columns) -> Flags:
        """The same in memory."""
        dates = columns.entries.dates
        kept: Flags = (dates < self.midnight(days=1).timestamp()) & (dates > UNDATED.timestamp())
        return kept
