"""Where absences and the choice of mail are found: on the own account page, and for administrators
with the list of people; and what the audit log says of them.
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.log_actions import LogFormatter

from organisations.models import ModeratorMail
from organisations.permissions import permission_paths
from organisations.roles import absences
from organisations.roles.absence_forms import AbsenceForm
from organisations.roles.absence_views import AbsenceView


class MailForm(forms.ModelForm[ModeratorMail]):
    """At once, or once a day."""

    class Meta:
        model = ModeratorMail
        fields = ["moment"]
        widgets = {"moment": forms.RadioSelect}
        help_texts = {
            "moment": gettext_lazy(
                "Geldt als “Ingezonden notificaties” hierboven aan staat. "
                "Wacht er niets op u, dan komt er ook geen dagelijkse mail."
            )
        }


class MailPanel(BaseSettingsPanel):
    """When a moderator is mailed."""

    name = "moderator_mail"
    title = gettext_lazy("Mail over wat op u wacht")
    tab = notifications_tab
    order = 150
    form_class = MailForm

    def is_active(self) -> bool:
        """For who gets this mail: whoever may publish somewhere."""
        return bool(permission_paths(self.user, "publish"))

    def get_form(self) -> MailForm:
        """The choice of this person; nothing is stored before it is made."""
        choice = ModeratorMail.objects.filter(person=self.user).first()
        return MailForm(
            _posted(self),
            instance=choice or ModeratorMail(person=self.user),
            prefix=self.name,
        )


class AbsencePanel(BaseSettingsPanel):
    """When a moderator is away, and who takes over."""

    name = "absence"
    title = gettext_lazy("Afwezig en vervanging")
    order = 420
    form_class = AbsenceForm

    def is_active(self) -> bool:
        """For moderators, by a role of their own."""
        return absences.is_moderator(self.user)

    def get_form(self) -> AbsenceForm:
        """What is arranged from today on."""
        return AbsenceForm(
            _posted(self),
            person=self.user,
            by=self.user,
            prefix=self.name,
        )


def _posted(panel: BaseSettingsPanel) -> Any:
    # A panel that was not on the screen says nothing: its form is left unbound, and unsaved.
    data = panel.request.POST
    return data if any(name.startswith(f"{panel.name}-") for name in data) else None


@hooks.register("register_account_settings_panel")
def mail_panel(request: HttpRequest, user: Any, profile: Any) -> MailPanel:
    """Below Wagtail's own switches for mail."""
    return MailPanel(request, user, profile)


@hooks.register("register_account_settings_panel")
def absence_panel(request: HttpRequest, user: Any, profile: Any) -> AbsencePanel:
    """Among what is about oneself."""
    return AbsencePanel(request, user, profile)


@hooks.register("register_admin_urls")
def absence_urls() -> list[URLPattern]:
    """An administrator arranges it for who is ill."""
    return [
        path("mensen/<key:pk>/vervanging/", AbsenceView.as_view(), name="people_absence"),
    ]


def _values(entry: Any) -> dict[str, str]:
    return {name: entry.data.get(name, "") for name in ("deputy", "starts_on", "ends_on", "name")}


@hooks.register("register_log_actions")
def register_absence_actions(actions: Any) -> None:
    """Make the actions known to the reports of the CMS."""

    @actions.register_action(absences.ARRANGED)
    class Arranged(LogFormatter):
        label = gettext_lazy("Vervanging geregeld")

        def format_message(self, log_entry: Any) -> str:
            return _("Vervanging door %(deputy)s van %(starts_on)s tot en met %(ends_on)s") % (
                _values(log_entry)
            )

    @actions.register_action(absences.CHANGED)
    class Changed(LogFormatter):
        label = gettext_lazy("Vervanging gewijzigd")

        def format_message(self, log_entry: Any) -> str:
            return _(
                "Vervanging gewijzigd: door %(deputy)s van %(starts_on)s tot en met %(ends_on)s"
            ) % _values(log_entry)

    @actions.register_action(absences.WITHDRAWN)
    class Withdrawn(LogFormatter):
        label = gettext_lazy("Vervanging ingetrokken")

        def format_message(self, log_entry: Any) -> str:
            return _("Vervanging door %(deputy)s ingetrokken") % _values(log_entry)

    @actions.register_action(absences.DECIDED)
    class Decided(LogFormatter):
        label = gettext_lazy("Besloten als vervanger")

        def format_message(self, log_entry: Any) -> str:
            return _("Besloten namens %(name)s") % _values(log_entry)
