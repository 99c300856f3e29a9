"""How often pages were read. Numbers only: nothing about who read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Span(models.TextChoices):
    """What a number is for."""

    DAY = "day", _("dag")
    MONTH = "month", _("maand")


class ReadCount(models.Model):
    """How often a page was read on a day, or, after a while, in a month.

    Written by `organisations.readership.store` only.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="read_counts")
    span = models.CharField(max_length=5, choices=Span, default=Span.DAY)
    # Of a month its first day.
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("aantal keer gelezen")
        verbose_name_plural = _("aantallen keer gelezen")
        constraints = [
            models.UniqueConstraint(fields=["page", "span", "day"], name="one_count_per_span")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.number} ({self.span} {self.day})"


class ReadTotal(models.Model):
    """How often a page was read in all: one row, so that the page itself can show it cheaply."""

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="read_total"
    )
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("totaal keer gelezen")
        verbose_name_plural = _("totalen keer gelezen")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.number}"
