"""What is forgotten of followers, helpers and who wanted an introduction, and when."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from cms.core import retention
from exchange.following import forget_questions
from exchange.models import Follower, Following, HelpOffer, Introduction

# An address that has refused mail for so long is given up.
BOUNCED_TERM = timedelta(days=90)
# Who wanted an introduction had time to be answered.
INTRODUCTION_TERM = timedelta(days=30)


def register_all() -> None:
    """Make `manage.py expire_personal_data` do this."""
    retention.register("unconfirmed followings", expire_unconfirmed)
    retention.register("followers whose address refuses mail", expire_bounced)
    retention.register("who wanted an introduction", expire_introductions)
    retention.register("offers of help", expire_offers)


def expire_unconfirmed() -> int:
    """Forget who did not confirm in time, and who follows nothing; how many followings."""
    limit = timezone.now() - timedelta(days=settings.FOLLOW_CONFIRM_DAYS)
    old = Following.objects.filter(confirmed_at__isnull=True, created_at__lt=limit)
    number = old.count()
    old.delete()
    Follower.objects.filter(followings__isnull=True, created_at__lt=limit).delete()
    forget_questions()
    return number


def expire_bounced() -> int:
    """Forget addresses that have refused mail for 90 days; how many."""
    gone = Follower.objects.filter(bounced_at__lt=timezone.now() - BOUNCED_TERM)
    number = gone.count()
    gone.delete()
    forget_questions()
    return number


def expire_introductions() -> int:
    """Forget who wanted an introduction 30 days ago; how many."""
    gone = Introduction.objects.filter(created_at__lt=timezone.now() - INTRODUCTION_TERM)
    number = gone.count()
    gone.delete()
    return number


def expire_offers() -> int:
    """Forget offers of help of `HELP_OFFER_DAYS` days ago; how many."""
    limit = timezone.now() - timedelta(days=settings.HELP_OFFER_DAYS)
    number, _by_model = HelpOffer.objects.filter(created_at__lt=limit).delete()
    return number
