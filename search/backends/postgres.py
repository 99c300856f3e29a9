"""Wagtail's PostgreSQL search backend, cleaned of what breaks it.

Upstream filters on `title || body`; the index for that very expression is made by a migration
of this app. A NUL in the query is refused by the database, so it is taken out before; a query
without any word finds nothing instead of failing.
"""

from copy import copy
from functools import reduce
from itertools import groupby
from operator import and_, itemgetter, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery as TextQuery
from django.contrib.postgres.search import SearchVectorField
from django.db.models import (
    F,
    FloatField,
    IntegerField,
    QuerySet,
    Value,
)
from django.db.models.expressions import CombinedExpression, Expression
from django.db.models.functions import Cast
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    ObjectIndexer,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import MATCH_NONE, And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from search.backends.words import MAX_TERMS, terms
from search.backends.writing import ReadOnceMixin, WriteOnceMixin
from search.dutch import MIN_PREFIX, forms_of

MATCH_ALL = MATCH_NONE.subquery
# The number of words of an ordinary title.
COMMON_TITLE = 6
ONE = Value(1.0)


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

    def page_hits(self, config: Any, *, ranked: bool, in_title: bool) -> QuerySet[Any] | None:
        """What matches, as rows to join: `object_key` and `rank` (the smaller, the better)."""
        if self.query is MATCH_NONE:
            return None
        query = self.build_tsquery(self.query, config=config)  # type: ignore[attr-defined]
        words = F("title") if in_title else CombinedExpression(F("title"), "||", F("body"))
        hits: QuerySet[Any] = (
            # A sum has no index: nothing else than the one on the words is to be used.
            IndexEntry.objects.annotate(words=words, type_of_page=F("content_type_id") + 0)
            .filter(
                words=query,
                type_of_page__in=get_descendants_content_types_pks(self.queryset.model),
            )
            .annotate(object_key=Cast("object_id", IntegerField()))
            .values("object_key")
        )
        if not ranked:
            return hits
        rank = Value(0.0) - self._rank(F("title"), F("title_norm"), config)
        return hits.annotate(rank=rank if in_title else rank - self._rank(F("body"), ONE, config))

    def _rank(self, vector: Any, boost: Any, config: Any) -> Any:
        rank = self._build_rank_expression([(vector, boost)], config)  # type: ignore[attr-defined]
        return Cast(rank, FloatField())


class SearchQueryCompiler(TidyMixin, PostgresSearchQueryCompiler):
    """Search in title and text."""

    def build_tsquery_content(
        self, query: SearchQuery, config: Any = None, invert: bool = False
    ) -> Any:
        """Every word, or what begins with one of its forms.

        The Dutch stemmer of PostgreSQL leaves "organisaties" and "organisatie" apart, and "huizen"
        and "huis".
        """
        if isinstance(query, Phrase):  # upstream forgets that it may be a phrase to leave out
            return TextQuery(query.query_string, search_type="phrase", config=config, invert=invert)
        if not isinstance(query, PlainText):
            return super().build_tsquery_content(query, config=config, invert=invert)
        all_needed = (query.operator == "and") != invert
        words: list[Any] = []
        for term in terms(query.query_string.replace("-", " ")):
            # Other forms of a small word would be looked for where the word itself does not count.
            forms = [
                Lexeme(form, invert=invert, prefix=len(form) >= MIN_PREFIX)
                for form in (forms_of(term) if len(term) >= MIN_PREFIX else ())
            ]
            words.append(reduce(and_ if invert else or_, forms, Lexeme(term, invert=invert)))
        lexemes = reduce(and_ if all_needed else or_, words)
        return TextQuery(lexemes, search_type="raw", config=config)


class AutocompleteQueryCompiler(TidyMixin, PostgresAutocompleteQueryCompiler):
    """Search in the fields for autocompletion."""


class Vector(Expression):
    """Weighted texts as a tsvector: in one piece, where Django makes a tree for each.

    Making and walking those trees takes longer than everything else that Python does for an
    object.
    """

    # Shared: to make a field for each takes as long as the rest of this.
    vector_field = SearchVectorField()

    def __init__(self, texts: list[tuple[str, str]], config: str | None) -> None:
        super().__init__(output_field=self.vector_field)
        self.texts = texts
        self.config = config

    def resolve_expression(self, *args: Any, **kwargs: Any) -> "Vector":
        """There are no columns in it."""
        return self

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str, ...]]:
        """`setweight(to_tsvector(...), 'A') || ...`, with the texts of a weight as a parameter."""
        parts, params = [], []
        for weight, texts in groupby(self.texts, key=itemgetter(1)):
            # The language and the weight (a letter) stand in the SQL: each parameter costs time.
            language = f"{literal(self.config)}::regconfig, " if self.config else ""
            parts.append(f"setweight(to_tsvector({language}%s), {literal(weight)})")
            params.append("\n".join(text for text, _weight in texts))
        return " || ".join(parts) or "''::tsvector", tuple(params)


def literal(text: str) -> str:
    """A text as it stands in SQL that has parameters."""
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


class Indexer(ReadOnceMixin, ObjectIndexer):
    """The texts of one object, as PostgreSQL keeps them."""

    def as_vector(self, texts: list[tuple[str, str]], for_autocomplete: bool = False) -> Vector:
        """Texts with their weights, as upstream makes of them."""
        kept = [(text, weight) for text, weight in texts if text.strip()]
        return Vector(kept, self.autocomplete_config if for_autocomplete else self.config)

    @property
    def title_norm(self) -> float:
        """How much a word in the title counts: in a short one more than in a long one.

        Upstream takes the average length of all titles where this takes a common one, and has to
        work it out again whenever a title changes.
        """
        return COMMON_TITLE / max(1, len(self.title_text.split()))


class Index(WriteOnceMixin, PostgresIndex):
    """The text index.

    What is stored already is written again: a change of `SEARCH_CONFIG` or of a weight shows in no
    text that could be compared.
    """

    indexer_class = Indexer
    columns = ("title", "autocomplete", "body", "title_norm", "title_text", "body_text")


class SearchBackend(PostgresSearchBackend):
    """The backend for `WAGTAILSEARCH_BACKENDS`."""

    index_class = Index
    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
