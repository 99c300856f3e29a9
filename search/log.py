"""What is searched for, counted by day and by words; never by whom.

Only words without any filter on the first page count, so that choosing filters does not count
again. What looks like an address or a number of a person is not kept at all.
"""

import datetime
import re
from collections import Counter

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from cms.core.gathering import Gathered
from organisations.readership.readers import BOTS, BROWSER
from search.asking import words_of
from search.filters import Filter
from search.models import SearchCount

KEEP = datetime.timedelta(days=90)
LONGEST = 80
_PERSONAL = re.compile(r"@|\d[\d .-]{4,}\d")

Search = tuple[datetime.date, str, int]
"""A day, the folded words, and how many results there were."""


class Searches(Gathered[Search]):
    """Searches that are not stored yet."""

    def write(self, numbers: Counter[Search]) -> None:
        """Add them to the numbers of their day, and clear away what is old."""
        with transaction.atomic():
            SearchCount.objects.filter(day__lt=timezone.localdate() - KEEP).delete()
            SearchCount.objects.bulk_create(
                (SearchCount(day=day, words=words) for day, words, _found in sorted(numbers)),
                ignore_conflicts=True,
            )
            for (day, words, found), number in sorted(numbers.items()):
                SearchCount.objects.filter(day=day, words=words).update(
                    number=F("number") + number, found=found
                )


searches = Searches()


def note(request: HttpRequest, asked: Filter) -> None:
    """Count a search, if a person typed it."""
    if not settings.COUNT_READERS or asked.page > 1 or asked.active != [asked.words]:
        return
    agent = request.headers.get("User-Agent", "")
    if BROWSER.match(agent) is None or BOTS.search(agent) or _PERSONAL.search(asked.q):
        return
    if words := " ".join(words_of(asked.q))[:LONGEST]:
        searches.add((timezone.localdate(), words, asked.found.total))
