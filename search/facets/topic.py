"""`onderwerp`: topics on two levels, by slug; a main theme includes its sub-topics."""

from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from organisations.models import Topic
from search.columns import Columns
from search.columns.arrays import Flags, Ints, tally
from search.facets.base import Choice, Facet
from search.models import Entry, EntryTopic


class TopicFacet(Facet):
    """What is about a topic."""

    parameter = "onderwerp"
    heading = gettext_lazy("Onderwerp")
    has_names = True
    position = 40

    def knows(self, value: str) -> bool:
        """A topic of the list."""
        return value in self.vocabulary.topics

    def label(self, value: str) -> str:
        """The name of the topic, with a capital."""
        return str(capfirst(self.vocabulary.topics[value].name))

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the topics of the entry; a theme has a row for everything below it."""
        tagged = EntryTopic.objects.filter(topic__in=self.ids)
        return entries.filter(pk__in=tagged.values("entry"))

    def to_stored(self) -> list[Any]:
        """Ids of topics."""
        return sorted(self.ids)

    @classmethod
    def from_stored(cls, kept: list[Any]) -> list[str]:
        """Slugs of the topics that are still on the list."""
        return list(Topic.objects.filter(pk__in=kept).values_list("slug", flat=True))

    @property
    def ids(self) -> list[int]:
        """The ids of the chosen topics."""
        return [self.vocabulary.topics[value].pk for value in self.values]

    def keep(self, columns: Columns) -> Flags:
        """By the topics of the entry."""
        about = columns.names.topics.marks(self.ids)[columns.topics.topics]
        kept = np.zeros(len(columns.entries), dtype=np.bool_)
        kept[columns.topic_entries[about]] = True
        return kept

    def choices(self, columns: Columns, rows: Ints) -> list[Choice]:
        """Main themes with their sub-topics, as far as there is something to find.

        An entry has a row for each of its topics once, so rows can be counted.
        """
        wanted = np.zeros(len(columns.entries), dtype=np.bool_)
        wanted[rows] = True
        links = np.flatnonzero(wanted[columns.topic_entries])
        counts = tally(columns.names.topics, columns.topics.topics, links)
        themes: dict[int, Choice] = {}
        for topic in self.vocabulary.topics.values():
            if topic.parent_id is None:
                themes[topic.pk] = self.choice(topic.slug, counts.get(topic.pk, 0))
        for topic in self.vocabulary.topics.values():
            if topic.parent_id in themes:
                child = self.choice(topic.slug, counts.get(topic.pk, 0))
                if child.count or child.selected:
                    themes[topic.parent_id].children.append(child)
        return [
            theme for theme in themes.values() if theme.count or theme.selected or theme.children
        ]
