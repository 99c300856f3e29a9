"""What the editor's screen does about four eyes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from organisations.moderation.approval_status import status_of
from organisations.moderation.compare_views import SitePageViewSet, page_changes
from organisations.permissions import made_last_change


# After Wagtail's own, whose place it takes.
@hooks.register("register_admin_viewset", order=100)
def site_pages() -> SitePageViewSet:
    """Wagtail's screens about pages, with what we do otherwise."""
    return SitePageViewSet()


@hooks.register("register_admin_urls")
def changes_url() -> list[URLPattern]:
    """What changed in a page, for a link in a mail."""
    return [path("te-beoordelen/verschil/<key:page_id>/", page_changes, name="page_changes")]


@hooks.register("construct_page_action_menu")
def no_publish_button(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Who may not publish own changes gets no button for it: saving makes the change theirs."""
    page = context.get("page")
    if page is None or page.permissions_for_user(request.user).may_publish_alone():
        return
    menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@hooks.register("before_publish_page")
def refuse_to_publish_own_change(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stop a publication from the editor, also a crafted one, by who made the last change.

    The editor has saved the change by now, as a draft; nothing is lost.
    """
    if page.permissions_for_user(request.user).can_publish():
        return None
    reason = why()
    if (status := status_of(page)) and status.is_pending:
        waits = _("Tot er antwoord is, wacht de pagina.")
        reason = f"{status.text} {waits}"
    kept = _("Uw wijziging is bewaard, maar niet gepubliceerd.")
    messages.warning(request, f"{kept} {reason}")
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_edit_page")
def explain_own_approval(request: HttpRequest, page: Page) -> None:
    """Say that "edit and approve" kept the change, and left the approval to a colleague."""
    if (
        request.POST.get("workflow-action-name") == "approve"
        and page.workflow_in_progress
        and made_last_change(request.user, page)
    ):
        messages.warning(request, why())


def why() -> str:
    """The rule, in words for the person it stops."""
    return _(
        "Wie het laatst wijzigde, keurt niet zelf goed. Een collega met de rol moderator kan dat doen."
    )
