"""Comments of readers under a post, and which of them answers it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentState(models.TextChoices):
    """Where a comment stands between its writer and the readers."""

    WAITING = "wacht", _("Wacht op beoordeling")
    PUBLISHED = "geplaatst", _("Geplaatst")
    REFUSED = "geweigerd", _("Geweigerd")
    WITHDRAWN = "ingetrokken", _("Ingetrokken")


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about comments."""

    def published(self) -> Self:
        """Those that readers may see; a reply only while what it replies to is there."""
        below_nothing = models.Q(parent__isnull=True)
        return self.filter(
            below_nothing | models.Q(parent__state=CommentState.PUBLISHED),
            state=CommentState.PUBLISHED,
        )

    def waiting(self) -> Self:
        """Those that somebody still has to look at."""
        return self.filter(state=CommentState.WAITING)


class Comment(models.Model):
    """What somebody wrote under a post, or in reply to another comment (one level deep)."""

    page = models.ForeignKey(
        "organisations.BlogPostPage", on_delete=models.CASCADE, related_name="comments"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    state = models.CharField(max_length=12, choices=CommentState, default=CommentState.WAITING)
    name = models.CharField(_("naam"), max_length=80)
    email = models.EmailField(_("e-mailadres"), blank=True)
    text = models.TextField(_("reactie"), max_length=4000)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # For whom somebody who is signed in speaks; shown with the name.
    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # When the organisation that asked took this as the answer.
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["page", "state"], name="comment_page_state"),
            models.Index(fields=["state", "created_at"], name="comment_state_created"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(accepted_at__isnull=False),
                name="comment_one_answer",
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"
