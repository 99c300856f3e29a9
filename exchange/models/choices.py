"""What people of the site chose to be told, where they depart from the default."""

from django.conf import settings
from django.db import models


class NotificationChoice(models.Model):
    """One person wants one kind of notification, or does not; no row means the default.

    Kinds are in `exchange/choices.py`. A kind that is no longer registered leaves its rows behind:
    nobody asks for them.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_choices"
    )
    kind = models.CharField(max_length=40)
    wanted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notification_choice_once")
        ]

    def __str__(self) -> str:
        return f"notification choice {self.pk}"
