"""What waits: publications to be matched, and what followers still have to be told."""

from django.db import models
from wagtail.models import Page

from exchange.models.follower import Following


class Publication(models.Model):
    """A page that was published, whose followers were not looked up yet.

    Written in the transaction of the publication, so that none is lost; the task that looks up
    the followers takes it away.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    is_first = models.BooleanField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"publication of {self.page_id}"


class Notice(models.Model):
    """Something to tell all who follow a body, such as its new name."""

    text = models.CharField(max_length=800)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.text


class Delivery(models.Model):
    """A page or a notice that one following has to be mailed; gone once the mail is on its way."""

    following = models.ForeignKey(Following, on_delete=models.CASCADE, related_name="deliveries")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, null=True, related_name="+")
    is_first = models.BooleanField(default=True)
    """Whether the page is new, and not changed."""
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["following", "page"], name="delivery_page_once"),
            models.UniqueConstraint(fields=["following", "notice"], name="delivery_notice_once"),
            models.CheckConstraint(
                condition=models.Q(page__isnull=True) ^ models.Q(notice__isnull=True),
                name="delivery_page_or_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
