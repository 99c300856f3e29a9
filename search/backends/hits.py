"""The pages that the text index finds, as rows to join in one query of the database."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Not, Or, Phrase, PlainText, SearchQuery

from search.asking import Part, Wanted


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


def page_hits(parts: Iterable[Part], *, ranked: bool) -> QuerySet[Any] | None:
    """Rows `object_key` (page id), and `rank` (the smaller, the better) if that is asked for.

    None when nothing is looked for.
    """
    query = query_of(parts)
    if query is None:
        return None
    backend = get_search_backend()
    compiler = backend.query_compiler_class(Page.objects.all(), query)
    hits: QuerySet[Any] | None = compiler.page_hits(compiler.get_config(backend), ranked=ranked)
    return hits
