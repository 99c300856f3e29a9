"""Which initiatives and answers are close to which needs and questions, and who was told of it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from wagtail.models import Page


class Match(models.Model):
    """A need or question, and an initiative or an answered question that is close to it.

    Worked out when one of them is published (`exchange.nearest.keeping`). Whether readers may see
    them is asked when they are shown.
    """

    asking = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    offer = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    score = models.FloatField()
    reasons = models.JSONField(default=dict)
    """As `exchange.nearest.reasons.Reasons` stores them."""

    class Meta:
        verbose_name_plural = "matches"
        indexes = [
            models.Index(fields=["asking", "-score"], name="match_of_asking"),
            models.Index(fields=["offer", "-score"], name="match_of_offer"),
        ]
        constraints = [models.UniqueConstraint(fields=["asking", "offer"], name="match_once")]

    def __str__(self) -> str:
        return f"{self.asking_id} - {self.offer_id}"


class Unmatched(models.Model):
    """A post that was published, for which was not yet looked what is close to it.

    Written in the transaction of the publication, so that none is lost; the task that looks takes
    it away.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    is_first = models.BooleanField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"unmatched {self.page_id}"


class TellingQuerySet(models.QuerySet["Telling"]):
    """Questions about what people are told."""

    def waiting(self) -> Self:
        """What is still to be mailed."""
        return self.filter(sent_at__isnull=True)


class Telling(models.Model):
    """Somebody is told about a page because of another one: once, ever.

    The row stays when the mail has gone, so that nobody is told twice.
    """

    class Why(models.TextChoices):
        """What there is to tell."""

        MATCH = "match"
        ADOPTED = "adopted"

    why = models.CharField(max_length=10, choices=Why)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", db_index=False)
    """What was published: a need or question, or an adoption."""
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    """The own initiative."""
    sent_at = models.DateTimeField(null=True)

    objects: Any = TellingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "person", "why"], name="telling_once")
        ]
        indexes = [
            models.Index(
                fields=["page"], condition=models.Q(sent_at__isnull=True), name="telling_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"telling {self.pk}"
