"""A search query as FTS5 (SQLite's text index) understands it.

FTS5 has a query language of its own, in which quotes, brackets, stars and words such as NEAR
mean something, and it has no Dutch stemming. So words are quoted one by one, and each is looked
for by its beginning, without a plural ending: "organisaties" finds "organisatie" and back.
"""

import re

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from search.text import clean

MAX_TERMS = 24
MIN_PREFIX = 4
_WORD = re.compile(r"[^\W_]")
# Plural endings, and how many letters must be left: "zaken" is no plural of "zak".
_PLURALS = (("'s", 4), ("\u2019s", 4), ("en", 5), ("s", 4), ("n", 5))


def terms(text: str) -> list[str]:
    """The words of a text, at most MAX_TERMS; what holds no letter or digit is no word."""
    return [term for term in clean(text).split() if _WORD.search(term)][:MAX_TERMS]


def singular(term: str) -> str:
    """A word without its plural ending; short words stay as they are."""
    for ending, left in _PLURALS:
        if term.casefold().endswith(ending) and len(term) - len(ending) >= left:
            return term[: -len(ending)]
    return term


def quoted(text: str) -> str:
    """A text as an FTS5 string, in which nothing has a special meaning."""
    return '"' + text.replace('"', " ").strip() + '"'


def match_term(term: str) -> str:
    """FTS5 expression for one word: its beginning, or the word itself when it is very short."""
    bare = singular(term.replace('"', " ").strip())
    return f"{quoted(bare)}*" if len(bare) >= MIN_PREFIX else quoted(bare)


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
