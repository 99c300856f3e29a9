"""Rules for passwords."""

import re
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Short words say nothing: "zee" is in many a good sentence.
MINIMUM_WORD = 4
# A longer password is not looked through for repeats: that takes time, and it is long.
REPEATS_UP_TO = 64
READ_AS = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a"})
READ_AS.update(str.maketrans({"$": "s", "!": "i"}))
# What people at a Dutch office choose first, which a list from elsewhere does not hold.
OFFICE_WORDS = """
welkom wachtwoord geheim inloggen toegang rijkslocaties rijksoverheid overheid ministerie
binnenhof denhaag nederland holland oranje amsterdam rotterdam utrecht groningen
lente zomer herfst winter voorjaar najaar vakantie kantoor thuiswerken
januari februari maart april juni juli augustus september oktober november december
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
moderator beheerder communicatie communicatiemedewerker administrator
"""


class LengthValidator(MinimumLengthValidator):
    """Django's rule on length; its message has no Dutch translation in Django 5.2."""

    def get_error_message(self) -> str:
        """What is wrong, in plain Dutch."""
        return ngettext(
            "Dit wachtwoord is te kort. Neem minstens %(length)d teken.",
            "Dit wachtwoord is te kort. Neem minstens %(length)d tekens.",
            self.min_length,
        ) % {"length": self.min_length}


class DressedUpPasswordValidator:
    """Refuses a leaked password that was only made longer: "Welkom2026!!", "p@ssw0rd-p@ssw0rd".

    Django's list holds 19,646 leaked passwords, of which 187 have 12 characters or more: the list
    alone would hardly ever refuse what the rule on length lets through. So a password is undressed
    first: digits and signs at its ends fall off, digits that stand for letters become letters, and
    what is repeated counts once.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError, in plain Dutch, for what is a known password in disguise."""
        if any(bare in known_passwords() for bare in undressed(password)):
            raise ValidationError(
                _("Dit wachtwoord lijkt te veel op een wachtwoord dat vaak wordt gebruikt."),
                code="password_dressed_up",
            )

    def get_help_text(self) -> str:
        """What the form says beforehand."""
        return _("Maak geen bekend wachtwoord langer met cijfers of tekens.")


@cache
def known_passwords() -> frozenset[str]:
    """The list that Django has on board, and the Dutch words."""
    leaked: set[str] = CommonPasswordValidator().passwords
    return frozenset(word for word in leaked if len(word) >= MINIMUM_WORD) | set(
        OFFICE_WORDS.split()
    )


def undressed(password: str) -> set[str]:
    """The words that a password may have been made of."""
    small = password.lower()
    forms = {small, _without_ends(small), _once(_without_ends(small))}
    forms |= {form.translate(READ_AS) for form in forms}
    forms |= {_without_ends(form) for form in forms}
    forms |= {re.sub(r"[\W_]", "", form) for form in forms}
    forms |= {re.sub(r"\d", "", form) for form in forms}
    forms |= {_once(form) for form in forms}
    return {form for form in forms if len(form) >= MINIMUM_WORD}


def _without_ends(text: str) -> str:
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)


def _once(text: str) -> str:
    repeated = re.fullmatch(r"(.+?)[\W\d_]*(?:\1[\W\d_]*)+", text[:REPEATS_UP_TO])
    return repeated[1] if repeated else text
