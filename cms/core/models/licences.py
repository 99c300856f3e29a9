"""The licences under which an image or document may be shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """What others may do with a file."""

    OWN = "own", _("eigen materiaal, alle rechten voorbehouden")
    CC0 = "cc0", _("CC0 (vrij te gebruiken)")
    CC_BY = "cc-by", _("CC BY 4.0 (vrij met naamsvermelding)")
    CC_BY_SA = "cc-by-sa", _("CC BY-SA 4.0 (vrij, gelijk delen)")
    PERMISSION = "permission", _("gebruikt met toestemming")
