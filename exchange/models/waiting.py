"""What waits: publications to be matched, and what followers still have to be told."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from wagtail.models import Page

from exchange.models.comment import Comment
from exchange.models.follower import Following


def once(name: str) -> models.UniqueConstraint:
    """Each following has a thing once. In this order, and only where there is one, the index also
    finds the deliveries of a thing, so that the column needs none of its own: a post can have a
    hundred thousand deliveries to write.
    """
    return models.UniqueConstraint(
        fields=[name, "following"],
        condition=models.Q(**{f"{name}__isnull": False}),
        name=f"delivery_{name}_once",
    )


def only_one_of(*names: str) -> models.Q:
    """Exactly one of these fields is filled in."""
    allowed = models.Q()
    for filled in names:
        allowed |= models.Q(**{f"{name}__isnull": name != filled for name in names})
    return allowed


class Publication(models.Model):
    """A page or a comment that was published, whose followers were not looked up yet.

    Written in the transaction of the publication, so that none is lost; the task that looks up
    the followers takes it away.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, null=True, related_name="+")
    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    is_first = models.BooleanField(default=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=only_one_of("page", "comment"), name="publication_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        what = f"comment {self.comment_id}" if self.comment_id else str(self.page_id)
        return f"publication of {what}"


class Notice(models.Model):
    """Something to tell all who follow a body, such as its new name."""

    text = models.CharField(max_length=800)
    translations: Any = models.JSONField(default=dict)
    """The same by the code of the other languages of the interface."""
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> str:
        """The text in the language of the interface."""
        return str(self.translations.get(get_language(), self.text))


class WeekEdition(models.Model):
    """The choice of one week that is mailed on a Monday (exchange/week.py), made once."""

    monday = models.DateField(unique=True)
    chosen: Any = models.JSONField(default=list)
    """Pairs of a page id and the name of the section that chose it."""

    def __str__(self) -> str:
        return str(self.monday)


class Delivery(models.Model):
    """One thing that one following has to be mailed; gone once the mail is on its way."""

    following = models.ForeignKey(Following, on_delete=models.CASCADE, related_name="deliveries")
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    edition = models.ForeignKey(
        WeekEdition, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    is_first = models.BooleanField(default=True)
    """Whether the page is new, and not changed."""
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            once("page"),
            once("comment"),
            once("notice"),
            once("edition"),
            models.CheckConstraint(
                condition=only_one_of("page", "comment", "notice", "edition"),
                name="delivery_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
