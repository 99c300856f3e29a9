"""`q`: the words that are looked for."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import Case as SqlCase
from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models import When as SqlWhen
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_cte import CTE, with_cte

from search.backends.hits import page_hits
from search.facets.base import Facet
from search.facts import Facts
from search.models import Entry
from search.text import clean, fold
from search.text_match import key_of, needles

MAX_LENGTH = 200


class Words(Facet):
    """Text search through the search index of Wagtail."""

    parameter = "q"
    heading = gettext_lazy("Zoekwoorden")
    position = 10

    def read(self, raw: Iterable[str]) -> None:
        """One text of at most MAX_LENGTH characters; several are taken as one."""
        text = clean(" ".join(value[: MAX_LENGTH * 4] for value in list(raw)[:5]))
        if len(text) > MAX_LENGTH:
            text = text[:MAX_LENGTH].strip()
            self.problems.append(
                _("Uw zoekvraag is te lang; wij zochten op de eerste %d tekens.") % MAX_LENGTH
            )
        self.values = [text] if text else []

    @property
    def text(self) -> str:
        """The words, or an empty string."""
        return self.values[0] if self.values else ""

    def label(self, value: str) -> str:
        """The words between quotes."""
        return f"“{value}”"

    def describe(self) -> str:
        """The words between quotes."""
        return self.label(self.text) if self.active else ""

    @classmethod
    def admits(cls, kept: list[Any], facts: Facts, asked: Mapping[str, list[Any]]) -> bool:
        """Whether the text holds all words."""
        wanted = needles(str(kept[0]))
        return bool(wanted) and all(needle in facts.text for needle in wanted)

    @classmethod
    def keys(cls, kept: list[Any], asked: Mapping[str, list[Any]]) -> list[str]:
        """The beginning of the longest word."""
        return [key_of(max(needles(str(kept[0])), key=len, default=""))]

    @classmethod
    def keys_of_facts(cls, facts: Facts) -> list[str]:
        """The beginnings of all words of the text."""
        return sorted({key_of(word) for word in facts.text.split()})

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Keep what the index finds."""
        hits = self.hits
        if hits is None:
            return entries.none()
        return with_cte(hits, select=hits.join(entries, pk=hits.col.object_key))

    @cached_property
    def hits(self) -> CTE | None:
        """What the index finds; one object, so that united queries search only once."""
        found = page_hits(self.text, ranked=False)
        return None if found is None else CTE(found, name="hits", materialized=True)

    def ranked(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Keep what the index finds, best first; an exact name comes before all else."""
        found = page_hits(self.text, ranked=True)
        if found is None:
            return entries.none()
        hits = CTE(found, name="hits", materialized=True)
        joined = with_cte(hits, select=hits.join(entries, pk=hits.col.object_key))
        return joined.annotate(rank=hits.col.rank).order_by(
            self.exact_first(), F("rank").asc(), "-date", "-page_id"
        )

    def exact_first(self) -> SqlCase:
        """An expression to order by: 0 for a name or abbreviation that is what was typed."""
        key = fold(self.text)
        exact = Q(name_key=key) | Q(short_key=key[:50])
        return SqlCase(
            SqlWhen(exact, then=Value(0.0)), default=Value(1.0), output_field=FloatField()
        )
