"""Addresses below /cms/ that go before Wagtail's own: where those would show pages of others, and
the links for people who are not signed in: an invitation, and a question for approval.
"""

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import ChosenMultipleView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page

from cms.core.keys import is_key
from organisations.moderation.director_views import DirectorApprovalView, director_preview
from organisations.roles.acceptance import AcceptInvitationView
from organisations.roles.choosers import own_pages


class OwnPagesChosenView(ChosenMultipleView):
    """Hands chosen pages to the editor: titles and addresses, so of own pages only."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The pages asked for; refused as a whole when one of them is not for this person."""
        wanted = set(request.GET.getlist("id"))
        if not all(map(is_key, wanted)):
            raise BadRequest
        if Page.objects.filter(own_pages(request.user), pk__in=wanted).count() != len(wanted):
            raise PermissionDenied
        response: HttpResponse = super().get(request)
        return response


class AdministratorsPageTypesView(PageTypesUsageReportView):
    """Names the page that was last edited of each type, whosever it is: for administrators."""

    any_permission_required = ["bulk_delete"]


def _cms(view: type[Any], **options: Any) -> Any:
    return require_admin_access(view.as_view(**options))


urlpatterns = [
    path("uitnodiging/<str:token>/", AcceptInvitationView.as_view(), name="accept_invitation"),
    path("goedkeuring/<str:token>/", DirectorApprovalView.as_view(), name="director_approval"),
    path("goedkeuring/<str:token>/pagina/", director_preview, name="director_preview"),
    path("choose-page/chosen-multiple/", _cms(OwnPagesChosenView)),
    path("reports/page-types-usage/", _cms(AdministratorsPageTypesView)),
    path("reports/page-types-usage/results/", _cms(AdministratorsPageTypesView, results_only=True)),
]
