"""What a facet is: one parameter of the filter, in one class in one file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cms.core.languages import in_own_language
from search.columns import Columns
from search.columns.arrays import Flags, Ints
from search.facts import Facts
from search.models import Entry
from search.text import clean
from search.vocabulary import Vocabulary

MAX_VALUES = 20
MAX_VALUE_LENGTH = 160


@dataclass
class Choice:
    """A value that a reader can choose, with the number of entries that it gives."""

    value: str
    label: str
    count: int
    selected: bool = False
    children: list["Choice"] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The count as a reader writes it; most are short, and a page shows a hundred and more."""
        return str(self.count) if self.count < 1000 else str(intcomma(self.count))

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
    has_names: ClassVar[bool] = False
    """Whether its labels are names in the data, and no words of the interface."""
    is_question: ClassVar[bool] = True
    """Whether this belongs to what is asked, and not only to how the list is shown."""

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

    def marked(self, value: str) -> str:
        """The label for text that people see: a name says its language where that is another."""
        label: str = in_own_language(self.label(value)) if self.has_names else self.label(value)
        return label

    def describe_marked(self) -> str:
        """The chosen values in words, for text that people see, in another language than Dutch."""
        if not (self.has_names and self.active):
            return self.describe()
        labels = format_html_join(_(" of "), "{}", ((self.marked(value),) for value in self.values))
        return format_html("{}: {}", self.name(), labels)

    def chips(self) -> list[tuple[str, list[str]]]:
        """For each chosen value its words, and the values that stay when it is dropped."""
        return [
            (self.marked(value), [other for other in self.values if other != value])
            for value in self.values
        ]

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Narrow the entries in the database; called only when the facet is active."""
        raise NotImplementedError

    def keep(self, columns: Columns) -> Flags:
        """The same in memory: which rows of the entries pass; called only when active."""
        raise NotImplementedError

    def keep_places(self, columns: Columns) -> Flags | None:
        """Which rows of the places pass; most facets leave all places of an entry (None)."""
        return None

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

    def choices(self, columns: Columns, rows: Ints) -> list[Choice]:
        """What can be chosen, counted over some rows of the entries."""
        return []

    def choice(self, value: str, count: int) -> Choice:
        """One choice of this facet."""
        return Choice(value, self.label(value), count, selected=value in self.values)


def tidy_values(raw: Iterable[str]) -> list[str]:
    """Values without invisible characters, cut at a length that no real value has."""
    return [clean(value[: MAX_VALUE_LENGTH * 2])[:MAX_VALUE_LENGTH] for value in raw]
