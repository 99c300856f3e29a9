"""Ways through the door, for the tests of signing in."""

import html
import re
import time

import httpx
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from cms.core.models import User

PASSWORD = "regen-op-het-binnenhof"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = "/cms/login/"
TO_PROVIDER = "/cms/oidc/naar/sso/"


def code_for(secret: str = SECRET, *, step: int = 0) -> str:
    """What the app shows now (`step` periods of half a minute later)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def add_app(person: User) -> list[str]:
    """Give a person an app with codes; returns the recovery codes that come with it."""
    TOTP.activate(person, SECRET)
    return RecoveryCodes.activate(person).generate_codes()


def type_password(client: Client, email: str, password: str = PASSWORD, **extra: str):
    """Post the form of signing in."""
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def is_in(client: Client) -> bool:
    """Whether somebody is signed in."""
    return "_auth_user_id" in client.session


def through_provider(client: Client, address: str = TO_PROVIDER):
    """Press the button, say yes at the provider, and come back."""
    page = client.post(address).content.decode()
    onward = html.unescape(re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page)[1])
    answer = httpx.get(onward, trust_env=False)
    assert answer.status_code == 200, answer.text
    back = html.unescape(re.search(r'href="([^"]+)"', answer.text)[1])
    return client.get(back.replace("http://testserver", ""))


def kinds_of(person: User) -> set[str]:
    """The factors a person has."""
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def forget_rates() -> None:
    """Attempts of other tests do not count."""
    cache.clear()
