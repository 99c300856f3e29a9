"""Screens for administrators to invite, to end an access and to pass people on."""

from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.keys import is_key
from cms.core.models import User
from organisations.models import Invitation, Membership
from organisations.roles.invitation_csv import CsvInvitations, read_csv
from organisations.roles.invitations import invite, pass_on_people, renew, withdraw
from organisations.roles.memberships import end, end_all, may_manage_roles
from organisations.roles.people_forms import (
    BaseRoleFormSet,
    CsvForm,
    InviteForm,
    PassOnForm,
    RoleFormSet,
)
from organisations.roles.people_lists import AdministratorsOnly


class PeopleFormView(AdministratorsOnly, WagtailAdminTemplateMixin, View):
    """A screen with a form of our own, below the list of people."""

    page_title: str | Promise = ""
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the list."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("people"), "label": _("Mensen")},
            {"url": "", "label": self.page_title},
        ]

    def show(self, **context: Any) -> HttpResponse:
        """The screen."""
        return self.render_to_response(self.get_context_data(**context))


class InviteView(PeopleFormView):
    """Invites one person, for one role or more."""

    page_title = gettext_lazy("Uitnodigen")
    template_name = "organisations/admin/people/invite.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """An empty form; `?rol=…&plaats=…` fills in the first role."""
        first = {"kind": request.GET.get("rol", ""), "page": request.GET.get("plaats", "")}
        initial = [first] if is_key(first["page"]) else None
        return self.show_forms(InviteForm(), RoleFormSet(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Invite, or say what is wrong."""
        form, roles = InviteForm(request.POST), cast(BaseRoleFormSet, RoleFormSet(request.POST))
        if form.is_valid() and roles.is_valid():
            email = form.cleaned_data["email"]
            problems = roles.problem_with(email)
            if not problems:
                invite(email, roles.roles, by=_administrator(request))
                messages.success(request, _("De mail aan %(email)s gaat weg.") % {"email": email})
                return redirect("people")
            for problem in problems:
                form.add_error(None, problem)
        return self.show_forms(form, roles)

    def show_forms(self, form: InviteForm, roles: Any) -> HttpResponse:
        """The screen with what was filled in."""
        return self.show(form=form, roles=roles, media=form.media + roles.media)


class CsvView(PeopleFormView):
    """Invites many people: first the file is checked, then the good lines can go on."""

    page_title = gettext_lazy("Uitnodigen met een CSV-bestand")
    template_name = "organisations/admin/people/csv.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file."""
        return self.show(form=CsvForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check the file, or invite whom the checked lines name (`checked` holds the file)."""
        confirmed = "checked" in request.POST
        files: Any = request.FILES
        form = CsvForm(files=files)
        text = ""
        try:
            if confirmed:
                text = request.POST["checked"].replace("\0", "")
            elif form.is_valid():
                text = form.cleaned_data["file"]
            else:
                return self.show(form=form)
            found = read_csv(text)
        except ValidationError as error:
            form.add_error("file", error)
            return self.show(form=form)
        if not confirmed:
            return self.show(form=CsvForm(), found=found, text=text)
        return self.invite_all(request, found)

    def invite_all(self, request: HttpRequest, found: CsvInvitations) -> HttpResponse:
        """Invite person by person; one that fails now (put off meanwhile) holds up no other."""
        done = 0
        for email, roles in found.people.items():
            try:
                invite(email, roles, by=_administrator(request))
            except ValidationError as error:
                messages.error(request, f"{email}: {' '.join(error.messages)}")
            else:
                done += 1
        messages.success(
            request,
            ngettext("%(count)s persoon uitgenodigd.", "%(count)s mensen uitgenodigd.", done)
            % {"count": done},
        )
        return redirect("people_invitations")


class PassOnView(PeopleFormView):
    """Passes the people of one place on to another, when bodies merge."""

    page_title = gettext_lazy("Mensen overdragen")
    template_name = "organisations/admin/people/pass_on.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask from where to where."""
        return self.show_form(PassOnForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Pass on all or nobody."""
        form = PassOnForm(request.POST)
        if form.is_valid():
            places = form.cleaned_data
            try:
                count = pass_on_people(
                    places["from_page"], places["to_page"], by=_administrator(request)
                )
            except ValidationError as error:
                form.add_error("to_page", error.messages)
            else:
                messages.success(
                    request,
                    ngettext("%(count)s rol overgedragen.", "%(count)s rollen overgedragen.", count)
                    % {"count": count},
                )
                return redirect("people")
        return self.show_form(form)

    def show_form(self, form: PassOnForm) -> HttpResponse:
        """The screen with what was filled in."""
        return self.show(form=form, media=form.media)


def _do(request: HttpRequest, work: Callable[[], object], done: str, then: str) -> HttpResponse:
    try:
        work()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect(then)


def _administrator(request: HttpRequest) -> User:
    # Asked before anything is looked up, so that a number says nothing to others.
    if not may_manage_roles(request.user):
        raise PermissionDenied
    return cast(User, request.user)


@require_POST
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """End one role of a person."""
    administrator = _administrator(request)
    membership = get_object_or_404(Membership.objects.select_related("person", "page"), pk=pk)
    done = _("Beëindigd: %(role)s") % {"role": membership}
    return _do(request, lambda: end(membership, by=administrator), done, "people")


@require_POST
def end_access(request: HttpRequest, pk: int) -> HttpResponse:
    """End every role of a person: no CMS any more."""
    administrator = _administrator(request)
    person = get_object_or_404(User, pk=pk)
    done = _("%(name)s heeft geen toegang meer.") % {"name": person}
    return _do(request, lambda: end_all(person, by=administrator), done, "people")


@require_POST
def renew_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail a new link."""
    administrator = _administrator(request)
    invitation = get_object_or_404(Invitation, pk=pk)
    done = _("Er gaat een nieuwe link naar %(email)s.") % {"email": invitation.email}
    return _do(request, lambda: renew(invitation, by=administrator), done, "people_invitations")


@require_POST
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a link stop working."""
    administrator = _administrator(request)
    invitation = get_object_or_404(Invitation, pk=pk)
    done = _("De uitnodiging van %(email)s is ingetrokken.") % {"email": invitation.email}
    return _do(request, lambda: withdraw(invitation, by=administrator), done, "people_invitations")
