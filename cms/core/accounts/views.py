"""The door: signing in and out."""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from allauth.socialaccount.adapter import get_adapter as get_identity_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

REFUSED = 403


def sign_in_providers(request: HttpRequest) -> list[dict[str, str]]:
    """The providers that a person can choose, by name and address; mostly one or none."""
    return [
        {"name": provider.name, "url": provider.get_login_url(request)}
        for provider in get_identity_adapter().list_providers(request)
    ]


class SignInView(LoginView):
    """Password, provider or passkey."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who is in but may not use the CMS hears so, instead of being sent round in circles."""
        person = request.user
        if person.is_authenticated and not person.has_perm("wagtailadmin.access_admin"):
            return render(request, "accounts/no_access.html", status=REFUSED)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the providers, and where to go after."""
        return {
            **super().get_context_data(**kwargs),
            "providers": sign_in_providers(self.request),
            "next": self.get_next_url() or reverse("wagtailadmin_home"),
        }


class SignOutView(LogoutView):
    """Ends the session, and takes away its cookie: public pages are cached without one."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Out, and to the door."""
        super().post(*args, **kwargs)
        self.request.session.flush()
        response = redirect("account_login")
        response.delete_cookie(
            settings.SESSION_COOKIE_NAME,
            path=settings.SESSION_COOKIE_PATH,
            domain=settings.SESSION_COOKIE_DOMAIN,
        )
        return response
