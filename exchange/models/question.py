"""A question that is followed, kept once however many people follow it."""

from typing import Any

from django.db import models


class QuestionSort(models.TextChoices):
    """What a question asks."""

    FILTER = "filter", "filter"
    """A stored filter (search/stored.py)."""
    THREAD = "thread", "thread"
    """The comments under a post."""
    WEEK = "week", "week"
    """The weekly choice from everything."""


class Question(models.Model):
    """What is followed, in its stored form, with what it says."""

    digest = models.CharField(max_length=64, unique=True)
    sort = models.CharField(max_length=6, choices=QuestionSort, default=QuestionSort.FILTER)
    stored: Any = models.JSONField()
    words = models.CharField(max_length=500)
    """The question in Dutch, as it is today; kept, because a mail needs it for every follower."""
    is_void = models.BooleanField(default=False)
    """Whether nothing can be found by it any more."""

    def __str__(self) -> str:
        return self.words


class QuestionKey(models.Model):
    """A value by which the question is found when something happens (`subjects.subject_keys`)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=180)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "question"], name="question_key_once")
        ]

    def __str__(self) -> str:
        return self.key


class FollowedBody(models.Model):
    """A ministry or organisation that questions name, as its followers last heard of it.

    `page_id` is the id of a page that may be gone; `situation` is what `exchange.changes` compares.
    """

    page_id = models.IntegerField(primary_key=True)
    situation: Any = models.JSONField(default=dict)
    questions = models.ManyToManyField(Question, related_name="bodies")

    def __str__(self) -> str:
        return str(self.situation.get("title", self.page_id))
