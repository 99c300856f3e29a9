"""Forms of allauth, where this site says or does something else."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import (
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
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


class PlainFormMixin:
    """A label says what a field is for; no grey words inside it that go when one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)


class SignInForm(PlainFormMixin, LoginForm):
    """Address and password. The way to a new password stands below the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mailadres")
        self.fields["password"].help_text = ""


class ConfirmForm(PlainFormMixin, ReauthenticateForm):
    """The password once more, before a change."""


class CodeForm(PlainFormMixin, AuthenticateForm):
    """A code of the app, or a recovery code."""


class CodeConfirmForm(PlainFormMixin, ReauthenticateCodeForm):
    """The same, before a change."""


class NewAppForm(PlainFormMixin, ActivateTOTPForm):
    """The first code that a new app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code uit de app")


class ChangePasswordForm(PlainFormMixin, AllauthChangePasswordForm):
    """The old password, and twice the new one."""


class NewPasswordForm(PlainFormMixin, ResetPasswordKeyForm):
    """Twice the new password, with a link from a mail."""


class NewPasswordRequestForm(PlainFormMixin, ResetPasswordForm):
    """Asks for a link. An address without an account gets a mail as well, which says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mailadres")

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
