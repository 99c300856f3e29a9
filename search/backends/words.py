"""A search query as FTS5 (SQLite's text index) understands it.

FTS5 has a query language of its own, in which quotes, brackets, stars and words such as NEAR
mean something, and it has no Dutch stemming. So words are quoted one by one, and each is looked
for by the beginning of its forms: "organisaties" finds "organisatie" and back, "huizen" "huis".
"""

import re

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from search.dutch import MIN_PREFIX, forms_of
from search.text import clean

MAX_TERMS = 24
_WORD = re.compile(r"[^\W_]")


def terms(text: str) -> list[str]:
    """The words of a text, at most MAX_TERMS; what holds no letter or digit is no word."""
    return [term for term in clean(text).split() if _WORD.search(term)][:MAX_TERMS]


def quoted(text: str) -> str:
    """A text as an FTS5 string, in which nothing has a special meaning."""
    return '"' + text.replace('"', " ").strip() + '"'


def match_term(term: str) -> str:
    """FTS5 expression for one word: the beginning of its forms, or short forms as they are."""
    forms = forms_of(term.replace('"', " ").strip())
    options = [quoted(form) + "*" * (len(form) >= MIN_PREFIX) for form in forms]
    return options[0] if len(options) == 1 else f"({' OR '.join(options)})"


def expression(query: SearchQuery) -> str:
    """A query in the language of FTS5; empty when there is nothing to look for.

    FTS5 knows "a but not b", no "not b" alone: a negation without a positive part is left out.
    """
    if isinstance(query, PlainText | Fuzzy):
        connector = " OR " if query.operator == "or" else " AND "
        return connector.join(match_term(term) for term in terms(query.query_string))
    if isinstance(query, Phrase):
        words = terms(query.query_string)
        return quoted(" ".join(words)) if words else ""
    if isinstance(query, Boost):
        return expression(query.subquery)
    if isinstance(query, And | Or):
        return _combined(query)
    return ""


def _combined(query: And | Or) -> str:
    """An "and" or "or" of parts; the negated parts of an "and" come last."""
    connector = " AND " if isinstance(query, And) else " OR "
    parts = query.subqueries[:MAX_TERMS]
    wanted = [expression(part) for part in parts if not isinstance(part, Not | MatchAll)]
    positive = connector.join(f"({part})" for part in wanted if part)
    unwanted = [expression(part.subquery) for part in parts if isinstance(part, Not)]
    negative = " OR ".join(f"({part})" for part in unwanted if part)
    if positive and negative and isinstance(query, And):
        return f"({positive}) NOT ({negative})"
    return positive
