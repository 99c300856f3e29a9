"""Settings of signing in: password, OIDC, second factor, throttling (docs/decisions/0016)."""

from datetime import timedelta
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

AUTHENTICATION_BACKENDS = [
    # First: it lets nobody past who is locked out.
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "account_login"

# One door: Wagtail's own password screens are off, and nobody sets the password of somebody else.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# So too for a page or a document that is for some people only: they sign in, and share no password.
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
# An address says who somebody is, so only an administrator changes it.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

ACCOUNT_ADAPTER = "cms.core.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# A link to choose a new password works for a day.
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_FORMS = {
    "login": "cms.core.accounts.forms.SignInForm",
    "reauthenticate": "cms.core.accounts.forms.ConfirmForm",
    "change_password": "cms.core.accounts.forms.ChangePasswordForm",
    "reset_password": "cms.core.accounts.forms.NewPasswordRequestForm",
    "reset_password_from_key": "cms.core.accounts.forms.NewPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    # Wrong passwords are counted in the database (below); this holds codes of a second factor.
    "login_failed": "60/m/ip,10/5m/key",
}

SOCIALACCOUNT_ADAPTER = "cms.core.accounts.identities.IdentityAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# Seconds that the provider gets for each of its answers.
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

MFA_ADAPTER = "cms.core.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "cms.core.accounts.forms.CodeForm",
    "reauthenticate": "cms.core.accounts.forms.CodeConfirmForm",
    "activate_totp": "cms.core.accounts.forms.NewAppForm",
    "add_webauthn": "cms.core.accounts.forms.NewPasskeyForm",
    "authenticate_webauthn": "cms.core.accounts.forms.PasskeyForm",
    "login_webauthn": "cms.core.accounts.forms.PasskeySignInForm",
    "reauthenticate_webauthn": "cms.core.accounts.forms.PasskeyConfirmForm",
}
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# The roles that must have a second factor: communicator, moderator, administrator.
SECOND_FACTOR_ROLES: list[str] = env.list("SECOND_FACTOR_ROLES", default=[])

# So many wrong passwords for an account, and so many times more from one address, which a whole
# ministry may share, stop further attempts for a while.
AXES_FAILURE_LIMIT = env.int("SIGN_IN_FAILURES", default=5)
SIGN_IN_ADDRESS_FACTOR = 10
SIGN_IN_WAIT_MINUTES = env.int("SIGN_IN_WAIT_MINUTES", default=30)
AXES_COOLOFF_TIME = timedelta(minutes=SIGN_IN_WAIT_MINUTES)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_HANDLER = "cms.core.accounts.throttling.SignInHandler"
AXES_USERNAME_CALLABLE = "cms.core.accounts.throttling.account_name"
AXES_CLIENT_IP_CALLABLE = "cms.core.accounts.throttling.client_address"
AXES_LOCKOUT_CALLABLE = "cms.core.accounts.throttling.locked_out"
AXES_RESET_ON_SUCCESS = True
# Who keeps trying does not keep the owner of the account out for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_VERBOSE = False
# Failed attempts, with the address they came from, are forgotten after so many days.
SIGN_IN_LOG_DAYS = env.int("SIGN_IN_LOG_DAYS", default=30)
# How many proxies of our own stand in front and add to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

OIDC_PROVIDER_ID = "sso"
OIDC_REQUIRED = ("OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_EMAIL_DOMAINS")


def oidc_provider(
    name: str, server_url: str, client_id: str, secret: str
) -> dict[str, dict[str, Any]]:
    """The provider in the form that allauth asks for."""
    app = {
        "provider_id": OIDC_PROVIDER_ID,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": server_url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def oidc_from_environment() -> dict[str, dict[str, Any]]:
    """The provider that the environment names; none when it names nothing.

    Raises ImproperlyConfigured when only a part was given.
    """
    given = {name: env(name, default="") for name in OIDC_REQUIRED}
    if not any(given.values()):
        return {}
    if missing := [name for name, value in given.items() if not value]:
        raise ImproperlyConfigured(
            f"Signing in by OIDC is set up by half: set {', '.join(missing)} too, or nothing."
        )
    return oidc_provider(
        env("OIDC_NAME", default="Single sign-on"),
        given["OIDC_SERVER_URL"],
        given["OIDC_CLIENT_ID"],
        given["OIDC_CLIENT_SECRET"],
    )


SOCIALACCOUNT_PROVIDERS = oidc_from_environment()
# Only addresses at these domains may come in by OIDC.
OIDC_EMAIL_DOMAINS = [name.lower() for name in env.list("OIDC_EMAIL_DOMAINS", default=[])]
# A text file (.gz) with leaked passwords, one on each line, besides the list that is on board.
LEAKED_PASSWORDS_FILE = env("LEAKED_PASSWORDS_FILE", default="")

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "cms.core.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "cms.core.passwords.DressedUpPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if LEAKED_PASSWORDS_FILE:
    AUTH_PASSWORD_VALIDATORS.append(
        {
            "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
            "OPTIONS": {"password_list_path": LEAKED_PASSWORDS_FILE},
        }
    )
