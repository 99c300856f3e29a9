"""`pagina`: the page of the list."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.facets.base import Facet, tidy_values

MAX_PAGE = 100_000


class PageNumber(Facet):
    """Narrows nothing; says where in the list the reader is."""

    parameter = "pagina"
    heading = gettext_lazy("Pagina")
    position = 90
    is_question = False

    def read(self, raw: Iterable[str]) -> None:
        """A whole number from 1; the last one counts."""
        for value in [value for value in tidy_values(raw) if value][-1:]:
            if self.knows(value):
                self.values = [str(int(value))]
            else:
                self.problems.append(
                    _("“%(value)s” is geen paginanummer; u ziet de eerste pagina.")
                    % {"value": value[:60]}
                )

    def knows(self, value: str) -> bool:
        """Ordinary digits only."""
        return value.isascii() and value.isdigit() and 1 <= int(value[:9]) <= MAX_PAGE

    @property
    def active(self) -> bool:
        """A page number never narrows."""
        return False

    def chips(self) -> list[tuple[str, list[str]]]:
        """No chip: pages have links of their own."""
        return []

    @property
    def number(self) -> int:
        """The page, 1 when none was given."""
        return int(self.values[0]) if self.values else 1
