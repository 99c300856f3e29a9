"""Inviting people, and giving and ending roles, in the audit log, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from organisations.models import Role
from organisations.roles import invitations
from organisations.roles.memberships import ENDED, GRANTED, PASSED_ON
from organisations.roles.sign_in_lists import UNLOCKED


def _names(entry: Any) -> dict[str, str]:
    roles = dict(Role.choices)
    return {
        "role": str(roles.get(entry.data.get("role"), "")),
        "page": entry.data.get("page", ""),
        "to": entry.data.get("to", {}).get("page", ""),
    }


@hooks.register("register_log_actions")
def register_role_actions(actions: Any) -> None:
    """Make the changes of roles known to the reports of the CMS."""
    for action, label, message in (
        (invitations.INVITED, gettext_lazy("Uitgenodigd"), gettext_lazy("Uitgenodigd")),
        (
            invitations.RENEWED,
            gettext_lazy("Uitnodiging vernieuwd"),
            gettext_lazy("Uitnodiging opnieuw verstuurd"),
        ),
        (
            invitations.WITHDRAWN,
            gettext_lazy("Uitnodiging ingetrokken"),
            gettext_lazy("Uitnodiging ingetrokken"),
        ),
        (
            invitations.ACCEPTED,
            gettext_lazy("Uitnodiging aangenomen"),
            gettext_lazy("Uitnodiging aangenomen"),
        ),
        (
            UNLOCKED,
            gettext_lazy("Aanmelden vrijgegeven"),
            gettext_lazy("Kan weer proberen om zich aan te melden"),
        ),
    ):
        actions.register_action(action, label, message)

    @actions.register_action(GRANTED)
    class Granted(LogFormatter):
        label = gettext_lazy("Rol gegeven")

        def format_message(self, log_entry: Any) -> str:
            return _("Rol %(role)s gegeven bij %(page)s") % _names(log_entry)

    @actions.register_action(ENDED)
    class Ended(LogFormatter):
        label = gettext_lazy("Rol beëindigd")

        def format_message(self, log_entry: Any) -> str:
            return _("Rol %(role)s beëindigd bij %(page)s") % _names(log_entry)

    @actions.register_action(PASSED_ON)
    class PassedOn(LogFormatter):
        label = gettext_lazy("Rol overgedragen")

        def format_message(self, log_entry: Any) -> str:
            return _("Rol %(role)s overgedragen van %(page)s naar %(to)s") % _names(log_entry)
