"""The names that the filter knows: ministries, organisations and topics."""

from functools import cached_property

from organisations.models import Topic
from search.columns import Columns, store
from search.columns.bodies import Body


class Vocabulary:
    """The names at one moment: that at which the first of them was looked up."""

    def __init__(
        self, organisation_slugs: list[str] | None = None, columns: Columns | None = None
    ) -> None:
        self.organisation_slugs = organisation_slugs or []
        self._columns = columns

    @cached_property
    def columns(self) -> Columns:
        """Everything in memory, as it was when it was first asked for."""
        return self._columns or store.current()

    @cached_property
    def bodies(self) -> dict[int, Body]:
        """All that may be seen by page id, by name."""
        return self.columns.visible_bodies()

    @cached_property
    def ministries(self) -> list[Body]:
        """All ministries by name, those of today first."""
        found = [body for body in self.bodies.values() if body.is_ministry]
        return sorted(found, key=lambda body: body.ended_on is not None)

    @cached_property
    def organisations(self) -> list[Body]:
        """The organisations that were asked for by slug (one slug may be used by several)."""
        wanted = set(self.organisation_slugs)
        return [
            body for body in self.bodies.values() if body.slug in wanted and not body.is_ministry
        ]

    @property
    def topics(self) -> dict[str, Topic]:
        """All topics by slug, by name."""
        return self.columns.topic_list


def slugs_of(ids: list[int]) -> list[str]:
    """The slugs of those bodies that readers may see, in the order of the ids."""
    known = store.current().visible_bodies()
    return [known[key].slug for key in ids if key in known]
