"""What could not be delivered, to whom and why, with a button to try again."""

from functools import partial
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from cms.core.mail.delivery import try_again
from cms.core.mail.tasks import AT_ONCE, deliver_soon
from cms.core.models import MailState, OutgoingMail

policy = ModelPermissionPolicy(OutgoingMail)


def known_kinds(request: HttpRequest | None = None) -> list[tuple[str, str]]:
    """The kinds of mail that are in the report now."""
    kinds = OutgoingMail.objects.troubled().exclude(kind="").order_by("kind")
    return [(kind, kind) for kind in kinds.values_list("kind", flat=True).distinct()]


class UndeliveredFilterSet(WagtailFilterSet):
    """Narrows the report to what was given up, or to one kind of mail."""

    stand = django_filters.ChoiceFilter(
        label=gettext_lazy("Stand"),
        choices=[
            (MailState.FAILED, gettext_lazy("Niet bezorgd")),
            (MailState.WAITING, gettext_lazy("Wordt nog geprobeerd")),
        ],
        field_name="state",
    )
    soort = django_filters.ChoiceFilter(
        label=gettext_lazy("Soort mail"), choices=known_kinds, field_name="kind"
    )

    class Meta:
        model = OutgoingMail
        fields: list[str] = []


class UndeliveredMailView(ReportView):
    """For administrators. Shows addresses and subjects; what a mail says is shown to nobody."""

    model = OutgoingMail
    page_title = gettext_lazy("Niet bezorgde mail")
    header_icon = "mail"
    results_template_name = "mail/undelivered_results.html"
    index_url_name = "report_undelivered_mail"
    index_results_url_name = "report_undelivered_mail_results"
    filterset_class = UndeliveredFilterSet
    permission_policy = policy
    any_permission_required = ["view"]
    is_searchable = True
    search_fields = ["recipient", "subject"]
    default_ordering = "-created_at"
    export_filename = "niet-bezorgde-mail"
    list_export = [
        "recipient",
        "subject",
        "kind",
        "get_state_display",
        "error",
        "tries",
        "created_at",
        "due_at",
    ]
    export_headings = {
        "recipient": gettext_lazy("Aan"),
        "subject": gettext_lazy("Onderwerp"),
        "kind": gettext_lazy("Soort mail"),
        "get_state_display": gettext_lazy("Stand"),
        "error": gettext_lazy("Reden"),
        "tries": gettext_lazy("Pogingen"),
        "created_at": gettext_lazy("Geschreven op"),
        "due_at": gettext_lazy("Volgende poging"),
    }

    def get_base_queryset(self) -> QuerySet[OutgoingMail]:
        """The newest first, without what the mails say."""
        return OutgoingMail.objects.troubled().defer("sealed")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add whether this person may try again."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["may_try_again"] = policy.user_has_permission(self.request.user, "change")
        context["media"] += Media(css={"all": ["css/cms/desk.css"]})
        return context


@require_POST
def try_mail_again(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Give one mail, or all of the report, a fresh start, and try at once."""
    if not policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    wanted = OutgoingMail.objects.all() if pk is None else OutgoingMail.objects.filter(pk=pk)
    with transaction.atomic():
        again = try_again(wanted)
        transaction.on_commit(partial(deliver_soon.enqueue, again), robust=True)
    _say_what_came_of_it(request, again)
    return redirect("report_undelivered_mail")


def _say_what_came_of_it(request: HttpRequest, pks: list[int]) -> None:
    at_once = OutgoingMail.objects.filter(pk__in=pks[:AT_ONCE])
    tried = list(at_once.values_list("state", flat=True))
    if not tried:
        messages.warning(request, _("Deze mail staat niet meer in de lijst."))
    elif sent := tried.count(MailState.SENT):
        messages.success(
            request,
            ngettext("%(sent)s mail is verstuurd.", "%(sent)s mails zijn verstuurd.", sent)
            % {"sent": sent},
        )
    if tried.count(MailState.WAITING) or len(pks) > AT_ONCE:
        messages.warning(request, _("Wat nog wacht, wordt vanzelf opnieuw geprobeerd."))
    if tried.count(MailState.FAILED):
        messages.error(request, _("De mailserver weigerde weer. De reden staat in de lijst."))
