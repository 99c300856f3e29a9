"""A moderator who is away, and who does the work in the meantime."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models.membership import Membership, Role


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Questions about absences."""

    def open(self) -> "AbsenceQuerySet":
        """Now or to come, and not called off."""
        return self.filter(withdrawn_at__isnull=True, ends_on__gte=timezone.localdate())

    def overlapping(self, starts_on: datetime.date, ends_on: datetime.date) -> "AbsenceQuerySet":
        """Open ones that share a day with this period."""
        return self.open().filter(starts_on__lte=ends_on, ends_on__gte=starts_on)

    def in_force(self) -> "AbsenceQuerySet":
        """Those of today with a deputy who can do the work: an active moderator."""
        moderates = Membership.objects.active().filter(
            person=OuterRef("deputy"), role=Role.MODERATOR
        )
        return self.open().filter(
            Exists(moderates), starts_on__lte=timezone.localdate(), deputy__is_active=True
        )


class Absence(models.Model):
    """From when until when a moderator is away, both days included, and who takes over.

    During those days the deputy has what the person's roles as moderator give; nothing is copied
    or cleared up, so it lasts exactly so long and ends at once when a role ends. Made and called
    off by `organisations.roles.absences` only. Kept, so that it can be seen later who could do what.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderator"),
        on_delete=models.CASCADE,
        related_name="absences",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("vervanger"),
        on_delete=models.CASCADE,
        related_name="deputyships",
    )
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    arranged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("geregeld door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("afwezigheid")
        verbose_name_plural = _("afwezigheden")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="absence_in_order"
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("deputy")), name="absence_two_people"
            ),
        ]
        indexes = [
            models.Index(
                fields=["deputy", "ends_on"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="deputy_until",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.starts_on} / {self.ends_on}): {self.deputy}"
