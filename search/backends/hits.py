"""The pages that the text index finds, as rows to join in one query of the database."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Phrase, PlainText, SearchQuery


def parse(text: str) -> SearchQuery:
    """The words of a reader as a query: all words, and what stands between quotes as a phrase."""
    parts = text.replace("“", '"').replace("”", '"').split('"')
    queries: list[SearchQuery] = []
    for number, part in enumerate(parts):
        inside = number % 2 == 1 and number < len(parts) - 1
        if part.strip():
            queries.append(Phrase(part) if inside else PlainText(part, operator="and"))
    return queries[0] if len(queries) == 1 else And(queries)


def page_hits(text: str, *, ranked: bool) -> QuerySet[Any] | None:
    """Rows `object_key` (page id), and `rank` (the smaller, the better) if that is asked for.

    None when there is not a single word in the text.
    """
    if not text.replace('"', "").strip():
        return None
    backend = get_search_backend()
    compiler = backend.query_compiler_class(Page.objects.all(), parse(text))
    hits: QuerySet[Any] | None = compiler.page_hits(compiler.get_config(backend), ranked=ranked)
    return hits
