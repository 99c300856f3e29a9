"""The outbox: mail that is to go out, and for a while what became of it."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Longer than one mail can take, so that what is in hand of one process is left alone by others.
CLAIM = datetime.timedelta(minutes=5)
ERROR_LENGTH = 500


class MailState(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting", _("wacht")
    SENT = "sent", _("verstuurd")
    FAILED = "failed", _("niet bezorgd")


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Questions about the outbox."""

    def due(self) -> "OutgoingMailQuerySet":
        """What may be tried now; the mail that somebody waits for goes before digests."""
        now = timezone.now()
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
        return self.filter(free, state=MailState.WAITING, due_at__lte=now).order_by(
            "is_bulk", "due_at", "pk"
        )

    def claim(self, pk: int) -> "OutgoingMail | None":
        """Take one mail in hand, and count the try; None when another process was first.

        A process that is killed leaves its claim behind, which ends by itself.
        """
        claimed = (
            self.due()
            .filter(pk=pk)
            .order_by()
            .update(claimed_until=timezone.now() + CLAIM, tries=F("tries") + 1)
        )
        return self.filter(pk=pk).first() if claimed else None

    def troubled(self) -> "OutgoingMailQuerySet":
        """What could not be delivered (so far): given up, or to be tried again."""
        return self.filter(Q(state=MailState.FAILED) | Q(state=MailState.WAITING, tries__gt=0))

    def settled_before(self, moment: datetime.datetime) -> "OutgoingMailQuerySet":
        """What was delivered or given up before this moment."""
        return self.exclude(state=MailState.WAITING).filter(settled_at__lt=moment)


class OutgoingMail(models.Model):
    """One mail to one address. Its words are kept until it is delivered, and no longer.

    They may hold a link that lets somebody in, so no screen shows them, and the database holds
    them sealed (cms/core/mail/seal.py).
    """

    kind = models.CharField(_("soort mail"), max_length=50, blank=True)
    recipient = models.CharField(_("aan"), max_length=320)
    sender = models.CharField(max_length=320)
    subject = models.CharField(_("onderwerp"), max_length=500)
    sealed = models.BinaryField(default=bytes)
    is_bulk = models.BooleanField(default=False)

    state = models.CharField(
        _("stand"), max_length=10, choices=MailState, default=MailState.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    error = models.CharField(_("reden"), max_length=ERROR_LENGTH, blank=True)
    created_at = models.DateTimeField(_("geschreven op"), default=timezone.now)
    due_at = models.DateTimeField(_("volgende poging"), default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    server_failed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ("view", "change")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["is_bulk", "due_at", "id"],
                condition=Q(state=MailState.WAITING),
                name="mail_due",
            ),
            models.Index(
                fields=["server_failed_at"],
                condition=Q(server_failed_at__isnull=False),
                name="mail_server_failed",
            ),
            models.Index(fields=["state", "settled_at"], name="mail_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.recipient})"
