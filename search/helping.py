"""What may help a reader who found nothing: which filter to drop, and what lies nearby."""

from dataclasses import dataclass

from organisations.models import Topic
from search.asking import words_of
from search.filters import Filter
from search.names import begins

MOST_TOPICS = 6


@dataclass(frozen=True)
class Way:
    """A way on: what to drop in words, the query string without it, and what that gives."""

    text: str
    query: str
    number: int


def ways_on(asked: Filter) -> list[Way]:
    """For each filter what a reader gets without it, the most first; only those that help."""
    if len(asked.active) < 2:
        return []
    ways = [
        Way(
            text=facet.describe_marked(),
            query=asked.query_string(**{facet.parameter: None}),
            number=number,
        )
        for facet in asked.active
        if (number := int(asked.found.kept(without=facet.parameter).sum()))
    ]
    return sorted(ways, key=lambda way: -way.number)


def topics_nearby(asked: Filter) -> list[Topic]:
    """Topics in whose name or synonyms one of the words stands; else neighbours of the chosen."""
    words = [word for word in words_of(asked.q) if len(word) > 3]
    topics = asked.vocabulary.topics
    near = [
        topic
        for topic in topics.values()
        if any(
            begins([word], " ".join(words_of(f"{topic.name} {topic.synonyms}"))) for word in words
        )
    ]
    chosen = [topics[slug] for slug in asked.facets["onderwerp"].values]
    parents = {topic.parent_id or topic.pk for topic in chosen}
    near += [
        topic
        for topic in topics.values()
        if (topic.parent_id in parents or topic.pk in parents) and topic not in chosen
    ]
    return list(dict.fromkeys(near))[:MOST_TOPICS]
