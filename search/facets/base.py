"""What a facet is: one parameter of the filter, in one class in one file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import CharField, Count, F, Min, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from search.facts import Facts
from search.models import Entry, EntryPlace
from search.text import clean
from search.vocabulary import Vocabulary

MAX_VALUES = 20
MAX_VALUE_LENGTH = 160

# A counted group: the values of the facet's `columns` as text, and the number of entries.
Group = tuple[str, str, int]


@dataclass
class Choice:
    """A value that a reader can choose, with the number of entries that it gives."""

    value: str
    label: str
    count: int
    selected: bool = False
    children: list["Choice"] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something below this choice is chosen."""
        return any(child.selected for child in self.children)


class Facet:
    """One parameter of the filter: reads, checks, describes, narrows and counts itself.

    A new facet is a subclass in a module of its own below search/facets/; the filter finds it.
    Nothing in here may raise on what a reader typed: what is not understood is left out and said
    in `problems`.
    """

    parameter: ClassVar[str] = ""
    """The name in the address."""
    heading: ClassVar[Any] = ""
    """The words above the choices."""
    position: ClassVar[int] = 100
    """Order in addresses, descriptions and on the page."""
    is_question: ClassVar[bool] = True
    """Whether this belongs to what is asked, and not only to how the list is shown."""
    columns: ClassVar[tuple[str, ...]] = ()
    """Columns of Entry (one or two) by which entries are counted; none: the facet is not counted."""

    def __init__(self, raw: Iterable[str], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.problems: list[str] = []
        self.values: list[str] = []
        self.read(raw)

    def read(self, raw: Iterable[str]) -> None:
        """Take the values that are understood; say what was left out."""
        typed = [value for value in dict.fromkeys(tidy_values(raw)) if value]
        if len(typed) > MAX_VALUES:
            self.problems.append(
                _("U koos meer dan %(max)d keer %(heading)s; wij gebruiken de eerste %(max)d.")
                % {"max": MAX_VALUES, "heading": self.name()}
            )
        for value in typed[:MAX_VALUES]:
            if self.knows(value):
                self.values.append(value)
            else:
                self.problems.append(self.unknown(value))

    def name(self) -> str:
        """The heading inside a sentence."""
        return str(self.heading).lower()

    def unknown(self, value: str) -> str:
        """What we say about a value that we do not know."""
        return _("%(heading)s “%(value)s” kennen wij niet; dit filter is weggelaten.") % {
            "heading": self.heading,
            "value": value[:60],
        }

    def knows(self, value: str) -> bool:
        """Whether a value is one of this facet's."""
        raise NotImplementedError

    def label(self, value: str) -> str:
        """A known value in words."""
        return value

    @property
    def active(self) -> bool:
        """Whether this facet narrows anything."""
        return bool(self.values)

    def describe(self) -> str:
        """The chosen values in words; empty when nothing was chosen."""
        if not self.active:
            return ""
        labels = [self.label(value) for value in self.values]
        return f"{self.name()}: " + _(" of ").join(labels)

    def chips(self) -> list[tuple[str, list[str]]]:
        """For each chosen value its words, and the values that stay when it is dropped."""
        return [
            (self.label(value), [other for other in self.values if other != value])
            for value in self.values
        ]

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Narrow the entries; called only when the facet is active."""
        raise NotImplementedError

    def link(self, facets: Mapping[str, "Facet"]) -> None:
        """Look at another facet that belongs to this one; called when all have been read."""

    def to_stored(self) -> list[Any]:
        """The values to keep with a following: what stays the same when names change."""
        return sorted(self.values) if self.active else []

    @classmethod
    def from_stored(cls, kept: list[Any]) -> list[str]:
        """The values in an address today; what is no longer there is left out."""
        return [str(value) for value in kept]

    @classmethod
    def admits(cls, kept: list[Any], facts: Facts, asked: Mapping[str, list[Any]]) -> bool:
        """Whether a page passes the stored values; `asked` holds those of all facets."""
        found = facts.values.get(cls.parameter, frozenset())
        return any(str(value) in found for value in kept)

    @classmethod
    def keys(cls, kept: list[Any], asked: Mapping[str, list[Any]]) -> list[str]:
        """Under which keys a question with these stored values is found (search/stored.py)."""
        return [str(value) for value in kept]

    @classmethod
    def keys_of_facts(cls, facts: Facts) -> list[str]:
        """The keys of the questions that may admit a page."""
        return sorted(facts.values.get(cls.parameter, frozenset()))

    def apply_places(self, places: QuerySet[EntryPlace]) -> QuerySet[EntryPlace]:
        """Narrow the places of the entries that were found; most facets leave them all."""
        return places

    def groups(self, entries: QuerySet[Entry], *, everything: bool = False) -> list[QuerySet[Any]]:
        """Queries that count entries by the columns; each gives (parameter, first, second, n).

        `everything` says that no facet narrows the entries, for who can count that more cheaply.
        """
        if not self.columns:
            return []
        return [count_by(entries, self.parameter, *self.columns, by_index=everything)]

    def choices(self, groups: list[Group]) -> list[Choice]:
        """What can be chosen, from the counted groups."""
        return []

    def choice(self, value: str, count: int) -> Choice:
        """One choice of this facet."""
        return Choice(value, self.label(value), count, selected=value in self.values)


def tidy_values(raw: Iterable[str]) -> list[str]:
    """Values without invisible characters, cut at a length that no real value has."""
    return [clean(value[: MAX_VALUE_LENGTH * 2])[:MAX_VALUE_LENGTH] for value in raw]


def count_by(
    entries: QuerySet[Any], name: str, first: str, second: str = "", *, by_index: bool = False
) -> QuerySet[Any]:
    """Rows (name, first, second, number), all text but the number, so that rows can be united.

    With `by_index` the grouping is by the bare columns and can follow an index: right for
    everything, wrong for a few, because SQLite then walks the whole index to save a sort.
    """
    counted = entries.order_by()
    texts = {"first_text": text_of(first, by_index), "second_text": text_of(second, by_index)}
    if by_index:
        columns = [first, second] if second else [first]
        counted = counted.values(*columns).annotate(number=Count("pk"), **texts)
    else:
        counted = counted.annotate(**texts).values(*texts).annotate(number=Count("pk"))
    return counted.annotate(facet_name=Value(name, CharField())).values_list(
        "facet_name", "first_text", "second_text", "number"
    )


def text_of(column: str, is_grouped: bool) -> Any:
    """A column as text; of a group that was made already its smallest value (all are the same)."""
    if not column:
        return Value("", CharField())
    return Cast(Min(column) if is_grouped else F(column), CharField())
