"""How allauth behaves on this site: no signing up, one address for each person, mail in Dutch."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.core import context as allauth_context
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.core.mail import render
from cms.core.models import User

# What a person is told by mail, by the name that allauth gives to the mail.
NOTICES = {
    "account/email/password_changed": _("Uw wachtwoord is veranderd."),
    "account/email/password_reset": _("U hebt een nieuw wachtwoord gekozen."),
    "account/email/password_set": _("U hebt een wachtwoord gekozen."),
    "mfa/email/totp_activated": _("Er is een app met codes aan uw account toegevoegd."),
    "mfa/email/totp_deactivated": _("De app met codes is van uw account weggehaald."),
    "mfa/email/webauthn_added": _("Er is een toegangssleutel aan uw account toegevoegd."),
    "mfa/email/webauthn_removed": _("Een toegangssleutel is van uw account weggehaald."),
    "mfa/email/recovery_codes_generated": _("U hebt nieuwe herstelcodes gemaakt."),
    "accounts/email/factor_reset": _(
        "De beheerder heeft uw tweede factor weggehaald. U kunt een nieuwe instellen."
    ),
    "socialaccount/email/account_connected": _(
        "U hebt zich voor het eerst aangemeld met het account van uw organisatie."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations; their address stands in the account and nowhere else."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Het e-mailadres of het wachtwoord klopt niet."),
        "enter_current_password": _("Vul uw huidige wachtwoord in."),
        "incorrect_code": _("Deze code klopt niet. Kijk of u de nieuwste code invulde."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_password_reset": _("Deze link werkt niet meer."),
        "too_many_login_attempts": _("Dit is te vaak geprobeerd. Wacht vijf minuten."),
        "rate_limited": _("Dit is te vaak geprobeerd. Wacht vijf minuten."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        return False

    def get_login_stages(self) -> list[str]:
        """After the password or the provider comes the second factor, and nothing else."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """As allauth, but an account that is put off gets the answer of a wrong password."""
        person: User | None = super().authenticate(request, **credentials)
        return person if person is not None and person.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Who was put off is back at the door, whatever way they came."""
        return redirect("account_login")

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the password of the person who is signed in."""
        request = allauth_context.request
        found = self.authenticate(request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not right after signing in: who was let in a moment ago is still that person."""
        request = allauth_context.request
        since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(request, request.user)
        if any(record["at"] > since for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the desk."""
        return reverse("wagtailadmin_home")

    def format_email_subject(self, subject: str) -> str:
        """No prefix."""
        return str(subject)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person, at the address of the account, that something about it changed."""
        if template_prefix in NOTICES:
            self.send_mail(template_prefix, user.email, {"user": user})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every mail about an account passes here."""
        self.render_mail(template_prefix, email, context).send()

    def render_mail(
        self,
        template_prefix: str,
        email: str,
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Plain text and HTML in the house style, marked as sent by a machine."""
        notice = NOTICES.get(template_prefix)
        template = "notice" if notice else template_prefix.rpartition("/")[2]
        return render(
            f"accounts/mail/{template}",
            {**context, "notice": notice},
            email,
            kind="account",
            headers=headers,
        ).as_message()


def sign_in(request: HttpRequest, person: User, *, method: str) -> None:
    """Sign in a person who has just shown in another way who they are: a new account.

    `method` is what they showed it with, for the record in the session ("password").
    """
    record_authentication(request, person, method=method, email=person.email)
    AccountAdapter().login(request, person)
