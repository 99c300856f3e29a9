"""What somebody without an account sees behind the link: the page as it will look, and two buttons.

Open to who has the link, so it starts no session and nothing of it is kept. Looking answers
nothing: mail scanners look too.
"""

import copy
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache

from organisations.moderation.approvals import (
    Problem,
    UnusableLinkError,
    answer,
    find,
    problem,
)

TEMPLATE = "organisations/admin/director_approval.html"
GONE = 410
REMARK_LENGTH = 2000


class AnswerForm(forms.Form):
    """Yes or no, by the button, and a remark; no needs one."""

    decision = forms.ChoiceField(
        choices=[("approve", "approve"), ("send_back", "send_back")],
        error_messages={
            "required": gettext_lazy("Kies Goedkeuren of Terugsturen."),
            "invalid_choice": gettext_lazy("Kies Goedkeuren of Terugsturen."),
        },
    )
    remark = forms.CharField(
        label=gettext_lazy("Opmerking"),
        required=False,
        max_length=REMARK_LENGTH,
        help_text=gettext_lazy("Nodig als u de pagina terugstuurt: wat moet er anders?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """A page never goes back without a word."""
        data = super().clean() or {}
        if data.get("decision") == "send_back" and not data.get("remark"):
            self.add_error("remark", _("Schrijf wat er anders moet, en kies dan Terugsturen."))
        return data


def _keep_to_yourself(view: Any) -> Any:
    """Neither kept by a cache nor found by a search engine."""

    @never_cache
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


@method_decorator(_keep_to_yourself, name="dispatch")
class DirectorApprovalView(View):
    """Shows what is asked, and takes the answer."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The question, the answer that was given, or why there is none to give."""
        try:
            approval = find(token)
        except UnusableLinkError:
            return self.show(request, status=GONE)
        found = problem(approval)
        if found == Problem.ANSWERED:
            return self.show(request, approval=approval)
        if found:
            return self.show(request, approval=approval, problem=found, status=GONE)
        return self.show(request, approval=approval, form=AnswerForm(), token=token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Take the answer and thank for it, at the same address."""
        form = AnswerForm(request.POST)
        try:
            approval = find(token)
            found = problem(approval)
            if found is None:
                if not form.is_valid():
                    return self.show(request, approval=approval, form=form, token=token)
                data = form.cleaned_data
                approved = data["decision"] == "approve"
                found = answer(token, approved=approved, remark=data["remark"])
        except UnusableLinkError:
            return self.show(request, status=GONE)
        if found:
            return self.show(request, approval=approval, problem=found, status=GONE)
        return redirect("director_approval", token)

    def show(self, request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
        """The screen."""
        context["site_name"] = settings.SITE_NAME
        return render(request, TEMPLATE, context, status=status)


@_keep_to_yourself
def director_preview(request: HttpRequest, token: str) -> HttpResponse:
    """The version that was asked about, as readers will see it; only while there is a question."""
    try:
        approval = find(token)
    except UnusableLinkError as error:
        raise Http404 from error
    if problem(approval) or approval.revision is None:
        raise Http404
    page = approval.revision.as_object()
    # As an anonymous reader, also for who happens to be signed in: no bar with buttons.
    reader = copy.copy(request)
    reader.META = {
        name: value
        for name, value in request.META.items()
        if name not in ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
    }
    response: HttpResponse = page.make_preview_request(reader, page.default_preview_mode)
    # What was said for readers of the site does not hold for a draft.
    del response["Cache-Control"]
    return response
