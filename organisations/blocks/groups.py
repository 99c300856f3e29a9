"""The headings under which the block picker shows the blocks."""

from django.utils.translation import gettext_lazy as _

TEXT = _("Tekst")
MEDIA = _("Beeld en bestanden")
REFERENCE = _("Verwijzen")
PLACE = _("Plek")
