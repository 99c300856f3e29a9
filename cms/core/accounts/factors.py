"""The second factor: its secrets, who must have one, and taking it away when a phone is lost."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log

from cms.core.models import User

RESET = "accounts.factor_reset"
# In the session: the factor was shown, or set up, during this session.
SHOWN = "second_factor_shown"
REAL_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are kept encrypted; names and messages are in Dutch."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Kijk of u de nieuwste code invulde."),
        "cannot_generate_recovery_codes": _("Stel eerst een tweede factor in."),
    }

    def encrypt(self, text: str) -> str:
        """What the database keeps of a secret."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself. Works as long as the key is SECRET_KEY or one of its fallbacks."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The code to scan, to stand in the page itself."""
        return super().build_totp_svg(url).partition("?>")[2].strip()

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """The name that is filled in for a new passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Toegangssleutel %(number)s") % {"number": number}


def _fernet() -> MultiFernet:
    keys: list[str] = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(f"second factor:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def must_have_factor(person: User) -> bool:
    """Whether one of this person's roles asks for a second factor.

    The rooms that know of roles answer, through the hook `second_factor_required` (person → bool).
    """
    if not settings.SECOND_FACTOR_ROLES:
        return False
    return any(asks(person) for asks in hooks.get_hooks("second_factor_required"))


def has_factor(person: User) -> bool:
    """Whether this person has an app with codes or a passkey; recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=person.pk, type__in=REAL_FACTORS).exists()


def note_factor_shown(request: HttpRequest, **kwargs: Any) -> None:
    """Remember in the session that the factor was shown, or set up (receiver of signals)."""
    request.session[SHOWN] = True


@transaction.atomic
def reset_factor(person: User, *, by: User) -> bool:
    """Take away every factor of a person, who sets up a new one; returns whether there was any.

    The person is told by mail, and the log says who did it. Raises PermissionDenied for one's own
    factor, which is changed at one's own account, and for that of a superuser by anybody less.
    Whether `by` looks after accounts at all is checked by the caller.
    """
    if person.pk == by.pk or (person.is_superuser and not by.is_superuser):
        raise PermissionDenied
    count, _kinds = Authenticator.objects.filter(user_id=person.pk).delete()
    if not count:
        return False
    log(instance=person, action=RESET, user=by)
    transaction.on_commit(
        lambda: get_account_adapter().send_notification_mail("accounts/email/factor_reset", person),
        robust=True,
    )
    return True
