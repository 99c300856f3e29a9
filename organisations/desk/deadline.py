"""When a page has waited too long for a moderator."""

import datetime

from django.conf import settings
from django.utils import timezone

SATURDAY = 5


def overdue_before(now: datetime.datetime | None = None) -> datetime.datetime:
    """What was submitted before this moment is overdue.

    Goes back `MODERATION_WORKING_DAYS` days from `now` (default: this moment), to the same time
    of the day, and skips weekends. Public holidays count as working days.
    """
    moment = timezone.localtime(now)
    days_left = settings.MODERATION_WORKING_DAYS
    while days_left > 0:
        moment -= datetime.timedelta(days=1)
        if moment.weekday() < SATURDAY:
            days_left -= 1
    return moment
