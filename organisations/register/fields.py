"""Comparing the fields of the register with those of a page.

What the register says for sure (name, type, ids) is always written. A date or abbreviation is
written when the register has one, and emptied only when the register had put it there. A website
that an editor changed stays. `register_values` remembers what the register said last.
See docs/decisions/0004.
"""

import datetime
from typing import Any

from organisations.register.records import Record

Values = dict[str, Any]


def compare_fields(record: Record, stored: Values) -> Values:
    """The fields that have to be written; `stored` is empty for a new page."""
    said: Values = stored.get("register_values") or {}
    wanted: Values = {
        "title": record.name[:255],
        "register_id": record.key,
        "abbreviation": _owned(
            record.abbreviation[:50], stored.get("abbreviation", ""), said.get("abbreviation", "")
        ),
        "began_on": _dated("began_on", record, stored, said),
        "ended_on": _dated("ended_on", record, stored, said),
        "website": _website(record.website, stored.get("website", ""), said.get("website", "")),
        "other_names": _other_names(record, stored, said),
        "register_values": _said(record),
    }
    if record.tooi_uri:
        wanted["tooi_uri"] = record.tooi_uri
    if record.organisation_type is not None:
        wanted["organisation_type"] = record.organisation_type.value
    return {name: value for name, value in wanted.items() if stored.get(name) != value}


def _said(record: Record) -> Values:
    said = {
        "abbreviation": record.abbreviation[:50],
        "began_on": record.began_on.isoformat() if record.began_on else "",
        "ended_on": record.ended_on.isoformat() if record.ended_on else "",
        "website": record.website,
        "other_names": list(record.other_names),
    }
    return {name: value for name, value in said.items() if value}


def _owned(new: Any, stored: Any, said: Any) -> Any:
    if new:
        return new
    return new if stored == said else stored


def _dated(name: str, record: Record, stored: Values, said: Values) -> datetime.date | None:
    new: datetime.date | None = getattr(record, name)
    value: datetime.date | None = stored.get(name)
    came_from_register = value is not None and value.isoformat() == said.get(name)
    return new if new or came_from_register else value


def _website(new: str, stored: str, said: str) -> str:
    return new if not stored or stored == said else stored


def _other_names(record: Record, stored: Values, said: Values) -> str:
    """The names that are there, with the old name after a renaming and new other abbreviations."""
    lines = [line for line in stored.get("other_names", "").splitlines() if line.strip()]
    known = {line.strip().casefold() for line in lines} | {record.name.casefold()}
    new = [name for name in record.other_names if name not in said.get("other_names", [])]
    if stored.get("title") and stored["title"] != record.name[:255]:
        new.append(stored["title"])
    added = [name for name in new if name.casefold() not in known]
    return "\n".join([*lines, *added]) if added else stored.get("other_names", "")
