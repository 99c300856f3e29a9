"""The pages that the text index finds, in a database or elsewhere."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from django.db.models import F, FloatField, QuerySet, Value
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Not, Or, Phrase, PlainText, SearchQuery

from search.asking import Part, Wanted
from search.backends.planner import rows_by_index
from search.columns.arrays import Floats, Ints, columns_of

# With more hits than this only those are ranked that have the words in their title: a word that
# stands in so many tells little by how often it stands in one, and to look costs twice the finding.
MOST_READ = 500
NO_RANK = Value(None, output_field=FloatField())
# As many hits as Elasticsearch gives in one answer.
MOST_ELSEWHERE = 10_000


def query_of(parts: Iterable[Part]) -> SearchQuery | None:
    """The parts of a question as a query of Wagtail; None when nothing is looked for.

    What must not be there narrows what was found, and finds nothing by itself.
    """
    parts = list(parts)
    if all(part.is_negated for part in parts):
        return None
    queries = [_part(part) for part in parts]
    return queries[0] if len(queries) == 1 else And(queries)


def _part(part: Part) -> SearchQuery:
    options = [_wanted(wanted) for wanted in part.alternatives]
    query = options[0] if len(options) == 1 else Or(options)
    return Not(query) if part.is_negated else query


def _wanted(wanted: Wanted) -> SearchQuery:
    return Phrase(wanted.text) if wanted.is_phrase else PlainText(wanted.text, operator="and")


def page_hits(
    parts: Iterable[Part], *, ranked: bool, in_title: bool = False
) -> QuerySet[Any] | None:
    """Rows `object_key` (page id), and `rank` (the smaller, the better) if that is asked for.

    None when nothing is looked for. Rows to join in one query of the database; a backend outside
    the database gives no ranks here. `in_title` leaves out what has the words in its text only.
    """
    query = query_of(parts)
    if query is None:
        return None
    backend = get_search_backend()
    compiler = backend.query_compiler_class(Page.objects.all(), query)
    if not hasattr(compiler, "page_hits"):
        found = Page.objects.filter(pk__in=_elsewhere(backend, query))
        return found.annotate(object_key=F("pk")).values("object_key")
    hits: QuerySet[Any] | None = compiler.page_hits(
        compiler.get_config(backend), ranked=ranked, in_title=in_title
    )
    return hits


def found_pages(parts: Iterable[Part], *, ranked: bool) -> tuple[Ints, Floats]:
    """Page ids and how well each fits, the smaller the better; all alike unless asked for.

    A page may come twice; its last rank counts. Two queries for few hits with ranks, else one.
    """
    parts = list(parts)
    backend, query = get_search_backend(), query_of(parts)
    if query is not None and not hasattr(backend.query_compiler_class, "page_hits"):
        ids = np.array(_elsewhere(backend, query), dtype=np.int64)
        return ids, np.arange(ids.size, dtype=np.float64)
    return _ranked(parts) if ranked else _columns(page_hits(parts, ranked=False))


def _ranked(parts: list[Part]) -> tuple[Ints, Floats]:
    """All that is found, and then what has a rank once more."""
    everything = page_hits(parts, ranked=False)
    in_title = page_hits(parts, ranked=True, in_title=True)
    if everything is None or in_title is None:
        return _columns(None)
    ids, ranks = _columns(everything.annotate(rank=NO_RANK).union(in_title, all=True))
    is_found = np.isnan(ranks)
    ids, best, found = ids[is_found], ids[~is_found], ranks[~is_found]
    if 0 < ids.size <= MOST_READ:
        best, found = _columns(page_hits(parts, ranked=True))
    # What may not be there was looked for in the title alone as well: found it must be too.
    known = np.isin(best, ids)
    ranks = np.concatenate([np.zeros(ids.size), found[known]])
    return np.concatenate([ids, best[known]]), ranks


def _columns(hits: QuerySet[Any] | None) -> tuple[Ints, Floats]:
    """Page ids and ranks: NaN where there is none, 0 where none is asked for."""
    columns = columns_of(hits, 1, rows_by_index) if hits is not None else [()]
    ids = np.array(columns[0], dtype=np.int64)
    ranks = columns[1] if len(columns) > 1 else np.zeros(ids.size)
    return ids, np.array(ranks, dtype=np.float64)


def _elsewhere(backend: Any, query: SearchQuery) -> list[int]:
    """The ids that a search server finds (Elasticsearch, OpenSearch), the best first."""
    return [page.pk for page in backend.search(query, Page.objects.all())[:MOST_ELSEWHERE]]
