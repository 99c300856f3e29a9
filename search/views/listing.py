"""What the pages with a list share: pages of entries, and the words when a page is not there."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from search.models import Entry

PER_PAGE = 20


def home_step() -> dict[str, str]:
    """The first step of every trail."""
    return {"url": "/", "title": _("Home")}


class CountedPaginator(Paginator):
    """A paginator that was told how many there are, and does not count again."""

    def __init__(self, entries: QuerySet[Entry], total: int) -> None:
        super().__init__(entries, PER_PAGE)
        self.total = total

    @cached_property
    def count(self) -> int:
        """How many entries there are."""
        return self.total


def page_of(entries: QuerySet[Entry], total: int, number: int) -> tuple[ListPage[Any], list[str]]:
    """A page of a list, and what to say when there are not so many: then it is the last one."""
    paginator = CountedPaginator(entries, total)
    problems = []
    if number > paginator.num_pages:
        problems.append(
            _("Pagina %(number)d is er niet; u ziet de laatste pagina.") % {"number": number}
        )
    return paginator.get_page(number), problems
