"""The results as open data: JSON, CSV and GeoJSON of the same set as the list, streamed."""

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from search.columns import Columns
from search.filters import Filter
from search.found import Found
from search.models import UNDATED, Entry, EntryPlace, EntryTopic

MAX_AGE = 60
CHUNK = 500
TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
}
COLUMNS = (
    "id",
    "type",
    "kind",
    "state",
    "phase",
    "title",
    "abbreviation",
    "url",
    "ministry",
    "organisation",
    "date",
    "topics",
    "places",
)
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, Any]


@require_safe
def results_data(request: HttpRequest, form: str) -> StreamingHttpResponse:
    """Everything that the filter finds, in the order asked for, in the form asked for.

    It is read and sent some hundreds at a time, so the memory it takes does not grow.
    """
    if form not in TYPES:
        raise Http404
    asked = Filter.from_params(request.GET)
    rows = rows_of(asked.found, request)
    writers = {"json": as_json, "csv": as_csv, "geojson": as_geojson}
    response = StreamingHttpResponse(writers[form](rows, asked), content_type=TYPES[form])
    response["Content-Disposition"] = f'inline; filename="rijkslocaties.{form}"'
    # Open data: any site may read it.
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def rows_of(found: Found, request: HttpRequest) -> Iterator[Row]:
    """The entries as plain data; three queries for each CHUNK."""
    ids = iter(found.ids.tolist())
    while chunk := list(islice(ids, CHUNK)):
        entries = Entry.objects.visible().select_related("page").in_bulk(chunk)
        topics: dict[int, list[str]] = {}
        for pk, name in (
            EntryTopic.objects.filter(entry__in=chunk)
            .order_by("topic__name")
            .values_list("entry_id", "topic__name")
        ):
            topics.setdefault(pk, []).append(name)
        places: dict[int, list[Row]] = {}
        for place in EntryPlace.objects.filter(entry__in=chunk).order_by("pk"):
            places.setdefault(place.entry_id, []).append(place_row(place))
        for pk in chunk:
            if pk in entries:
                row = entry_row(entries[pk], found.columns, request)
                yield row | {"topics": topics.get(pk, []), "places": places.get(pk, [])}


def entry_row(entry: Entry, columns: Columns, request: HttpRequest) -> Row:
    """An entry without its topics and places."""

    def name(pk: int | None) -> str:
        return columns.bodies[pk].title if pk in columns.bodies else ""

    return {
        "id": entry.pk,
        "type": entry.entry_type,
        "kind": entry.kind,
        "state": entry.state,
        "phase": entry.phase,
        "title": entry.title,
        "abbreviation": entry.short_name,
        "url": request.build_absolute_uri(entry.page.get_url(request) or "/"),
        "ministry": name(entry.ministry_id),
        "organisation": name(entry.organisation_id),
        "date": None if entry.date == UNDATED else entry.date.isoformat(),
    }


def place_row(place: EntryPlace) -> Row:
    """A place; `precision` says how well its point is known."""
    return {
        "city": place.city,
        "municipality": place.municipality,
        "province": place.province,
        "building": place.building_key,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
    }


def dumped(value: Any) -> str:
    """A value as JSON, short and readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def joined(head: str, items: Iterable[str], tail: str) -> Iterator[str]:
    """A list in parts, with commas between the items."""
    yield head
    for number, item in enumerate(items):
        yield f",\n{item}" if number else f"\n{item}"
    yield tail


def as_json(rows: Iterator[Row], asked: Filter) -> Iterator[str]:
    """One object with the question, the number of results, what was left out, and the results."""
    about = {
        "question": asked.describe(),
        "total": asked.found.total,
        "problems": asked.problems,
    }
    return joined(f'{dumped(about)[:-1]},"results":[', map(dumped, rows), "\n]}\n")


def as_geojson(rows: Iterator[Row], asked: Filter) -> Iterator[str]:
    """A feature for each place; what has no place is a feature without geometry (RFC 7946)."""

    def features() -> Iterator[str]:
        for row in rows:
            facts = {key: value for key, value in row.items() if key != "places"}
            placed = [place for place in row["places"] if place["latitude"] is not None]
            for place in placed or [{}]:
                point = [place["longitude"], place["latitude"]] if place else None
                about = {
                    key: place.get(key, "")
                    for key in ("city", "municipality", "province", "building", "precision")
                }
                yield dumped(
                    {
                        "type": "Feature",
                        "geometry": {"type": "Point", "coordinates": point} if point else None,
                        "properties": facts | about,
                    }
                )

    return joined('{"type":"FeatureCollection","features":[', features(), "\n]}\n")


class Line:
    """What `csv` writes to: gives the line back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def as_csv(rows: Iterator[Row], asked: Filter) -> Iterator[str]:
    """A line for each entry; topics and cities with semicolons between."""
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        cities = dict.fromkeys(place["city"] for place in row["places"])
        cells = row | {
            "topics": "; ".join(row["topics"]),
            "places": "; ".join(filter(None, cities)),
        }
        yield writer.writerow([harmless(cells[column]) for column in COLUMNS])


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet takes for text."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value
