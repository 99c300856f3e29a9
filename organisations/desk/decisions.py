"""Deciding from the queue: Wagtail's own workflow view, which also says what was done."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import TaskState

from organisations.moderation.approval_status import status_of
from organisations.permissions import may_moderate


class DecisionView(WorkflowActionView):
    """Approves or sends back, as Wagtail does: who may not, is refused there."""

    http_method_names = ["post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Remember that the page is gone: there may be a reason to say so."""
        self.is_gone = False
        try:
            super().setup(request, *args, **kwargs)
        except Http404:
            self.is_gone = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Say what happened, or what is waited for: Wagtail would only say that it may not be."""
        if self.is_gone:
            messages.warning(
                request, _("Deze pagina is intussen verwijderd. U hoeft niets meer te doen.")
            )
            return redirect("moderation_queue")
        status = status_of(self.object) if may_moderate(request.user, self.object) else None
        if self.action_name == "approve" and status and status.is_pending:
            waits = _("Tot er antwoord is, wacht de pagina.")
            messages.warning(request, f"{status.text} {waits}")
            return redirect(self.redirect_url)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide, and say so; a page never goes back without a remark."""
        title = {"title": self.object.draft_title or self.object.title}
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            messages.warning(request, _("Iemand anders besliste al over “%(title)s”.") % title)
            return redirect(self.redirect_url)
        if self.action_name == "reject" and not request.POST.get("comment", "").strip():
            messages.error(
                request,
                _("Schrijf bij “%(title)s” wat er anders moet, en stuur dan terug.") % title,
            )
            return redirect(self.redirect_url)
        response: HttpResponse = super().post(request, *args, **kwargs)
        self.task_state.refresh_from_db()
        if self.task_state.status == TaskState.STATUS_APPROVED:
            messages.success(request, _("“%(title)s” is goedgekeurd.") % title)
        elif self.task_state.status == TaskState.STATUS_REJECTED:
            messages.success(request, _("“%(title)s” is teruggestuurd.") % title)
        return response
