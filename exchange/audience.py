"""Who will get a post, before it goes out: asked of the draft with the same matching."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from wagtail.models import Page

from exchange.digests.lines import Line, line_of
from exchange.matching import questions_for
from exchange.models import Following, Frequency


@dataclass(frozen=True)
class Audience:
    """How many addresses get a mail, how many of those at once, and how the page stands in it."""

    total: int
    at_once: int
    line: Line
    is_small: bool
    """A small change of a page that was published before: nobody gets it."""


def audience_of(page: Any, owner: str) -> Audience:
    """The audience of a page as it is in memory; `owner` is the organisation that speaks."""
    is_first = page.first_published_at is None
    numbers = {"total": 0, "at_once": 0}
    if not is_hidden(page):
        followings = Following.objects.active().filter(question_id__in=questions_for(page))
        numbers = followings.aggregate(
            total=Count("follower", distinct=True),
            at_once=Count("follower", distinct=True, filter=Q(frequency=Frequency.NOW)),
        )
    return Audience(
        **numbers,
        line=line_of(page, owner, is_first=is_first),
        is_small=page.small_change and not is_first,
    )


def is_hidden(page: Any) -> bool:
    """Whether the page stays private when it is published."""
    return bool(page.pk and page.get_view_restrictions().exists())


def followers_of(bodies: list[Page], parameter: str) -> dict[int, int]:
    """How many addresses follow each of these bodies by name, by page id: one query."""
    keys = {f"{parameter}:{body.pk}": body.pk for body in bodies}
    rows = (
        Following.objects.active()
        .filter(question__keys__key__in=keys)
        .order_by()
        .values_list("question__keys__key")
        .annotate(number=Count("follower", distinct=True))
    )
    return {keys[key]: number for key, number in rows}
