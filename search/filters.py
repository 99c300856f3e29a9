"""The filter: one question, many outputs.

It reads a query string, says it in words, and yields one queryset of search entries. The list,
the map, the feeds and the data are all outputs of the same object; no other code reads these
parameters. Each parameter is a class of its own in search/facets/.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Self
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from cms.core.languages import is_spoken
from search import stored
from search.columns import Columns
from search.facets import Choice, Facet, facet_classes
from search.facets.area import Area
from search.facets.base import MAX_VALUES, tidy_values
from search.facets.near import Near
from search.facets.page import PageNumber
from search.facets.period import Day
from search.facets.sort import RELEVANCE, Sort
from search.facets.words import Words
from search.found import Found
from search.models import Entry
from search.vocabulary import Vocabulary


class Filter:
    """What a reader asks for. Make one with `from_params`, `of` or `from_stored`."""

    def __init__(self, raw: Mapping[str, list[str]], columns: Columns | None = None) -> None:
        self.vocabulary = Vocabulary(tidy_values(raw.get("organisatie", []))[:MAX_VALUES], columns)
        self.facets: dict[str, Facet] = {
            cls.parameter: cls(raw.get(cls.parameter, []), self.vocabulary)
            for cls in facet_classes()
        }
        for facet in self.facets.values():
            facet.link(self.facets)

    @classmethod
    def from_params(cls, params: QueryDict) -> Self:
        """Read the parameters of a request. Never raises; see `problems`."""
        return cls({key: [str(value) for value in values] for key, values in params.lists()})

    @classmethod
    def of(cls, **values: str | Iterable[str]) -> Self:
        """A filter made by code: `Filter.of(ministerie="bzk", soort=["vraag", "behoefte"])`."""
        return cls(
            {
                key: [value] if isinstance(value, str) else [str(item) for item in value]
                for key, value in values.items()
            }
        )

    def changed(self, name: str, values: list[str]) -> Self:
        """The same question with other values of one parameter, at the same moment."""
        raw = {facet.parameter: facet.values for facet in self.facets.values()}
        return type(self)({**raw, "pagina": [], name: values}, self.vocabulary.columns)

    def to_stored(self) -> dict[str, Any]:
        """The question as plain data to keep, for example with a following."""
        return stored.to_stored(self.facets)

    @classmethod
    def from_stored(cls, kept: Mapping[str, Any]) -> "Filter":
        """The question that was kept, as far as it can be asked today (see search/stored.py).

        Raises ValueError for a version that we do not know.
        """
        return stored.restore(kept).filter

    @property
    def q(self) -> str:
        """The words that are looked for."""
        return self.words.text

    @property
    def words(self) -> Words:
        """The facet of the words."""
        facet = self.facets["q"]
        assert isinstance(facet, Words)  # noqa: S101  tells the type checker
        return facet

    @property
    def near(self) -> Near:
        """The facet of the place that is searched around."""
        facet = self.facets["nabij"]
        assert isinstance(facet, Near)  # noqa: S101
        return facet

    @property
    def area(self) -> Area:
        """The facet of the part of the map that is looked at."""
        facet = self.facets["gebied"]
        assert isinstance(facet, Area)  # noqa: S101
        return facet

    @property
    def _sort(self) -> Sort:
        facet = self.facets["sorteer"]
        assert isinstance(facet, Sort)  # noqa: S101
        return facet

    @property
    def page(self) -> int:
        """The page of the list, from 1."""
        facet = self.facets["pagina"]
        assert isinstance(facet, PageNumber)  # noqa: S101
        return facet.number

    @property
    def problems(self) -> list[str]:
        """In Dutch: what was typed and left out."""
        return [problem for facet in self.facets.values() for problem in facet.problems]

    @property
    def nabij(self) -> str:
        """The place that is searched around."""
        return next(iter(self.facets["nabij"].values), "")

    @property
    def straal(self) -> str:
        """The radius in kilometres; empty when none was given."""
        return next(iter(self.facets["straal"].values), "")

    @property
    def days(self) -> list[Facet]:
        """The two ends of a period."""
        return [facet for facet in self.facets.values() if isinstance(facet, Day)]

    @property
    def active(self) -> list[Facet]:
        """The facets that narrow."""
        return [facet for facet in self.facets.values() if facet.active]

    def __bool__(self) -> bool:
        """Whether anything was asked at all."""
        return bool(self.active)

    def narrowed(self) -> QuerySet[Entry]:
        """The entries asked for as a query of the database, in no order; `found` is faster."""
        entries: QuerySet[Entry] = Entry.objects.visible()
        for facet in self.active:
            entries = facet.apply(entries)
        return entries.order_by()

    @property
    def order(self) -> str:
        """The order of the list: a value of `sorteer`."""
        return self._sort.order(
            has_words=self.words.active,
            has_place=self.near.active,
            only_bodies=self._only_bodies,
        )

    @property
    def _only_bodies(self) -> bool:
        return bool(getattr(self.facets["soort"], "only_bodies", False))

    @cached_property
    def found(self) -> Found:
        """What is found, in the order asked for: one query for the words, if there are any."""
        self.words.is_ranked = self.order == RELEVANCE
        return Found(self, self.vocabulary.columns)

    def choices(self, parameter: str) -> list[Choice]:
        """What a facet offers, with the number of results that each choice gives."""
        facet = self.facets[parameter]
        return facet.choices(self.found.columns, self.found.rows_for(facet))

    def sort_options(self) -> list[Choice]:
        """The orders that can be chosen."""
        return self._sort.options(
            self.order, has_words=self.words.active, has_place=self.near.active
        )

    def query_string(self, **changes: str | int | Iterable[str] | None) -> str:
        """The address of this question, in a fixed order; `changes` replace or (None) drop.

        A change of anything but the page starts at the first page again.
        """
        asked = {name: list(facet.values) for name, facet in self.facets.items() if facet.values}
        if changes and set(changes) != {"pagina"}:
            asked.pop("pagina", None)
        for name, value in changes.items():
            if value is None:
                asked.pop(name, None)
            elif isinstance(value, str | int):
                asked[name] = [str(value)]
            else:
                asked[name] = list(value)
        order = [name for name in self.facets if name in asked]
        pairs = [(name, item) for name in order for item in asked[name]]
        return urlencode([pair for pair in pairs if pair != ("pagina", "1")])

    def describe(self) -> str:
        """The question in words; what is asked of nothing in particular is "alles"."""
        return "; ".join(filter(None, (facet.describe() for facet in self.active))) or _("alles")

    def describe_marked(self) -> str:
        """The question in words, for text that people see: names say their language."""
        if is_spoken(settings.LANGUAGE_CODE):
            return self.describe()
        said = [words for facet in self.active if (words := facet.describe_marked())]
        return format_html_join("; ", "{}", ((words,) for words in said)) or _("alles")

    def chips(self) -> list[tuple[str, str]]:
        """Every chosen value: its words, and the query string without it."""
        return [
            (text, self.query_string(**{facet.parameter: rest or None}))
            for facet in self.active
            for text, rest in facet.chips()
        ]
