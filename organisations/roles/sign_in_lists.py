"""For administrators: who tried to sign in too often, and taking away a lost second factor."""

from typing import Any

from axes.models import AccessAttempt
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.log_actions import log

from cms.core.accounts.factors import reset_factor
from cms.core.accounts.throttling import unlock, waiting_attempts
from cms.core.models import User
from organisations.roles.memberships import may_manage_roles
from organisations.roles.people_lists import PeopleListView, TemplateColumn

UNLOCKED = "accounts.unlocked"


class FailedSignInsView(PeopleListView):
    """Failed attempts that count now: from which address, and how many."""

    model = AccessAttempt
    page_title = gettext_lazy("Mislukte aanmeldingen")
    header_icon = "lock"
    index_url_name = "people_sign_ins"
    index_results_url_name = "people_sign_ins_results"
    is_searchable = True
    search_fields = ["username", "ip_address"]
    default_ordering = "-attempt_time"
    columns = [
        Column("username", label=gettext_lazy("E-mailadres"), sort_key="username"),
        Column("ip_address", label=gettext_lazy("Vanaf"), sort_key="ip_address"),
        Column("failures_since_start", label=gettext_lazy("Keer mislukt")),
        DateColumn("attempt_time", label=gettext_lazy("Laatst"), sort_key="attempt_time"),
        TemplateColumn("do", "unlock", label=gettext_lazy("Doen")),
    ]
    list_export: list[str] = []

    def get_base_queryset(self) -> QuerySet[Any]:
        """Those within the waiting time."""
        return waiting_attempts()


def _administrator(request: HttpRequest) -> User:
    if not may_manage_roles(request.user):
        raise PermissionDenied
    return request.user  # type: ignore[return-value]


@require_POST
def unlock_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an account try again at once."""
    administrator = _administrator(request)
    attempt = get_object_or_404(AccessAttempt, pk=pk)
    name = attempt.username or ""
    unlock(name)
    if person := User.objects.filter(email=name).first():
        log(instance=person, action=UNLOCKED, user=administrator)
    messages.success(request, _("%(name)s kan het weer proberen.") % {"name": name})
    return redirect("people_sign_ins")


@require_POST
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away the second factor of a person who lost it."""
    administrator = _administrator(request)
    person = get_object_or_404(User, pk=pk)
    if reset_factor(person, by=administrator):
        words = _("De tweede factor van %(name)s is weg. Bij het aanmelden komt er een nieuwe.")
        messages.success(request, words % {"name": person})
    return redirect("people")
