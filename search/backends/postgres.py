"""Wagtail's PostgreSQL search backend, cleaned of what breaks it.

Upstream filters on `title || body`; the index for that very expression is made by a migration
of this app. A NUL in the query is refused by the database, so it is taken out before; a query
without any word finds nothing instead of failing.
"""

from copy import copy
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery as TextQuery
from django.db.models import F, FloatField, IntegerField, QuerySet, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import MATCH_NONE, And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from search.backends.words import MAX_TERMS, MIN_PREFIX, singular, terms

MATCH_ALL = MATCH_NONE.subquery


def tidy(query: SearchQuery) -> SearchQuery:
    """The query with words only; MATCH_NONE when nothing is left."""
    if isinstance(query, PlainText | Phrase | Fuzzy):
        query = copy(query)
        query.query_string = " ".join(terms(query.query_string))
        return query if query.query_string else MATCH_NONE
    if isinstance(query, Boost | Not):
        query = copy(query)
        query.subquery = tidy(query.subquery)
        if query.subquery is MATCH_NONE:
            return MATCH_ALL if isinstance(query, Not) else MATCH_NONE
    elif isinstance(query, And | Or):
        parts = [tidy(part) for part in query.subqueries[:MAX_TERMS]]
        useful = [part for part in parts if part is not MATCH_NONE and part is not MATCH_ALL]
        return type(query)(useful) if useful else MATCH_NONE
    return query


class TidyMixin:
    """Search and autocomplete: only words reach the database."""

    queryset: QuerySet[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query: SearchQuery = tidy(self.query)

    def page_hits(self, config: Any, *, ranked: bool) -> QuerySet[Any] | None:
        """What matches, as rows to join: `object_key` and `rank` (the smaller, the better)."""
        if self.query is MATCH_NONE:
            return None
        query = self.build_tsquery(self.query, config=config)  # type: ignore[attr-defined]
        hits: QuerySet[Any] = (
            IndexEntry.objects.annotate(words=CombinedExpression(F("title"), "||", F("body")))
            .filter(
                words=query,
                content_type__in=get_descendants_content_types_pks(self.queryset.model),
            )
            .annotate(object_key=Cast("object_id", IntegerField()))
            .values("object_key")
        )
        if not ranked:
            return hits
        vectors = [(F("title"), F("title_norm")), (F("body"), Value(1.0))]
        rank = self._build_rank_expression(vectors, config)  # type: ignore[attr-defined]
        return hits.annotate(rank=Value(0.0) - Cast(rank, FloatField()))


class SearchQueryCompiler(TidyMixin, PostgresSearchQueryCompiler):
    """Search in title and text."""

    def build_tsquery_content(
        self, query: SearchQuery, config: Any = None, invert: bool = False
    ) -> Any:
        """Every word, or what begins with its singular.

        The Dutch stemmer of PostgreSQL leaves "organisaties" and "organisatie" apart.
        """
        if isinstance(query, Phrase):  # upstream forgets that it may be a phrase to leave out
            return TextQuery(query.query_string, search_type="phrase", config=config, invert=invert)
        if not isinstance(query, PlainText):
            return super().build_tsquery_content(query, config=config, invert=invert)
        all_needed = (query.operator == "and") != invert
        words: list[Any] = []
        for term in terms(query.query_string.replace("-", " ")):
            word: Any = Lexeme(term, invert=invert)
            bare = singular(term)
            if len(bare) >= MIN_PREFIX:
                begins = Lexeme(bare, invert=invert, prefix=True)
                word = word & begins if invert else word | begins
            words.append(word)
        lexemes = reduce(and_ if all_needed else or_, words)
        return TextQuery(lexemes, search_type="raw", config=config)


class AutocompleteQueryCompiler(TidyMixin, PostgresAutocompleteQueryCompiler):
    """Search in the fields for autocompletion."""


class SearchBackend(PostgresSearchBackend):
    """The backend for `WAGTAILSEARCH_BACKENDS`."""

    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
