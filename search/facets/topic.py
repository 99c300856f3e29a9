"""`onderwerp`: topics on two levels, by slug; a main theme includes its sub-topics."""

from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from organisations.models import Topic
from search.facets.base import Choice, Facet, Group, count_by
from search.models import Entry, EntryTopic


class TopicFacet(Facet):
    """What is about a topic."""

    parameter = "onderwerp"
    heading = gettext_lazy("Onderwerp")
    position = 40

    def knows(self, value: str) -> bool:
        """A topic of the list."""
        return value in self.vocabulary.topics

    def label(self, value: str) -> str:
        """The name of the topic, with a capital."""
        return str(capfirst(self.vocabulary.topics[value].name))

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """By the topics of the entry; a theme has a row for everything below it."""
        ids = [self.vocabulary.topics[value].pk for value in self.values]
        tagged = EntryTopic.objects.filter(topic__in=ids)
        return entries.filter(pk__in=tagged.values("entry"))

    def to_stored(self) -> list[Any]:
        """Ids of topics."""
        return sorted(self.vocabulary.topics[value].pk for value in self.values)

    @classmethod
    def from_stored(cls, kept: list[Any]) -> list[str]:
        """Slugs of the topics that are still on the list."""
        return list(Topic.objects.filter(pk__in=kept).values_list("slug", flat=True))

    def groups(self, entries: QuerySet[Entry], *, everything: bool = False) -> list[QuerySet[Any]]:
        """An entry has a row for each of its topics, once."""
        if everything:
            tagged: QuerySet[Any] = EntryTopic.objects.visible()
            return [count_by(tagged, self.parameter, "topic_id", by_index=True)]
        found = entries.filter(entry_topics__isnull=False)
        return [count_by(found, self.parameter, "entry_topics__topic_id")]

    def choices(self, groups: list[Group]) -> list[Choice]:
        """Main themes with their sub-topics, as far as there is something to find."""
        counts = {first: number for first, _second, number in groups}
        themes: dict[int, Choice] = {}
        for topic in self.vocabulary.topics.values():
            if topic.parent_id is None:
                themes[topic.pk] = self.choice(topic.slug, counts.get(str(topic.pk), 0))
        for topic in self.vocabulary.topics.values():
            if topic.parent_id in themes:
                child = self.choice(topic.slug, counts.get(str(topic.pk), 0))
                if child.count or child.selected:
                    themes[topic.parent_id].children.append(child)
        return [
            theme for theme in themes.values() if theme.count or theme.selected or theme.children
        ]
