"""The screen on which an administrator arranges who takes over for somebody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cms.core.models import User
from organisations.roles.absence_forms import AbsenceForm
from organisations.roles.absences import is_moderator
from organisations.roles.people_views import PeopleFormView


class AbsenceView(PeopleFormView):
    """For a moderator who cannot do it: the same form as on the own account page."""

    page_title = gettext_lazy("Afwezig en vervanging")
    template_name = "organisations/admin/people/absence.html"

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> Any:
        """Find the moderator; who is refused learns nothing of who exists."""
        self.pk = pk
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """What is arranged now."""
        return self._show(self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Arrange it, or say what is wrong."""
        form = self._form()
        if not form.is_valid():
            return self._show(form)
        form.save()
        said = _("De vervanging van %(name)s is bijgewerkt.") % {"name": form.person}
        messages.success(request, said)
        return redirect("people")

    def _form(self) -> AbsenceForm:
        person = get_object_or_404(User, pk=self.pk)
        if not is_moderator(person):
            raise Http404
        data = self.request.POST if self.request.method == "POST" else None
        by: Any = self.request.user
        return AbsenceForm(data, person=person, by=by)

    def _show(self, form: AbsenceForm) -> HttpResponse:
        return self.show(form=form, person=form.person, media=form.media)
