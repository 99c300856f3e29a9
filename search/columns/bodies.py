"""Ministries and organisations by name, as they are kept in memory."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms.core.languages import interface_language, is_spoken
from search.models import Entry, EntryType


@dataclass(frozen=True)
class Body:
    """A ministry or organisation by name."""

    id: int
    slug: str
    title: str
    abbreviation: str
    is_ministry: bool
    key: str
    """The folded title."""
    short_key: str
    """The folded abbreviation; empty when there is none."""
    last_day: datetime.date | None = None

    @property
    def short(self) -> str:
        """The abbreviation where there is one, else the name."""
        return self.abbreviation or self.title

    @property
    def ended_on(self) -> datetime.date | None:
        """The last day of what has ceased to exist; an end in the future does not count yet."""
        if self.last_day is None or self.last_day > timezone.localdate():
            return None
        return self.last_day

    @property
    def name(self) -> str:
        """The full name; of what has ended with its year, because names come back."""
        return self.dated(self.title)

    @property
    def short_name(self) -> str:
        """The short name; of what has ended with its year."""
        return self.dated(self.short)

    @property
    def marked_name(self) -> str:
        """The full name for an element that is marked as Dutch: the year is of the interface."""
        if self.ended_on is None or is_spoken(settings.LANGUAGE_CODE):
            return self.name
        year = self.dated("").strip()
        return format_html('{} <span lang="{}">{}</span>', self.title, interface_language(), year)

    def dated(self, name: str) -> str:
        """A name with the year of the end behind it, if there was one."""
        if self.ended_on is None:
            return name
        return _("%(name)s (tot %(year)d)") % {"name": name, "year": self.ended_on.year}


def read_bodies(ids: Iterable[int] | None = None) -> dict[int, Body]:
    """All bodies, or those among some entries, by page id and in the order of their names."""
    rows = Entry.objects.of_type(EntryType.MINISTRY, EntryType.ORGANISATION)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    columns = (
        "pk",
        "page__slug",
        "title",
        "short_name",
        "entry_type",
        "name_key",
        "short_key",
        "ended_on",
    )
    return {
        pk: Body(
            id=pk,
            slug=slug,
            title=title,
            abbreviation=short,
            is_ministry=entry_type == EntryType.MINISTRY,
            key=key,
            short_key=short_key,
            last_day=last_day,
        )
        for pk, slug, title, short, entry_type, key, short_key, last_day in rows.order_by(
            "name_key", "pk"
        ).values_list(*columns)
    }
