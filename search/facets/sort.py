"""`sorteer`: the order of the list."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from search.facets.base import Choice, Facet

RELEVANCE, NEWEST, NAME, DISTANCE = "relevantie", "nieuwste", "naam", "afstand"
LABELS = {
    RELEVANCE: gettext_lazy("Best passend"),
    NEWEST: gettext_lazy("Nieuwste eerst"),
    NAME: gettext_lazy("Op naam"),
    DISTANCE: gettext_lazy("Dichtstbij eerst"),
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

    def order(self, *, has_words: bool, has_place: bool, only_bodies: bool) -> str:
        """The order to use: the chosen one where it makes sense, else what suits the question."""
        chosen = self.values[0] if self.values else ""
        if chosen in possible(has_words=has_words, has_place=has_place):
            return chosen
        if has_words:
            return RELEVANCE
        return NAME if only_bodies else NEWEST

    def options(self, order: str, *, has_words: bool, has_place: bool) -> list[Choice]:
        """The orders that can be chosen, the current one selected."""
        return [
            Choice(value, str(LABELS[value]), 0, selected=value == order)
            for value in possible(has_words=has_words, has_place=has_place)
        ]


def possible(*, has_words: bool, has_place: bool) -> list[str]:
    """The orders that make sense: by relevance for words, by distance from a place."""
    needs = {RELEVANCE: has_words, DISTANCE: has_place}
    return [value for value in LABELS if needs.get(value, True)]
