"""What is known of a post when others that are close to it are looked for."""

from dataclasses import dataclass
from enum import Enum
from typing import Any, Self

from exchange.nearest.words import telling_words
from organisations.models import (
    ASKING_KINDS,
    BlogPostPage,
    Kind,
    Location,
    OrganisationPage,
    State,
)
from organisations.owners import paths_above


class Side(Enum):
    """What is looked for."""

    OFFERS = "offers"
    """Initiatives, and needs and questions that were answered."""
    ASKS = "asks"
    """Open needs and questions."""


@dataclass(frozen=True)
class Subject:
    """A post as it is in memory, published or not."""

    pk: int | None
    organisation: int | None
    """The page id of its organisation, whose own posts are no news to its writer."""
    topics: frozenset[int]
    themes: frozenset[int]
    """The main themes above those topics."""
    words: tuple[str, ...]
    """The most telling first."""
    place: Location | None

    @classmethod
    def of(cls, page: BlogPostPage) -> Self:
        """Read a post that has a place in the tree: two queries at most."""
        topics = list(page.topics.all())
        owners = OrganisationPage.objects.filter(path__in=paths_above(page.path))
        own = {topic.pk for topic in topics}
        return cls(
            pk=page.pk,
            organisation=owners.order_by("-depth").values_list("pk", flat=True).first(),
            topics=frozenset(own),
            themes=frozenset({topic.parent_id for topic in topics} - {None} - own),
            words=tuple(telling_words(page.title, page.summary, text_of(page))),
            place=page.place,
        )


def sides_for(page: Any) -> list[Side]:
    """What is looked for beside a post: nothing beside most kinds."""
    if page.kind == Kind.INITIATIVE:
        return [Side.ASKS]
    if page.kind in ASKING_KINDS:
        # What was answered is of use to who asks the same, and can still be answered better.
        return [Side.OFFERS, Side.ASKS] if page.state == State.ANSWERED else [Side.OFFERS]
    return []


def text_of(page: BlogPostPage) -> str:
    """The words of the body."""
    return "\n".join(page.body.stream_block.get_searchable_content(page.body))
