"""The addresses of signing in, below /cms/. They go before Wagtail's own of the same paths.

Listed one by one: of allauth's pages only what this site uses can be reached.
"""

from allauth.account import views as account_views
from django.urls import include, path, re_path, reverse_lazy
from django.views.generic import RedirectView

from cms.core.accounts.oidc import from_provider, to_provider
from cms.core.accounts.views import SignInView, SignOutView

reset = [
    path("", account_views.password_reset, name="account_reset_password"),
    path("done/", account_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^link/(?P<uidb36>[0-9A-Za-z]{1,12})-(?P<key>[^/]{1,200})/$",
        account_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "complete/",
        account_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("logout/", SignOutView.as_view(), name="account_logout"),
    path("password_reset/", include(reset)),
    path("wachtwoord/", account_views.password_change, name="account_change_password"),
    # Who has no password yet chooses one by the mail that everybody uses.
    path(
        "wachtwoord/kiezen/",
        RedirectView.as_view(url=reverse_lazy("account_reset_password")),
        name="account_set_password",
    ),
    path("bevestigen/", account_views.reauthenticate, name="account_reauthenticate"),
    path("tweede-factor/", include("allauth.mfa.urls")),
    path("oidc/naar/<slug:provider_id>/", to_provider, name="openid_connect_login"),
    path("oidc/terug/<slug:provider_id>/", from_provider, name="openid_connect_callback"),
    path(
        "oidc/afgebroken/",
        RedirectView.as_view(url=reverse_lazy("account_login")),
        name="socialaccount_login_cancelled",
    ),
]
