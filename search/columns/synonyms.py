"""What means the same, as it is kept in memory."""

from search.asking import Synonyms
from search.columns.bodies import Body
from search.models import SynonymGroup


def read_synonyms(bodies: dict[int, Body]) -> Synonyms:
    """The groups of the editors, and every body with its abbreviation: one query."""
    groups = [words.splitlines() for words in SynonymGroup.objects.values_list("words", flat=True)]
    short = [[body.short_key, body.key] for body in bodies.values() if body.short_key]
    return Synonyms([*groups, *short])
