"""What is kept of answering: how a need or question stands, and who offers help."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from exchange.models.comment import Comment
from organisations.models import State


class AnswerStatusQuerySet(models.QuerySet["AnswerStatus"]):
    """Named questions about how needs and questions stand."""

    def without_their_answer(self) -> Self:
        """Answered by a comment that readers may not see any more."""
        shown = Comment.objects.published().filter(accepted_at__isnull=False)
        return self.filter(state=State.ANSWERED, by_comment=True).exclude(
            page__in=shown.values("page")
        )


class AnswerStatus(models.Model):
    """What the organisation that asks said last: open, or answered.

    The state of the page follows it, whichever version of the page is published
    (exchange/answers/receivers.py). Written by `exchange.answers` only.
    """

    page = models.OneToOneField(
        "organisations.BlogPostPage",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="answer_status",
    )
    # Empty while nobody said anything: then the page says it itself.
    state = models.CharField(max_length=12, choices=State, blank=True)
    # Whether a comment is the answer; which one, the comment says.
    by_comment = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True)
    # When the question lay so long that somebody was told; that happens once.
    steward_told_at = models.DateTimeField(null=True)

    objects = AnswerStatusQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "answer statuses"

    def __str__(self) -> str:
        return f"{self.page_id}: {self.state}"


class HelpOffer(models.Model):
    """An organisation says "wij kunnen helpen": for the organisation that asks, and nobody else."""

    page = models.ForeignKey(
        "organisations.BlogPostPage", on_delete=models.CASCADE, related_name="help_offers"
    )
    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("organisatie"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(_("naam"), max_length=80)
    email = models.EmailField(_("e-mailadres"))
    message = models.TextField(_("bericht"), max_length=2000)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    # The same words of the same person for the same page are one offer, however often sent.
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        # Name and address are personal, and this ends up in logs.
        return f"help offer {self.pk}"
