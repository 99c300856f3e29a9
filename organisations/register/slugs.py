"""Addresses for new pages: an abbreviation where there is one, else the name."""

import re
from collections.abc import Iterator

from django.utils.text import slugify

from organisations.addresses import is_reserved
from organisations.register.records import Record
from organisations.register.xml_records import MINISTRY_PREFIX

MAX_LENGTH = 60
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
# A name that is cut does not end in one of these.
_LOOSE_ENDS = {"aan", "bij", "de", "den", "der", "en", "het", "in", "of", "op", "te", "van", "voor"}


def new_slug(record: Record, taken: set[str], depth: int, *, dated: bool = False) -> str:
    """A slug that is free below the parent and not a word of the site's own addresses.

    `dated`: the abbreviation is shared with a ministry of today or of another time, so the year
    in which this one ended comes behind it.
    """
    return next(
        slug
        for slug in _candidates(record, dated)
        if slug not in taken and not is_reserved(slug, depth)
    )


def short_slug(record: Record) -> str:
    """The slug of the abbreviation; empty when there is none worth having."""
    slug = slugify(record.abbreviation.replace("/", "-"))
    return slug if len(slug) > 1 and not slug.isdigit() else ""


def long_slug(record: Record) -> str:
    """The slug of the name, cut at a word."""
    name = record.name.removeprefix(MINISTRY_PREFIX) if record.is_ministry else record.name
    name = _IN_BRACKETS.sub("", name) or name
    slug = slugify(name) or slugify(record.key) or "organisatie"
    if len(slug) <= MAX_LENGTH:
        return slug
    words = slug[: MAX_LENGTH + 1].split("-")[:-1]
    while words and words[-1] in _LOOSE_ENDS:
        words.pop()
    return "-".join(words) or slug[:MAX_LENGTH]


def _candidates(record: Record, dated: bool) -> Iterator[str]:
    short, long = short_slug(record), long_slug(record)
    if short and not dated:
        yield short
    if short and record.ended_on:
        yield f"{short}-{record.ended_on.year}"
    yield long
    number = 2
    while True:
        yield f"{long}-{number}"
        number += 1
