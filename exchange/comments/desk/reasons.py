"""Why a comment is refused, in the words that its writer reads."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Reason(models.TextChoices):
    """The usual reasons."""

    OFF_TOPIC = "onderwerp", gettext_lazy("Uw reactie gaat niet over dit bericht.")
    TONE = "toon", gettext_lazy("De toon van uw reactie past niet bij onze huisregels.")
    PRIVATE = "prive", gettext_lazy("In uw reactie staan gegevens van iemand die privé zijn.")
    ADVERTISEMENT = "reclame", gettext_lazy("Uw reactie is reclame.")
    DOUBLE = "dubbel", gettext_lazy("Wij kregen deze reactie al.")
    OTHER = "anders", gettext_lazy("Een andere reden")


def reason_of(choice: str, words: str) -> str:
    """What the writer is told. Raises ValidationError in plain Dutch when there is no reason."""
    words = words.strip()
    if choice not in Reason.values or (choice == Reason.OTHER and not words):
        raise ValidationError(_("Kies een reden, of schrijf waarom u de reactie weigert."))
    label = "" if choice == Reason.OTHER else str(Reason(choice).label)
    return "\n\n".join(filter(None, [label, words]))
