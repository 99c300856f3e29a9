"""`/cms/doen-wij-ook/…/`: a communicator takes over an initiative of another organisation."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.keys import is_key
from exchange.adopting.adopt import CannotAdoptError, adopt, adoptable, existing
from organisations.models import OrganisationPage
from organisations.owners import owner_of
from organisations.quick.places import LISTED, looked_up, open_to

GONE, REFUSED, WRONG = 404, 403, 400
LONGEST_WORDS = 200


class AdoptView(WagtailAdminTemplateMixin, View):
    """Asks for which organisation, makes the draft, and opens it in the editor."""

    page_title = gettext_lazy("Doen wij ook")
    header_icon = "copy"
    template_name = "exchange/admin/adopt.html"
    http_method_names = ["get", "head", "post"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the overview."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """What happens, and for whom."""
        return self.show(pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Make the draft, or open the one that is there."""
        source = adoptable(pk)
        if source is None:
            return self.show(pk)
        organisation = self.chosen(request.POST.get("organisation", ""))
        if organisation is None:
            return self.show(pk, problem=_("Kies een van uw organisaties."), status=WRONG)
        is_new = existing(source, organisation) is None
        try:
            post = adopt(source, organisation, request.user)
        except CannotAdoptError as error:
            return self.show(pk, problem=str(error), status=REFUSED)
        if is_new:
            messages.success(
                request, _("Dit is uw concept. Vertel hoe u het doet, en dien het dan in.")
            )
        else:
            messages.info(request, _("Uw organisatie nam dit al over. Dit is wat u toen maakte."))
        return redirect("wagtailadmin_pages:edit", post.pk)

    def chosen(self, key: str) -> OrganisationPage | None:
        """The organisation with this key, if this person may write for it now."""
        if not is_key(key):
            return None
        found: OrganisationPage | None = open_to(self.request.user).filter(pk=key).first()
        return found

    def show(self, pk: int, problem: str = "", status: int = 200) -> HttpResponseBase:
        """The question, with what is wrong; or that the initiative is not on the site."""
        source = adoptable(pk)
        words = self.request.GET.get("q", "")[:LONGEST_WORDS]
        organisations = list(open_to(self.request.user)[: LISTED + 1])
        looks_up = len(organisations) > LISTED
        if looks_up:
            organisations = looked_up(self.request.user, words) if words else []
        if source is None:
            status = GONE
        elif not organisations and not looks_up:
            status = REFUSED
        context = self.get_context_data(
            source=source,
            owner=owner_of(source) if source else None,
            organisations=organisations,
            looks_up=looks_up,
            words=words,
            problem=problem,
        )
        response: HttpResponseBase = self.render_to_response(context, status=status)
        return response
