"""Pauses addresses that refuse our mail for good."""

from django.db.models import Max
from django.db.models.functions import Lower
from django.utils import timezone

from cms.core.models import MailState, OutgoingMail
from exchange.mail import KIND
from exchange.models import Delivery, Follower


def note_bounces() -> int:
    """Pause followers whose mail server said "never"; how many.

    A server that was away for days is no refusal, and neither is what happened before the address
    confirmed for the last time.
    """
    refused = (
        OutgoingMail.objects.filter(
            kind=KIND, state=MailState.FAILED, server_failed_at__isnull=True
        )
        .annotate(address=Lower("recipient"))
        .order_by()
        .values_list("address")
        .annotate(last=Max("settled_at"))
    )
    last_refusals = dict(refused)
    followers = Follower.objects.filter(email__in=last_refusals, bounced_at__isnull=True)
    paused = [
        follower
        for follower in followers.annotate(said_yes=Max("followings__confirmed_at"))
        if follower.said_yes is None or follower.said_yes < last_refusals[follower.email]
    ]
    # What waits would be old news by the time that the address works again.
    Delivery.objects.filter(following__follower__in=paused).delete()
    return Follower.objects.filter(pk__in=[follower.pk for follower in paused]).update(
        bounced_at=timezone.now()
    )
