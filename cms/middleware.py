"""What every response carries: its content security policy, and how long it may be kept; the
language of the interface, redirects in it; the end of a session in the CMS that nobody uses any more; and no CMS
without the second factor.
"""

import time
from collections.abc import Callable
from copy import copy
from typing import Any

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from cms.core.accounts.factors import SHOWN, has_factor, must_have_factor

ADMIN_PREFIXES = ("/cms/", "/django-admin/")
PUBLIC_MAX_AGE = 60


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy for readers; the looser one that Wagtail's screens need below /cms/."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Choose the policy by the path of the request."""
        if request.path.startswith(ADMIN_PREFIXES):
            response._csp_replace = {**settings.CSP_ADMIN_DIRECTIVES}  # type: ignore[attr-defined]
        return super().process_response(request, response)


class PublicCacheMiddleware(MiddlewareMixin):
    """Say how long a response may be kept: shared for anonymous readers, else not at all.

    Stands outside the session middleware, so it sees whether the response sets a cookie.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Add Cache-Control unless the view chose one."""
        if response.has_header("Cache-Control"):
            return response
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        if (
            request.method in ("GET", "HEAD")
            and response.status_code == 200
            and not signed_in
            and not response.cookies
            and not request.path.startswith(ADMIN_PREFIXES)
        ):
            # A page may know that it changes sooner, by a message that begins or ends.
            max_age = min(PUBLIC_MAX_AGE, getattr(request, "public_max_age", PUBLIC_MAX_AGE))
            patch_cache_control(response, public=True, max_age=max_age)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response


class InterfaceLanguageMiddleware:
    """Speak the language of the address: Dutch, and English below `/en/`.

    Django's LocaleMiddleware looks at the browser as well, and says so in a header that spoils
    every cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in that language; what runs after it speaks its own again."""
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class LanguageRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, for an old address below `/en/` as well; it goes on in English."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Look the address up as it is in the tree, without the language."""
        language = translation.get_language_from_path(request.path)
        if response.status_code == 404 and language:
            request = copy(request)
            request.path = request.path.removeprefix(f"/{language}")
        return super().process_response(request, response)


class IdleEndMiddleware:
    """Sign a person out of the CMS after `SESSION_IDLE_MINUTES` in which they did nothing.

    An editor that stands open tells the server so by itself every few seconds; that is no work.
    Touches addresses of the CMS only, so that public pages stay without a session.
    """

    KEY = "last_active"
    # Written at most this often (seconds), so that reading costs no writing to the database.
    STEP = 60
    BY_ITSELF = "/cms/editing-sessions/"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the clock before the view does anything."""
        if request.path.startswith(ADMIN_PREFIXES) and request.user.is_authenticated:
            self.watch(request)
        return self.get_response(request)

    def watch(self, request: HttpRequest) -> None:
        """End the session, or note that the person is at work."""
        now = int(time.time())
        last = request.session.get(self.KEY, now - self.STEP)
        if now - last > settings.SESSION_IDLE_MINUTES * 60:
            logout(request)
        elif now - last >= self.STEP and not request.path.startswith(self.BY_ITSELF):
            request.session[self.KEY] = now


class SecondFactorMiddleware(MiddlewareMixin):
    """Who must have a second factor uses nothing of the CMS without it, its API included.

    Who has none is led to setting it up. A session in which the factor was not shown, such as one
    that was opened before there was any, ends.
    """

    # What somebody needs to set up a factor, and to leave.
    OPEN = frozenset(
        {
            "account_login",
            "account_logout",
            "account_reauthenticate",
            "account_change_password",
            "mfa_index",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_list_webauthn",
            "mfa_view_recovery_codes",
            "wagtailadmin_sprite",
            "wagtailadmin_javascript_catalog",
        }
    )

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Stand before every view below /cms/ and /django-admin/."""
        person = request.user if request.path.startswith(ADMIN_PREFIXES) else None
        if person is None or not person.is_authenticated or not must_have_factor(person):
            return None
        if has_factor(person):
            if request.session.get(SHOWN):
                return None
            logout(request)
            return self.lead(request, "account_login", _("Meld u opnieuw aan."))
        if request.resolver_match and request.resolver_match.view_name in self.OPEN:
            return None
        return self.lead(request, "mfa_index", _("Stel eerst een tweede factor in."))

    def lead(self, request: HttpRequest, name: str, message: str) -> HttpResponse:
        """To the page that helps; a script gets a plain refusal."""
        asked_by_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
        if asked_by_script or request.path.startswith("/cms/api/"):
            raise PermissionDenied
        messages.warning(request, message)
        return redirect(name)
