"""When a moderator wants to be mailed about what waits."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MailMoment(models.TextChoices):
    """When a moderator is mailed about what waits."""

    AT_ONCE = "at_once", _("Meteen, voor elke pagina een mail")
    DAILY = "daily", _("Eén keer per dag, alles in één mail")


class ModeratorMail(models.Model):
    """The choice of a moderator; who chose nothing is mailed at once."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="moderator_mail"
    )
    moment = models.CharField(
        _("Wanneer krijgt u mail over wat op u wacht?"),
        max_length=10,
        choices=MailMoment,
        default=MailMoment.AT_ONCE,
    )
    mailed_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("mail aan moderator")
        verbose_name_plural = _("mail aan moderatoren")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_moment_display()}"
