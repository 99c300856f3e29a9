"""Who of the management was asked to approve a page, without an account, and what they said."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class Answer(models.TextChoices):
    """What was said."""

    APPROVED = "approved", _("goedgekeurd")
    SENT_BACK = "sent_back", _("teruggestuurd")


class Closed(models.TextChoices):
    """Why a question was taken back before there was an answer."""

    WITHDRAWN = "withdrawn", _("De vraag om goedkeuring is ingetrokken.")
    REPLACED = "replaced", _("Er is een nieuwe vraag om goedkeuring, met een eigen link.")
    MOVED = "moved", _("De pagina is intussen verplaatst.")
    SETTLED = "settled", _("De pagina wacht niet meer op goedkeuring.")


class DirectorApprovalQuerySet(models.QuerySet["DirectorApproval"]):
    """Questions about approvals."""

    def pending(self) -> "DirectorApprovalQuerySet":
        """Those without an answer that were not taken back; the link may have expired."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)


class DirectorApproval(models.Model):
    """One version of a page, laid before a person without an account by a link that works once.

    While it is pending, nobody approves the page. Of the secret in the link only a hash is kept,
    so that who reads the database cannot use it. Made and changed by
    `organisations.moderation.approvals` only. Kept afterwards, so that it can be seen later who
    said what; without a page when that was deleted.
    """

    page = models.ForeignKey(
        Page,
        verbose_name=_("pagina"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="director_approvals",
    )
    title = models.CharField(_("titel"), max_length=255)
    # An autosave changes a version in place: so its moment belongs to what was asked.
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    revision_saved_at = models.DateTimeField()
    name = models.CharField(_("naam"), max_length=150)
    email = models.EmailField(_("e-mailadres"))
    remark = models.TextField(_("opmerking"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gevraagd door"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("gevraagd op"), auto_now_add=True)
    # Empty: there is no link that works.
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True)
    expires_at = models.DateTimeField(_("geldig tot"), null=True)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True)
    answer = models.CharField(_("antwoord"), max_length=10, choices=Answer, blank=True)
    answer_remark = models.TextField(_("opmerking bij het antwoord"), blank=True)
    closed_at = models.DateTimeField(_("ingetrokken op"), null=True)
    closed_because = models.CharField(max_length=10, choices=Closed, blank=True)

    objects = DirectorApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goedkeuring door de leiding")
        verbose_name_plural = _("goedkeuringen door de leiding")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(answered_at__isnull=True, closed_at__isnull=True),
                name="one_pending_approval_per_page",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.name} ({self.email})"

    @property
    def is_pending(self) -> bool:
        """Whether it was neither answered nor taken back."""
        return self.answered_at is None and self.closed_at is None

    @property
    def is_approved(self) -> bool:
        """Whether the answer was yes."""
        return self.answer == Answer.APPROVED

    @property
    def is_expired(self) -> bool:
        """Whether its link has run out."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    def is_about(self, revision: Any) -> bool:
        """Whether this version of the page, as it is stored now, is the one that was asked about."""
        return bool(
            revision is not None
            and revision.pk == self.revision_id
            and revision.created_at == self.revision_saved_at
        )
