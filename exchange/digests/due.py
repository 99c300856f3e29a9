"""Who is due for a mail now, and with what."""

import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from exchange.models import Delivery, Frequency


def due(now: datetime.datetime) -> QuerySet[Delivery]:
    """The deliveries whose time has come, of addresses that take mail.

    At once means at the next run. A day is what was published before the hour of today, a week
    what was published before that hour on Monday; an address gets one such mail a day.
    """
    today = timezone.localdate(now)
    once_a_day = Q(following__follower__mailed_on__isnull=True) | Q(
        following__follower__mailed_on__lt=today
    )
    in_time = Q(following__frequency=Frequency.DAILY, at__lt=last_hour(now)) | Q(
        following__frequency=Frequency.WEEKLY, at__lt=last_monday(now)
    )
    return Delivery.objects.filter(
        Q(following__frequency=Frequency.NOW) | (in_time & once_a_day),
        following__confirmed_at__isnull=False,
        following__follower__bounced_at__isnull=True,
    )


def last_hour(now: datetime.datetime) -> datetime.datetime:
    """The last time that it was DIGEST_HOUR on the clock of the site."""
    local = timezone.localtime(now)
    hour = local.replace(hour=settings.DIGEST_HOUR, minute=0, second=0, microsecond=0)
    return hour if hour <= local else hour - datetime.timedelta(days=1)


def last_monday(now: datetime.datetime) -> datetime.datetime:
    """The last time that it was DIGEST_HOUR on a Monday."""
    hour = last_hour(now)
    return hour - datetime.timedelta(days=hour.weekday())
