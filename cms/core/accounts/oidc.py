"""Signing in at the provider of the organisation (OpenID Connect), with every check of the standard.

allauth asks for PKCE and state; here are added: a nonce, the signature of the identity, that the
provider's own name is the configured one, and that both accounts of the person agree. Whatever goes
wrong on the way ends in one page with a way back, never in an error.
"""

import secrets
from collections.abc import Callable
from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

# What a provider that is away, or says something odd, makes of a request.
PROVIDER_ERRORS = (RequestException, OAuth2Error, KeyError, ValueError, TypeError, AttributeError)


class CheckedProvider(OpenIDConnectProvider):
    """The provider, asked with a nonce, and for nothing that the visitor put in the address."""

    def get_oauth2_adapter(self, request: HttpRequest) -> "CheckedOIDC":
        """The checks below."""
        return CheckedOIDC(request, self.app.provider_id)

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Scope and parameters are the site's; the nonce is kept beside the state."""
        asked = super().get_redirect_from_request_kwargs(request)
        nonce = secrets.token_urlsafe(24)
        return {
            **({"next_url": asked["next_url"]} if "next_url" in asked else {}),
            "process": "login",
            "scope": self.get_scope(),
            "auth_params": {**self.get_auth_params(), "nonce": nonce},
            "nonce": nonce,
        }


class CheckedOIDC(OpenIDConnectOAuth2Adapter):
    """The talk with the provider."""

    def get_provider(self) -> CheckedProvider:
        """The configured provider, in the class above."""
        return CheckedProvider(self.request, app=super().get_provider().app)

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says about itself. Raises OAuth2Error when it is another one."""
        config: dict[str, Any] = super().openid_config
        ours = self.get_provider().app.settings["server_url"].partition("/.well-known/")[0]
        if config["issuer"].rstrip("/") != ours.rstrip("/"):
            raise OAuth2Error("The provider says that it is another one")
        return config

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Who signed in. Raises OAuth2Error when the two accounts of it do not agree."""
        login = super().complete_login(request, app, token, **kwargs)
        said = login.account.extra_data
        if said["id_token"]["sub"] != said["userinfo"]["sub"]:
            raise OAuth2Error("Identity and user info are about different people")
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        # Also when it came straight from the provider: a proxy may stand in between.
        config = self.openid_config
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


def _talk(view: Callable[..., Any], request: HttpRequest, provider_id: str) -> Any:
    adapter = CheckedOIDC(request, provider_id)
    try:
        provider = adapter.get_provider()
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    try:
        return view(adapter)(request)
    except PROVIDER_ERRORS as error:
        return render_authentication_error(request, provider, exception=error)


@login_not_required
@never_cache
@require_POST
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to the provider.

    By a page that goes on by itself: browsers hold a form that ends at another site against the
    policy on forms, also when that site sends the person on to a third.
    """
    response = _talk(OAuth2LoginView.adapter_view, request, provider_id)
    if not isinstance(response, HttpResponseRedirect):
        return response
    return render(request, "accounts/to_provider.html", {"url": response.url})


@login_not_required
@never_cache
@require_GET
def from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider."""
    return _talk(OAuth2CallbackView.adapter_view, request, provider_id)
