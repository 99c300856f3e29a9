"""What people type, made fit to keep: no hidden characters, no forest of links."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_LINKS = 3
# Joins the parts of some emoji; all other characters that cannot be seen are taken out.
JOINER = "\u200d"
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
MANY_BREAKS = re.compile(r"\n{3,}")


def visible(words: str) -> str:
    """The words without what cannot be seen: zero-width and direction marks, control characters."""
    plain = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    shown = "".join(
        character
        for character in plain
        if character in ("\n", JOINER) or unicodedata.category(character) not in HIDDEN
    )
    return MANY_BREAKS.sub("\n\n", shown).strip().strip(JOINER).strip()


class LineField(forms.CharField):
    """One line of visible characters."""

    def to_python(self, value: Any) -> str:
        """What is seen of it; breaks and spaces become one space."""
        return " ".join(visible(super().to_python(value) or "").split())


class WordsField(forms.CharField):
    """Some paragraphs of visible characters, with a few links at most."""

    def to_python(self, value: Any) -> str:
        """What is seen of it."""
        return visible(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Refuse many links; raises ValidationError in plain Dutch."""
        super().validate(value)
        number = len(LINK.findall(value))
        if number > MOST_LINKS:
            raise ValidationError(
                _("Uw tekst heeft %(number)s links. Zet er hooguit %(most)s in.")
                % {"number": number, "most": MOST_LINKS},
                code="links",
            )
