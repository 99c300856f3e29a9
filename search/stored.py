"""A question that is kept, for example with a following: its form, and what it means later.

Ministries, organisations and topics are kept by id, so that a question outlives their renaming
and moving; of a body that ended, its successor counts as well. What is no longer there never
widens a question: a facet of which nothing is left finds nothing, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from search.facets import Facet, facet_classes
from search.facts import Facts

if TYPE_CHECKING:
    from search.filters import Filter

STORED_VERSION = 1

# The most telling first: a question is looked up by one facet, and then checked as a whole.
ANCHORS = (
    "bericht",
    "traject",
    "organisatie",
    "gebouw",
    "q",
    "onderwerp",
    "nabij",
    "ministerie",
    "status",
    "soort",
)
EVERYTHING = "*"
"""The key of a question that none of these facets narrows."""


@dataclass
class Restored:
    """A stored question as it is today."""

    filter: "Filter"
    gone: list[str] = field(default_factory=list)
    """In Dutch: what of the question is no longer there."""
    is_void: bool = False
    """Whether nothing can be found by this question any more."""


def to_stored(facets: Mapping[str, Facet]) -> dict[str, Any]:
    """What was asked as plain data: `{"version": 1, "asked": {parameter: values}}`."""
    asked = {
        name: kept
        for name, facet in facets.items()
        if facet.is_question and (kept := facet.to_stored())
    }
    if "nabij" not in asked:
        asked.pop("straal", None)
    return {"version": STORED_VERSION, "asked": asked}


def asked_of(stored: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What a stored form asks. Raises ValueError for a version that we do not know."""
    if stored.get("version") != STORED_VERSION:
        raise ValueError(f"Unknown version of a stored filter: {stored.get('version')!r}")
    return {str(name): list(kept) for name, kept in stored["asked"].items()}


def restore(stored: Mapping[str, Any]) -> Restored:
    """The question as it can be asked today. Raises ValueError as `asked_of` does."""
    from search.filters import Filter  # noqa: PLC0415  it imports this module

    facets = {cls.parameter: cls for cls in facet_classes()}
    raw: dict[str, list[str]] = {}
    gone: list[str] = []
    is_void = False
    for name, kept in asked_of(stored).items():
        facet = facets.get(name)
        raw[name] = facet.from_stored(kept) if facet else []
        if not raw[name]:
            heading = str(facet.heading) if facet else name
            gone.append(_("%(heading)s: dit staat niet meer op de site.") % {"heading": heading})
            is_void = True
    question = Filter({name: values for name, values in raw.items() if values})
    for name, values in raw.items():
        if values and name in facets and not question.facets[name].values:
            is_void = True
    return Restored(question, [*gone, *question.problems], is_void)


def admits(asked: Mapping[str, list[Any]], facts: Facts) -> bool:
    """Whether a question finds a page with these facts."""
    facets = {cls.parameter: cls for cls in facet_classes()}
    return all(
        name in facets and facets[name].admits(kept, facts, asked) for name, kept in asked.items()
    )


def keys_of(asked: Mapping[str, list[Any]]) -> list[str]:
    """The keys under which a question is kept: a page that it finds has at least one of them."""
    facets = {cls.parameter: cls for cls in facet_classes()}
    for name in ANCHORS:
        if asked.get(name):
            return [f"{name}:{key}" for key in facets[name].keys(asked[name], asked)]
    return [EVERYTHING]


def keys_of_facts(facts: Facts) -> list[str]:
    """All keys under which questions that find this page can be kept."""
    facets = {cls.parameter: cls for cls in facet_classes()}
    return [
        EVERYTHING,
        *(f"{name}:{key}" for name in ANCHORS for key in facets[name].keys_of_facts(facts)),
    ]
