"""What happens at the door, in the log of the CMS. Without addresses of computers.

Failed passwords are not here but with django-axes (`throttling.py`), which forgets them after
`SIGN_IN_LOG_DAYS`; so an attempt costs the same work whether the account exists or not.
"""

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as factor_signals
from allauth.socialaccount.signals import social_account_added
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter, log

from cms.core.accounts.factors import RESET, note_factor_shown
from cms.core.accounts.throttling import forget_old_failures
from cms.core.models import User

SIGNED_IN = "accounts.signed_in"
SIGNED_OUT = "accounts.signed_out"
PASSWORD_CHANGED = "accounts.password_changed"  # noqa: S105
PASSWORD_RESET = "accounts.password_reset"  # noqa: S105
FACTOR_ADDED = "accounts.factor_added"
FACTOR_REMOVED = "accounts.factor_removed"
FACTOR_RENEWED = "accounts.factor_renewed"
FACTOR_FAILED = "accounts.factor_failed"
IDENTITY_JOINED = "accounts.identity_joined"
WAYS = {
    "password": gettext_lazy("wachtwoord"),
    "socialaccount": gettext_lazy("account van de organisatie"),
    "mfa": gettext_lazy("tweede factor"),
}
FACTORS = {
    "totp": gettext_lazy("app met codes"),
    "webauthn": gettext_lazy("toegangssleutel"),
    "recovery_codes": gettext_lazy("herstelcodes"),
}


def connect() -> None:
    """Listen. Called once, when the app is ready."""
    uid = "cms.core.accounts"
    user_logged_in.connect(on_signed_in, dispatch_uid=uid)
    user_logged_out.connect(on_signed_out, dispatch_uid=uid)
    account_signals.password_changed.connect(on_password_changed, dispatch_uid=uid)
    account_signals.password_reset.connect(on_password_reset, dispatch_uid=uid)
    factor_signals.authenticator_added.connect(on_factor_added, dispatch_uid=uid)
    factor_signals.authenticator_removed.connect(on_factor_removed, dispatch_uid=uid)
    factor_signals.authenticator_reset.connect(on_factor_renewed, dispatch_uid=uid)
    factor_signals.authentication_failed.connect(on_factor_failed, dispatch_uid=uid)
    factor_signals.authenticator_used.connect(note_factor_shown, dispatch_uid=f"{uid}.shown")
    factor_signals.authenticator_added.connect(note_factor_shown, dispatch_uid=f"{uid}.shown")
    social_account_added.connect(on_identity_joined, dispatch_uid=uid)


def _note(person: User, action: str, **data: Any) -> None:
    log(instance=person, action=action, user=person, data=data or None)


def on_signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Somebody is in; the session remembers in which ways they showed who they are."""
    ways = {record["method"] for record in get_authentication_records(request, user)}
    _note(user, SIGNED_IN, ways=sorted(ways))
    forget_old_failures()


def on_signed_out(user: User | None, **kwargs: Any) -> None:
    """Somebody is out, by themselves or after doing nothing for a while."""
    if user is not None:
        _note(user, SIGNED_OUT)


def on_password_changed(user: User, **kwargs: Any) -> None:
    """With the old password."""
    _note(user, PASSWORD_CHANGED)


def on_password_reset(user: User, **kwargs: Any) -> None:
    """With a link from a mail."""
    _note(user, PASSWORD_RESET)


def on_factor_added(user: User, authenticator: Any, **kwargs: Any) -> None:
    """An app, a passkey or recovery codes."""
    _note(user, FACTOR_ADDED, factor=str(authenticator.type))


def on_factor_removed(user: User, authenticator: Any, **kwargs: Any) -> None:
    """By the person; the administrator's way has an entry of its own."""
    _note(user, FACTOR_REMOVED, factor=str(authenticator.type))


def on_factor_renewed(user: User, authenticator: Any, **kwargs: Any) -> None:
    """New recovery codes."""
    _note(user, FACTOR_RENEWED, factor=str(authenticator.type))


def on_factor_failed(user: User, authenticator: Any, **kwargs: Any) -> None:
    """The password was right, the code was not: worth knowing."""
    _note(user, FACTOR_FAILED, factor=str(authenticator.type))


def on_identity_joined(sociallogin: Any, **kwargs: Any) -> None:
    """An identity of the provider opens this account from now on."""
    _note(sociallogin.user, IDENTITY_JOINED)


class WaysFormatter(LogFormatter):
    """Signing in, with what."""

    label = gettext_lazy("Aangemeld")

    def format_message(self, log_entry: Any) -> str:
        """One line of the log."""
        ways = [str(WAYS[way]) for way in log_entry.data.get("ways", ()) if way in WAYS]
        return _("Aangemeld met %(ways)s") % {"ways": ", ".join(ways)} if ways else _("Aangemeld")


def _about_factor(words: Any) -> type[LogFormatter]:
    class FactorFormatter(LogFormatter):
        label = words

        def format_message(self, log_entry: Any) -> str:
            kind = FACTORS.get(log_entry.data.get("factor"), "")
            return f"{words}: {kind}"

    return FactorFormatter


@hooks.register("register_log_actions")
def register_account_actions(actions: Any) -> None:
    """Make what happens at the door known to the reports of the CMS."""
    actions.register_action(SIGNED_IN)(WaysFormatter)
    for action, words in (
        (SIGNED_OUT, gettext_lazy("Afgemeld")),
        (PASSWORD_CHANGED, gettext_lazy("Wachtwoord veranderd")),
        (PASSWORD_RESET, gettext_lazy("Wachtwoord opnieuw gekozen met een link uit een mail")),
        (RESET, gettext_lazy("Tweede factor weggehaald door een beheerder")),
        (IDENTITY_JOINED, gettext_lazy("Account van de organisatie gekoppeld")),
    ):
        actions.register_action(action, words, words)
    for action, words in (
        (FACTOR_ADDED, gettext_lazy("Tweede factor ingesteld")),
        (FACTOR_REMOVED, gettext_lazy("Tweede factor weggehaald")),
        (FACTOR_RENEWED, gettext_lazy("Tweede factor vernieuwd")),
        (FACTOR_FAILED, gettext_lazy("Verkeerde code van de tweede factor")),
    ):
        actions.register_action(action)(_about_factor(words))
