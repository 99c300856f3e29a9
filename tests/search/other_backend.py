"""A search backend outside the database, as Elasticsearch is one: it knows Wagtail's interface only.

It looks for words in titles, and remembers what it was asked.
"""

from typing import Any, ClassVar

from modelsearch.backends.base import (
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
)
from modelsearch.query import And, MatchAll, Not, Or, Phrase, PlainText, SearchQuery


def holds(query: SearchQuery, text: str) -> bool:
    """Whether a text is found; raises TypeError for a query that search servers do not know."""
    text = text.casefold()
    match query:
        case And():
            return all(holds(part, text) for part in query.subqueries)
        case Or():
            return any(holds(part, text) for part in query.subqueries)
        case Not():
            return not holds(query.subquery, text)
        case Phrase():
            return query.query_string.casefold() in text
        case PlainText():
            return all(word in text for word in query.query_string.casefold().split())
        case MatchAll():
            return True
    raise TypeError(query)


class Compiler(BaseSearchQueryCompiler):
    """Keeps the query as it is."""

    def _connect_filters(self, filters: Any, connector: Any, negated: Any) -> Any:
        return filters

    def _process_lookup(self, field: Any, lookup: Any, value: Any) -> Any:
        return (field, lookup, value)


class Results(BaseSearchResults):
    """The pages whose title fits, the shortest title first."""

    def _found(self) -> list[Any]:
        SearchBackend.asked.append(self.query_compiler.query)
        pages = [
            page
            for page in self.query_compiler.queryset
            if holds(self.query_compiler.query, str(page))
        ]
        return sorted(pages, key=lambda page: len(str(page)))

    def _do_search(self) -> list[Any]:
        return self._found()[self.start : self.stop]

    def _do_count(self) -> int:
        return len(self._found())


class SearchBackend(BaseSearchBackend):
    """Name this module in `WAGTAILSEARCH_BACKENDS`."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = Compiler
    results_class = Results
    asked: ClassVar[list[SearchQuery]] = []
