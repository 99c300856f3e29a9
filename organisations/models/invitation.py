"""Who is asked to write, moderate or administer, and has not come in yet."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from organisations.models.membership import Role


class InvitationStatus(models.TextChoices):
    """How far an invitation is."""

    OPEN = "open", _("wacht op antwoord")
    UNSENT = "unsent", _("mail niet verstuurd")
    EXPIRED = "expired", _("verlopen")
    ACCEPTED = "accepted", _("aangenomen")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def pending(self) -> "InvitationQuerySet":
        """Those that were neither accepted nor withdrawn, expired or not."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """An e-mail address that is asked to take up one or more roles, with a link that works once.

    Of the secret in the link only a hash is kept, so that who reads the database cannot use it.
    Made and changed by `organisations.roles.invitations` only. Kept after it was accepted, so
    that it can be seen later who asked whom.
    """

    email = models.EmailField(_("e-mailadres"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uitgenodigd door"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    # Empty: there is no link that works.
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True)
    expires_at = models.DateTimeField(_("geldig tot"), null=True)
    accepted_at = models.DateTimeField(_("aangenomen op"), null=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("persoon"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_pending_invitation",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_pending(self) -> bool:
        """Whether it was neither accepted nor withdrawn."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def status(self) -> InvitationStatus:
        """How far it is now."""
        if self.accepted_at:
            return InvitationStatus.ACCEPTED
        if self.withdrawn_at:
            return InvitationStatus.WITHDRAWN
        if self.sent_at is None:
            return InvitationStatus.UNSENT
        if self.expires_at is None or self.expires_at <= timezone.now():
            return InvitationStatus.EXPIRED
        return InvitationStatus.OPEN

    def get_status_display(self) -> Any:
        """The same in words."""
        return self.status.label


class InvitedRole(models.Model):
    """One of the roles that come with an invitation."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="roles")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("rol"), max_length=15, choices=Role)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "page", "role"], name="one_invited_role_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.page.title}"
