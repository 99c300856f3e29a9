"""The places of the map as a list, complete without script: by province, city and address."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.http import HttpRequest
from django.utils.translation import gettext as _

from organisations.models import Location, Precision
from search.facets.kind import KINDS
from search.filters import Filter
from search.models import Entry, EntryType
from search.places import Ints, Selection

SHOWN_AT_A_PLACE = 6


@dataclass
class Found:
    """An organisation or post in the list."""

    title: str
    url: str
    kind: str
    kind_label: str
    language: str = ""


@dataclass
class Row:
    """One place with what was found there, or something found that has no place on the map."""

    found: list[Found]
    province: str = ""
    city: str = ""
    address: str = ""
    precision: str = ""
    building_url: str = ""
    more: int = 0
    on_map: bool = True

    @property
    def area(self) -> str:
        """The heading it stands under: "Den Haag, Zuid-Holland"."""
        if not self.on_map:
            return _("Organisaties zonder plek op de kaart")
        return ", ".join(filter(None, [self.city, self.province])) or _("Plaats niet bekend")


class PlaceList:
    """What a filter finds, place by place; then the organisations that the map cannot show.

    A sequence for Django's paginator. A page of it costs three queries, however long the list.
    """

    def __init__(self, chosen: Filter, selection: Selection, request: HttpRequest | None) -> None:
        self._filter = chosen
        self._selection = selection
        self._request = request

    @cached_property
    def _locations(self) -> Ints:
        return self._selection.locations_by_area

    @cached_property
    def _unplaced(self) -> Ints:
        found = self._filter.found
        columns = found.columns
        is_body = columns.names.types.marks(
            [EntryType.MINISTRY.value, EntryType.ORGANISATION.value]
        )
        wanted = found.flags & is_body[columns.entries.types]
        ids = columns.entries.entries[columns.by_name[wanted[columns.by_name]]]
        return ids[~np.isin(ids, self._selection.columns.entries[self._selection.rows])]

    @cached_property
    def placed_count(self) -> int:
        """How many places there are."""
        return len(self._locations)

    @cached_property
    def unplaced_count(self) -> int:
        """How many organisations have no place on the map."""
        return int(self._unplaced.size)

    def __len__(self) -> int:
        return self.placed_count + self.unplaced_count

    def __getitem__(self, part: slice) -> list[Row]:
        start, stop, _step = part.indices(len(self))
        ids = [int(pk) for pk in self._locations[start:stop]]
        rows = self._placed_rows(ids) if ids else []
        if stop > self.placed_count:
            first = max(0, start - self.placed_count)
            rows += self._unplaced_rows(self._unplaced[first : stop - self.placed_count].tolist())
        return rows

    def _placed_rows(self, ids: list[int]) -> list[Row]:
        locations = Location.objects.in_bulk(ids)
        shown = self._selection.entries_at(ids, SHOWN_AT_A_PLACE)
        entries = {
            entry.pk: entry
            for entry in Entry.objects.with_language()
            .filter(pk__in={pk for here in shown.values() for pk in here[0]})
            .select_related("page")
        }
        rows = []
        for pk in ids:
            here, total = shown.get(pk, ([], 0))
            row = Row(
                found=[self._found(entries[entry]) for entry in here if entry in entries],
                more=total - len(here),
            )
            if location := locations.get(pk):
                row.province, row.city = location.province, location.city
                row.address = location.address
                row.precision = str(Precision(location.precision).label)
                row.building_url = location.get_building_url()
            rows.append(row)
        return rows

    def _unplaced_rows(self, ids: list[int]) -> list[Row]:
        entries = Entry.objects.with_language().select_related("page").in_bulk(ids)
        found = [entries[pk] for pk in ids if pk in entries]
        addresses = addresses_of(ids)
        return [
            Row(
                found=[self._found(entry)],
                address="; ".join(addresses.get(entry.pk, [])),
                on_map=False,
            )
            for entry in found
        ]

    def _found(self, entry: Entry) -> Found:
        return Found(
            title=entry.title,
            url=entry.page.get_url(self._request) or "",
            kind=entry.kind,
            kind_label=str(KINDS[entry.kind]) if entry.kind else "",
            language=entry.language,
        )


def addresses_of(pages: Iterable[int]) -> dict[int, list[str]]:
    """The addresses of pages, by page id: one query."""
    found: dict[int, list[str]] = {}
    for location in Location.objects.filter(page__in=list(pages)).order_by("sort_order", "pk"):
        if location.address:
            found.setdefault(location.page_id, []).append(location.address)
    return found
