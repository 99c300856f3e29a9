"""What the pages with a list share: pages of entries, and the words when a page is not there."""

from collections.abc import Sequence
from typing import cast

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from cms.core.languages import home_path
from search.found import Found, Hit

PER_PAGE = 20


def home_step() -> dict[str, str]:
    """The first step of every trail."""
    return {"url": home_path(), "title": _("Home")}


def page_of(found: Found, number: int) -> tuple[ListPage[Hit], list[str]]:
    """A page of a list, and what to say when there are not so many: then it is the last one."""
    paginator: Paginator[Hit] = Paginator(cast("Sequence[Hit]", found), PER_PAGE)
    problems = []
    if number > paginator.num_pages:
        problems.append(
            _("Pagina %(number)d is er niet; u ziet de laatste pagina.") % {"number": number}
        )
    return paginator.get_page(number), problems
