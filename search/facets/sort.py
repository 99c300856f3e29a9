"""`sorteer`: the order of the list."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from search.facets.base import Choice, Facet

RELEVANCE, NEWEST, NAME = "relevantie", "nieuwste", "naam"
LABELS = {
    RELEVANCE: gettext_lazy("Best passend"),
    NEWEST: gettext_lazy("Nieuwste eerst"),
    NAME: gettext_lazy("Op naam"),
}


class Sort(Facet):
    """Narrows nothing; the filter asks it for the order."""

    parameter = "sorteer"
    heading = gettext_lazy("Volgorde")
    position = 80
    is_question = False

    def read(self, raw: Iterable[str]) -> None:
        """One order; the last that is known counts."""
        super().read(raw)
        self.values = self.values[-1:]

    def knows(self, value: str) -> bool:
        """One of the orders."""
        return value in LABELS

    def label(self, value: str) -> str:
        """The order in words."""
        return str(LABELS[value])

    @property
    def active(self) -> bool:
        """An order never narrows."""
        return False

    def chips(self) -> list[tuple[str, list[str]]]:
        """No chip: there is always an order."""
        return []

    def order(self, *, has_words: bool, only_bodies: bool) -> str:
        """The order to use: the chosen one, else what suits the question."""
        chosen = self.values[0] if self.values else ""
        if chosen == RELEVANCE and not has_words:
            chosen = ""
        if chosen:
            return chosen
        if has_words:
            return RELEVANCE
        return NAME if only_bodies else NEWEST

    def options(self, order: str, *, has_words: bool) -> list[Choice]:
        """The orders that can be chosen, the current one selected."""
        return [
            Choice(value, str(label), 0, selected=value == order)
            for value, label in LABELS.items()
            if has_words or value != RELEVANCE
        ]
