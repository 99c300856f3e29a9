"""Who follows what, by e-mail, without an account."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from exchange.models.question import Question


class Frequency(models.TextChoices):
    """How often somebody wants mail."""

    NOW = "direct", _("Direct, bij elk bericht")
    DAILY = "dag", _("Eén keer per dag")
    WEEKLY = "week", _("Eén keer per week")


class Follower(models.Model):
    """An e-mail address; removed with its last following."""

    email = models.EmailField(unique=True)
    # Part of every signed link: raising it ends all links that were given out.
    generation = models.PositiveIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True)
    """Since when this address refuses mail for good; it gets none until it confirms again."""
    mailed_on = models.DateField(null=True)
    """The day of the last mail with daily or weekly followings."""
    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    """Of all mail to this address: that of the page where it last confirmed."""
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        # The address is personal, and this ends up in logs.
        return f"follower {self.pk}"


class FollowingQuerySet(models.QuerySet["Following"]):
    """Named questions about followings."""

    def active(self) -> Self:
        """Those that get mail: confirmed, to an address that takes it."""
        return self.filter(confirmed_at__isnull=False, follower__bounced_at__isnull=True)


class Following(models.Model):
    """One address follows one question."""

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="followings")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="followings")
    frequency = models.CharField(max_length=6, choices=Frequency, default=Frequency.DAILY)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "question"], name="following_once")
        ]

    def __str__(self) -> str:
        return f"following {self.pk}"
