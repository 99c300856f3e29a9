"""`q`: the words that are looked for."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_cte import CTE, with_cte

from search.asking import Part, parts_of
from search.backends.hits import found_pages, page_hits
from search.columns import Columns, store
from search.columns.arrays import Flags, Floats, Ints
from search.facets.base import Facet
from search.facts import Facts
from search.models import Entry
from search.text import clean, fold
from search.text_match import holds, key_of, keys_of

MAX_LENGTH = 200


class Words(Facet):
    """Text search through the search index of Wagtail."""

    parameter = "q"
    heading = gettext_lazy("Zoekwoorden")
    position = 10
    is_ranked = False
    """Whether the order matters to who asks; ranking takes longer than finding."""

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

    @cached_property
    def parts(self) -> list[Part]:
        """What was typed, taken apart, with what means the same."""
        return parts_of(self.text, self.vocabulary.columns.synonyms) if self.active else []

    def label(self, value: str) -> str:
        """The words between quotes."""
        return f"“{value}”"

    def describe(self) -> str:
        """The words between quotes."""
        return self.label(self.text) if self.active else ""

    @classmethod
    def admits(cls, kept: list[Any], facts: Facts, asked: Mapping[str, list[Any]]) -> bool:
        """Whether the text holds all words."""
        return holds(facts.text, parts_of(str(kept[0]), store.current().synonyms))

    @classmethod
    def keys(cls, kept: list[Any], asked: Mapping[str, list[Any]]) -> list[str]:
        """The beginning of the longest word, and of what means the same."""
        return keys_of(parts_of(str(kept[0]), store.current().synonyms))

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
        """What the index finds, to join; None when there is nothing to look for."""
        found = page_hits(self.parts, ranked=False)
        return None if found is None else CTE(found, name="hits", materialized=True)

    def keep(self, columns: Columns) -> Flags:
        """What the index finds: one query."""
        kept = np.zeros(len(columns.entries), dtype=np.bool_)
        rows, is_entry = columns.rows_of(self._hits[0])
        kept[rows[is_entry]] = True
        return kept

    def ranks(self, columns: Columns) -> Floats:
        """For each entry how well it fits, the smaller the better; an exact name before all else.

        Only with `is_ranked`; what was not found has no place in the order.
        """
        ranks = np.full(len(columns.entries), np.inf)
        ids, found = self._hits
        rows, is_entry = columns.rows_of(ids)
        ranks[rows[is_entry]] = found[is_entry]
        exact, is_entry = columns.rows_of(np.array(self._named(columns), dtype=np.int64))
        ranks[exact[is_entry]] = -np.inf
        return ranks

    @cached_property
    def _hits(self) -> tuple[Ints, Floats]:
        """Page ids, and the rank of each when that is asked for."""
        return found_pages(self.parts, ranked=self.is_ranked)

    def _named(self, columns: Columns) -> list[int]:
        """The bodies whose name or abbreviation is exactly what was typed."""
        key = fold(self.text)
        return [pk for pk, body in columns.bodies.items() if key in (body.key, body.short_key)]
