"""The screen with two versions of a page side by side, wherever Wagtail compares versions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, Revision, TaskState

from organisations.moderation.compare import difference


class SideBySideView(RevisionsCompareView):
    """Old at the left, new at the right; under each other on a narrow screen."""

    page_title = gettext_lazy("Wat is er veranderd")
    template_name = "organisations/admin/compare/side_by_side.html"

    def _get_revision_and_heading(self, revision_id: str) -> tuple[Any, str]:
        version, heading = super()._get_revision_and_heading(revision_id)
        if revision_id == "live":
            if not self.object.live:
                return version, _("Deze pagina staat niet op de site")
            return version, _("Zoals het nu op de site staat")
        revisions = self.object.revisions.select_related("user").defer("content")
        ordered = revisions.order_by("created_at", "id")
        if revision_id in ("earliest", "latest"):
            revision = ordered.first() if revision_id == "earliest" else ordered.last()
        else:
            revision = revisions.filter(pk=revision_id).first()
        return version, version_name(revision) if revision else heading

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the differences in two columns."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["differences"] = [difference(one) for one in context["comparison"]]
        return context


class SitePageViewSet(PageViewSet):
    """Wagtail's screens for every page type, with our comparison."""

    revisions_compare_view_class = SideBySideView


def version_name(revision: Revision) -> str:
    """A version in words: when it was saved, and by whom."""
    moment = date_format(timezone.localtime(revision.created_at), "j F Y H:i")
    if revision.user is None:
        return _("Versie van %(moment)s") % {"moment": moment}
    return _("Versie van %(moment)s, door %(name)s") % {"moment": moment, "name": revision.user}


def earlier_version(page: Page) -> str | None:
    """What the latest version of a page is compared with: what came back, else what is public.

    As an address names it; None when there is neither.
    """
    sent_back = (
        TaskState.objects.for_instance(page)
        .filter(status=TaskState.STATUS_REJECTED)
        .exclude(revision_id=page.latest_revision_id)
        .order_by("-finished_at")
        .values_list("revision_id", flat=True)
        .first()
    )
    if sent_back:
        return str(sent_back)
    return "live" if page.live else None


def page_changes(request: HttpRequest, page_id: int) -> HttpResponse:
    """The address that mails know: on to the comparison that counts now."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if earlier := earlier_version(page):
        return redirect("wagtailadmin_pages:revisions_compare", page_id, earlier, "latest")
    return render(request, "organisations/admin/compare/nothing_earlier.html", {"page": page})
