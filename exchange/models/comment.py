"""Comments of readers under a post, and which of them answers it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentState(models.TextChoices):
    """Where a comment stands between its writer and the readers."""

    # Nobody looks at it before its writer has followed the link in the mail.
    UNCONFIRMED = "onbevestigd", _("Nog niet bevestigd")
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

    def reported(self) -> Self:
        """Those that readers see and that a reader reported."""
        return self.filter(state=CommentState.PUBLISHED, reports__isnull=False).distinct()


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
    # Of the page where it was written: of the words, and of the mails to the writer.
    language = models.CharField(
        max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # When the organisation that asked took this as the answer.
    accepted_at = models.DateTimeField(null=True, blank=True)
    # Counts the changes of the text: who decides, decides about the words they saw.
    version = models.PositiveIntegerField(default=0)
    # By these the comments of one address, and a form that is sent twice, are found (own.py);
    # the address cannot be read from them.
    writer_key = models.CharField(max_length=64, blank=True, db_index=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What the writer is told when the comment is refused.
    reason = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)

    # Whether it was written for the organisation of its post (comments/threads.py).
    is_own = False

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
            ),
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=~models.Q(fingerprint=""),
                name="comment_sent_once",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def is_published(self) -> bool:
        """Whether it was let through; readers see it while its page and its parent are there."""
        return self.state == CommentState.PUBLISHED


class CommentReport(models.Model):
    """A reader finds that a comment should not stand there. Who that is, is not kept."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    text = models.TextField(_("wat is er mis?"), max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"report {self.pk}"
