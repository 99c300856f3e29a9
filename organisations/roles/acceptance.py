"""The screen behind the link of an invitation. Open to who has the link, so it tells little."""

from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import password_changed
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin import messages

from cms.core.accounts.adapter import sign_in
from cms.core.accounts.views import sign_in_providers
from organisations.models import Invitation
from organisations.roles.invitations import UnusableLinkError, accept, account_of, find
from organisations.roles.people_forms import AcceptForm

TEMPLATE = "organisations/admin/accept_invitation.html"
GONE = 410


@method_decorator([never_cache, sensitive_post_parameters("password", "again")], name="dispatch")
class AcceptInvitationView(View):
    """Sets name and password, and opens the CMS. Looking does not use the link: mail scanners do."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the form, or one button to who has an account already."""
        try:
            invitation = find(token)
        except UnusableLinkError:
            return self.refuse(request)
        return self.show(request, invitation, AcceptForm(email=invitation.email))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Take up the roles; a new account is signed in at once, another signs in as always."""
        try:
            invitation = find(token)
            if account_of(invitation):
                return self.join(request, token)
            form = AcceptForm(request.POST, email=invitation.email)
            if not form.is_valid():
                return self.show(request, invitation, form)
            data = form.cleaned_data
            person, is_new = accept(
                token,
                password=data["password"],
                first_name=data["first_name"],
                last_name=data["last_name"],
            )
        except UnusableLinkError:
            return self.refuse(request)
        if not is_new:
            return self.to_sign_in(request)
        password_changed(data["password"], person)
        sign_in(request, person, method="password")
        messages.success(request, _("Welkom! Uw account is klaar."))
        return redirect("wagtailadmin_home")

    def join(self, request: HttpRequest, token: str) -> HttpResponse:
        """Give the roles to the account that is there; the link does not sign in to it."""
        try:
            accept(token)
        except ValidationError:
            # The account was put off: the same answer as to any link that does not work.
            return self.refuse(request)
        return self.to_sign_in(request)

    def to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """On to signing in, as that account always does."""
        messages.success(request, _("De uitnodiging is aangenomen. U kunt zich aanmelden."))
        return redirect("wagtailadmin_login")

    def show(self, request: HttpRequest, invitation: Invitation, form: AcceptForm) -> HttpResponse:
        """The screen of a link that works."""
        context: dict[str, Any] = {
            "form": form,
            "email": invitation.email,
            "roles": invitation.roles.select_related("page"),
            "has_account": account_of(invitation) is not None,
            "providers": sign_in_providers(request),
            "site_name": settings.SITE_NAME,
        }
        return render(request, TEMPLATE, context)

    def refuse(self, request: HttpRequest) -> HttpResponse:
        """One answer for every link that does not work, whatever the reason."""
        return render(request, TEMPLATE, {"site_name": settings.SITE_NAME}, status=GONE)
