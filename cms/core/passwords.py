"""Rules for passwords."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LengthValidator(MinimumLengthValidator):
    """Django's rule on length; its message has no Dutch translation in Django 5.2."""

    def get_error_message(self) -> str:
        """What is wrong, in plain Dutch."""
        return ngettext(
            "Dit wachtwoord is te kort. Neem minstens %(length)d teken.",
            "Dit wachtwoord is te kort. Neem minstens %(length)d tekens.",
            self.min_length,
        ) % {"length": self.min_length}
