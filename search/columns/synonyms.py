"""What editors say about words, as it is kept in memory."""

from collections import defaultdict

from search.asking import Synonyms, words_of
from search.columns.bodies import Body
from search.models import Pin, SynonymGroup


def read_synonyms(bodies: dict[int, Body]) -> Synonyms:
    """The groups of the editors, and every body with its abbreviation: one query."""
    groups = [words.splitlines() for words in SynonymGroup.objects.values_list("words", flat=True)]
    short = [[body.short_key, body.key] for body in bodies.values() if body.short_key]
    return Synonyms([*groups, *short])


def read_pins() -> dict[tuple[str, ...], list[int]]:
    """The pinned pages by the words that they answer, in the editors' order: one query."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for words, page_id in Pin.objects.values_list("words", "page_id"):
        for line in words.splitlines():
            found[words_of(line)].append(page_id)
    found.pop((), None)
    return dict(found)
