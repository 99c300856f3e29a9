"""The screen in the CMS on which the management is asked for approval, and asked again or no more."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.core.models import User
from organisations.models import DirectorApproval
from organisations.moderation.approval_status import Status, status_of
from organisations.moderation.approvals import ask, may_ask, renew, withdraw


class AskForm(forms.Form):
    """Whom to ask, and what to say with it."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("E-mailadres"))
    remark = forms.CharField(
        label=gettext_lazy("Opmerking"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Staat in de mail en boven de pagina. Mag leeg blijven."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskDirectorView(WagtailAdminTemplateMixin, View):
    """Says where the question is, and asks it (anew)."""

    page_title = gettext_lazy("Goedkeuring van de leiding")
    header_icon = "mail"
    template_name = "organisations/admin/ask_director.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For who may edit the page."""
        self.page = _page(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Which page this is about."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the page."""
        return [
            *super().get_breadcrumbs_items(),
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.get_page_subtitle(),
            },
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """An empty form, or the name and address of before when it is to be asked anew."""
        latest = DirectorApproval.objects.filter(page_id=page_id).first()
        before = {"name": latest.name, "email": latest.email} if latest else None
        return self.show(AskForm(initial=before))

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Ask, or say what is wrong."""
        form = AskForm(request.POST)
        if form.is_valid():
            try:
                ask(self.page, **form.cleaned_data, by=cast(User, request.user))
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(
                    request,
                    _("De mail aan %(email)s gaat weg.") % {"email": form.cleaned_data["email"]},
                )
                return redirect("ask_director", page_id)
        return self.show(form)

    def show(self, form: AskForm) -> HttpResponse:
        """The screen with what was filled in."""
        status: Status | None = status_of(self.page)
        return self.render_to_response(
            self.get_context_data(
                form=form,
                media=form.media,
                page=self.page,
                status=status,
                is_waiting=self.page.workflow_in_progress,
                earlier=DirectorApproval.objects.filter(page_id=self.page.pk),
            )
        )


@require_POST
def renew_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail a new link about the same version."""
    done = _("Er gaat een nieuwe link naar %(email)s.")
    return _do(request, pk, renew, done)


@require_POST
def withdraw_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the question back: the link stops working, and the moderator can go on."""
    done = _("De vraag aan %(email)s is ingetrokken.")
    return _do(request, pk, withdraw, done)


def _do(request: HttpRequest, pk: int, work: Callable[..., None], done: str) -> HttpResponse:
    approval = get_object_or_404(DirectorApproval, pk=pk, page__isnull=False)
    page = _page(request, cast(int, approval.page_id))
    try:
        work(approval, by=cast(User, request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done % {"email": approval.email})
    return redirect("ask_director", page.pk)


def _page(request: HttpRequest, page_id: int) -> Page:
    page: Page = get_object_or_404(Page, pk=page_id).specific
    if not may_ask(request.user, page):
        raise PermissionDenied
    return page
