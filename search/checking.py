"""Compares the search entries with the tree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms.models import model_to_dict

from search.indexing import chunks, indexed_pages
from search.models import Entry, EntryPlace, EntryTopic
from search.records import Record, read_records

Facts = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """An entry that is not as it ought to be: "missing", "stale" or "superfluous"."""

    page_id: int
    what: str


def differences(progress: Callable[[int], None] = lambda done: None) -> Iterator[Difference]:
    """What is wrong in the index, some hundreds of pages at a time."""
    done = 0
    for ids in chunks(indexed_pages()):
        wanted = {record.entry.pk: facts_of(record) for record in read_records(ids)}
        stored = stored_facts(ids)
        for page_id in ids:
            if page_id not in stored:
                yield Difference(page_id, "missing")
            elif wanted.get(page_id) != stored[page_id]:
                yield Difference(page_id, "stale")
        done += len(ids)
        progress(done)
    entries = Entry.objects.order_by("pk").values_list("pk", flat=True)
    for ids in chunks(entries.iterator()):
        kept = {record.entry.pk for record in read_records(ids)}
        for page_id in ids:
            if page_id not in kept:
                yield Difference(page_id, "superfluous")


def facts_of(record: Record) -> Facts:
    """A record in a form that can be compared."""
    return {
        "entry": entry_facts(record.entry),
        "topics": {topic.topic_id for topic in record.topics},
        "places": sorted(place_facts(place) for place in record.places),
    }


def stored_facts(ids: list[int]) -> dict[int, Facts]:
    """The same of what is stored."""
    facts: dict[int, Facts] = {
        entry.pk: {"entry": entry_facts(entry), "topics": set(), "places": []}
        for entry in Entry.objects.filter(pk__in=ids)
    }
    for topic in EntryTopic.objects.filter(entry__in=ids):
        facts[topic.entry_id]["topics"].add(topic.topic_id)
    for place in EntryPlace.objects.filter(entry__in=ids):
        facts[place.entry_id]["places"].append(place_facts(place))
    for fact in facts.values():
        fact["places"].sort()
    return facts


def entry_facts(entry: Entry) -> Facts:
    """The fields of an entry."""
    return {field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}


def place_facts(place: EntryPlace) -> tuple[str, ...]:
    """The fields of a place, without its own id."""
    return tuple(repr(value) for value in model_to_dict(place, exclude=["id"]).values())
