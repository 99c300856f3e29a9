"""What was asked of the management and answered, in the history of a page, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from organisations.models import Answer, Closed
from organisations.moderation import approvals


def _who(entry: Any) -> dict[str, str]:
    return {"name": entry.data.get("name", ""), "email": entry.data.get("email", "")}


class ApprovalFormatter(LogFormatter):
    """A line with the name and the address that it was sent to."""

    text: Any = ""

    def format_message(self, log_entry: Any) -> str:
        """The line."""
        return str(self.text) % _who(log_entry)

    def format_comment(self, log_entry: Any) -> str:
        """The remark that came with it."""
        return str(log_entry.data.get("remark", ""))


@hooks.register("register_log_actions")
def register_approval_actions(actions: Any) -> None:
    """Make the steps of an approval known to the history of a page and to the reports."""

    @actions.register_action(approvals.ASKED)
    class Asked(ApprovalFormatter):
        label = gettext_lazy("Goedkeuring gevraagd aan de leiding")
        text = gettext_lazy("Goedkeuring gevraagd aan %(name)s (%(email)s)")

    @actions.register_action(approvals.RENEWED)
    class Renewed(ApprovalFormatter):
        label = gettext_lazy("Nieuwe link voor goedkeuring verstuurd")
        text = gettext_lazy("Nieuwe link voor goedkeuring verstuurd aan %(name)s (%(email)s)")

    @actions.register_action(approvals.CLOSED)
    class Withdrawn(ApprovalFormatter):
        label = gettext_lazy("Vraag om goedkeuring vervallen")
        text = gettext_lazy("Vraag om goedkeuring aan %(name)s (%(email)s) vervallen")

        def format_comment(self, log_entry: Any) -> str:
            return str(dict(Closed.choices).get(log_entry.data.get("because"), ""))

    @actions.register_action(approvals.ANSWERED)
    class Answered(ApprovalFormatter):
        label = gettext_lazy("Antwoord van de leiding")

        def format_message(self, log_entry: Any) -> str:
            if log_entry.data.get("answer") == Answer.APPROVED:
                return _("Goedgekeurd door %(name)s (%(email)s)") % _who(log_entry)
            return _("Teruggestuurd door %(name)s (%(email)s)") % _who(log_entry)
