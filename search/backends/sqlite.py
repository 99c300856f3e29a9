"""Wagtail's SQLite search backend with its weak spots repaired.

What is repaired: `"` and NUL no longer break the query; the hits are ranked once for a query
and joined (upstream ranks in a subquery for every hit, which is quadratic); words are found by
their beginning; the title counts more than the text; the index is written in one go.
"""

from typing import Any

from django.db.models import CharField, Field, FloatField, Func, IntegerField, Lookup, QuerySet
from django.db.models.functions import Cast
from django_cte import CTE, with_cte
from modelsearch.backends.database.sqlite.sqlite import (
    ObjectIndexer,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import MatchAll, Not, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from search.backends.words import expression
from search.backends.writing import ReadOnceMixin, WriteOnceMixin

TABLE = SQLiteFTSIndexEntry._meta.db_table
# In the order of the columns of the index: autocomplete, body, title.
COLUMN_WEIGHTS = "1.0, 1.0, 8.0"


class Rank(Func):
    """FTS5's bm25 with weights for the columns: the smaller, the better."""

    output_field = FloatField()

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **extra: Any) -> Any:
        """The function takes the name of the table, not an expression."""
        return f"bm25({TABLE}, {COLUMN_WEIGHTS})", []


class Match(Lookup):
    """`table MATCH query`: a lookup, so that Django puts it in the WHERE clause as it is."""

    lookup_name = "match"
    filterable = True

    def __init__(self, columns: list[str], match: str) -> None:
        self.query = f"{{{' '.join(columns)}}} : ({match})"
        super().__init__(None, None)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The whole query is one parameter."""
        return f"{TABLE} MATCH %s", [self.query]


class RankOnceMixin:
    """Search and autocomplete: match, rank once, join."""

    queryset: QuerySet[Any]
    query: SearchQuery
    fields: list[str] | None
    order_by_relevance: bool
    FTS_TABLE_FIELDS: list[str]

    def hits(self, match: str, fields: list[str] | None = None) -> QuerySet[Any]:
        """Rows of the text index that match: `object_key` (primary key) and `rank`."""
        fields = fields or self.fields or self.FTS_TABLE_FIELDS
        return (
            SQLiteFTSIndexEntry.objects.filter(Match(fields, match))
            .filter(
                index_entry__content_type__in=get_descendants_content_types_pks(self.queryset.model)
            )
            .annotate(
                object_key=Cast("index_entry__object_id", self.key_field()),
                rank=Rank(),
            )
            .values("object_key", "rank")
        )

    def key_field(self) -> Field[Any, Any]:
        """The type of the primary key of what is searched (the index stores it as text)."""
        field = self.queryset.model._meta.pk
        while field.remote_field:
            field = field.target_field
        return IntegerField() if isinstance(field, IntegerField) else CharField()

    def page_hits(self, config: Any, *, ranked: bool, in_title: bool) -> QuerySet[Any] | None:
        """What matches, as rows to join; None when there is nothing to look for."""
        match = expression(self.query)
        if not match:
            return None
        hits = self.hits(match, ["title"] if in_title else None)
        return hits if ranked else hits.values("object_key")

    def search(
        self, config: Any, start: int | None, stop: int | None, score_field: str | None = None
    ) -> QuerySet[Any]:
        """The objects found, best first unless the caller ordered them."""
        query = self.query
        if isinstance(query, MatchAll):
            return self.queryset[start:stop]
        negated = isinstance(query, Not)
        match = expression(query.subquery if negated else query)
        if not match:
            return self.queryset[start:stop] if negated else self.queryset.none()
        if negated:
            found = self.queryset.exclude(pk__in=self.hits(match).values("object_key"))
        else:
            hits = CTE(self.hits(match), name="search_hits", materialized=True)
            found = with_cte(hits, select=hits.join(self.queryset, pk=hits.col.object_key))
            if score_field is not None:
                found = found.annotate(**{score_field: hits.col.rank})
            if self.order_by_relevance:
                found = found.order_by(hits.col.rank, "-pk")
        if not self.order_by_relevance and not found.query.order_by:
            found = found.order_by("-pk")
        return found[start:stop]


class SearchQueryCompiler(RankOnceMixin, SQLiteSearchQueryCompiler):
    """Search in title and text."""


class AutocompleteQueryCompiler(RankOnceMixin, SQLiteAutocompleteQueryCompiler):
    """Search in the fields for autocompletion."""


class Indexer(ReadOnceMixin, ObjectIndexer):
    """The texts of one object."""


class Index(WriteOnceMixin, SQLiteIndex):
    """The text index; ranking does not ask for the length of titles, so it is not kept."""

    indexer_class = Indexer
    columns = ("title", "autocomplete", "body")

    def changed(self, content_type: int, rows: list[Any]) -> list[Any]:
        """What differs from what is stored: writing a text takes longer than reading it."""
        stored = self.entries.filter(
            content_type=content_type, object_id__in=[row.object_id for row in rows]
        )
        known = {key: texts for key, *texts in stored.values_list("object_id", *self.columns)}
        return [
            row
            for row in rows
            if known.get(row.object_id) != [getattr(row, name) for name in self.columns]
        ]


class SearchBackend(SQLiteSearchBackend):
    """The backend for `WAGTAILSEARCH_BACKENDS`."""

    index_class = Index
    query_compiler_class = SearchQueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
