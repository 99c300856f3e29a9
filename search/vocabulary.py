"""The names that the filter knows: ministries, organisations and topics, each looked up once."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from organisations.models import Topic
from search.models import Entry, EntryType


@dataclass(frozen=True)
class Body:
    """A ministry or organisation by name."""

    id: int
    slug: str
    title: str
    short: str
    ended_on: datetime.date | None = None
    """The last day of what has ceased to exist."""

    @property
    def name(self) -> str:
        """The full name; of what has ended with its year, because names come back."""
        return self.dated(self.title)

    @property
    def short_name(self) -> str:
        """The short name; of what has ended with its year."""
        return self.dated(self.short)

    def dated(self, name: str) -> str:
        """A name with the year of the end behind it, if there was one."""
        if self.ended_on is None:
            return name
        return _("%(name)s (tot %(year)d)") % {"name": name, "year": self.ended_on.year}


class Vocabulary:
    """Looks names up when they are first asked for; one query for bodies, one for topics."""

    def __init__(self, organisation_slugs: list[str] | None = None) -> None:
        self.organisation_slugs = organisation_slugs or []

    @cached_property
    def _bodies(self) -> tuple[list[Body], list[Body]]:
        wanted = Q(entry_type=EntryType.MINISTRY)
        if self.organisation_slugs:
            wanted |= Q(entry_type=EntryType.ORGANISATION, page__slug__in=self.organisation_slugs)
        ministries: list[Body] = []
        organisations: list[Body] = []
        rows = Entry.objects.visible().filter(wanted).select_related("page").order_by("name_key")
        for entry in rows.only("entry_type", "title", "short_name", "ended_on", "page__slug"):
            target = ministries if entry.entry_type == EntryType.MINISTRY else organisations
            target.append(body_of(entry))
        return ministries, organisations

    @property
    def ministries(self) -> list[Body]:
        """All ministries by name, those of today first."""
        return sorted(self._bodies[0], key=lambda body: body.ended_on is not None)

    @property
    def organisations(self) -> list[Body]:
        """The organisations that were asked for by slug (one slug may be used by several)."""
        return self._bodies[1]

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """All topics by slug, by name."""
        return {
            topic.slug: topic
            for topic in Topic.objects.only("name", "slug", "parent_id").order_by("name")
        }


def body_of(entry: Entry) -> Body:
    """The names of a ministry's or organisation's entry."""
    return Body(
        entry.pk,
        entry.page.slug,
        entry.title,
        entry.short_name or entry.title,
        entry.ended_on if entry.has_ended else None,
    )


def bodies(ids: set[int]) -> dict[int, Body]:
    """Bodies by page id: one query."""
    rows = Entry.objects.visible().filter(pk__in=ids).select_related("page")
    return {
        entry.pk: body_of(entry)
        for entry in rows.only("entry_type", "title", "short_name", "ended_on", "page__slug")
    }


def slugs_of(ids: list[int]) -> list[str]:
    """The slugs of those bodies that readers may see, in the order of the ids: one query."""
    known = bodies(set(ids))
    return [known[key].slug for key in ids if key in known]
