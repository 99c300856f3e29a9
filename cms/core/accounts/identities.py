"""Who somebody is according to the provider, and which account that opens.

The provider never makes an account. Who comes in for the first time needs an address that the
provider says it verified, at one of `OIDC_EMAIL_DOMAINS`, and that address must have an account or
an open invitation. From then on the identity is known by its number at the provider.
"""

import secrets

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core.validators import validate_email
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail import hooks

from cms.core.models import User

REFUSED = 403


class IdentityAdapter(DefaultSocialAccountAdapter):
    """The rules for joining an identity to an account."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an account comes from an invitation."""
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Not by allauth's rules; `pre_social_login` has its own."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in who is known, join who may be, refuse the rest with one and the same page."""
        claims = sociallogin.account.extra_data.get("id_token") or {}
        nonce = sociallogin.state.get("nonce", "")
        if not nonce or not secrets.compare_digest(str(claims.get("nonce", "")), nonce):
            raise ImmediateHttpResponse(refuse(request))
        if sociallogin.is_existing:
            person = sociallogin.user
        else:
            email = usable_email(sociallogin)
            person = self.account_for(email, sociallogin) if email else None
            if person is not None and person.is_active:
                sociallogin.connect(request, person)
        if person is None or not person.is_active:
            raise ImmediateHttpResponse(refuse(request))

    def account_for(self, email: str, sociallogin: SocialLogin) -> User | None:
        """The account with this address, or the one that an open invitation makes now."""
        person = User.objects.filter(email__iexact=email).first()
        if person is not None:
            return person
        suggestion = sociallogin.user
        for make in hooks.get_hooks("account_for_invited_address"):
            made: User | None = make(email, suggestion.first_name, suggestion.last_name)
            if made is not None:
                return made
        return None


def usable_email(sociallogin: SocialLogin) -> str | None:
    """The address of an identity, when the provider verified it and its domain is ours."""
    claims = sociallogin.account.extra_data.get("userinfo") or {}
    email, verified = claims.get("email"), claims.get("email_verified")
    # A text such as "false" is no yes.
    if verified is not True or not isinstance(email, str):
        return None
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        return None
    return email if email.rpartition("@")[2] in settings.OIDC_EMAIL_DOMAINS else None


def refuse(request: HttpRequest) -> HttpResponse:
    """One page for every identity that does not get in, whatever the reason."""
    return render(request, "accounts/identity_refused.html", status=REFUSED)
