"""Forms of allauth, where this site says or does something else."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# What the library that reads a passkey's answer makes of one that was made up.
MADE_UP = (KeyError, TypeError, ValueError, AttributeError)


def _refused() -> ValidationError:
    return ValidationError(_("Deze toegangssleutel werkt hier niet."), code="made_up")


class NewPasswordRequestForm(ResetPasswordForm):
    """Asks for a link. An address without an account gets a mail as well, which says so."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the one mail or the other: the visitor cannot tell which."""
        email: str = self.cleaned_data["email"]
        if not self.users:
            get_adapter().send_mail("account/email/unknown_account", email, {})
            return email
        return str(super().save(request, **kwargs))


class NewPasskeyForm(AddWebAuthnForm):
    """A passkey with a name."""

    name = forms.CharField(label=_("Naam"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("Ook aanmelden zonder wachtwoord"),
        required=False,
        help_text=_("De sleutel vraagt dan zelf om uw vingerafdruk, gezicht of pincode."),
    )

    def clean(self) -> dict[str, Any]:
        """As allauth; an answer that no browser gives is an error beside the form."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except MADE_UP as error:
            raise _refused() from error
        return cleaned


class _KnownPasskeyMixin:
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except MADE_UP as error:
            raise _refused() from error


class PasskeyForm(_KnownPasskeyMixin, AuthenticateWebAuthnForm):
    """A passkey as the second factor."""


class PasskeySignInForm(_KnownPasskeyMixin, LoginWebAuthnForm):
    """A passkey instead of a password."""


class PasskeyConfirmForm(_KnownPasskeyMixin, ReauthenticateWebAuthnForm):
    """A passkey to show who one is, before a change."""
