"""A new draft from an earlier post."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.defaults import permission_denied
from django.views.generic import View
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from organisations.models import ASKING_KINDS, BlogPostPage, OrganisationPage, State
from organisations.owners import owner_of
from organisations.quick.places import open_to
from organisations.quick.posts import free_slug
from organisations.quick.requests import answer_of_hook


def copy_of(post: BlogPostPage, user: Any) -> BlogPostPage:
    """A draft below the same organisation (or change project) with what the editor shows of this post.

    Text, photos, topics, place and authors come along. Versions, remarks, dates, workflow, and
    what readers did with it do not (`BlogPostPage.exclude_fields_in_copy`).

    Raises PermissionDenied when this person may not copy it there.
    """
    if owning(post).has_ended:
        raise PermissionDenied
    parent = post.get_parent()
    title = _("%(title)s (kopie)") % {"title": post.draft_title[:240]}
    action = CopyPageAction(
        post.get_latest_revision_as_object(),
        to=parent,
        update_attrs={
            "title": title,
            "draft_title": title,
            "slug": free_slug(parent, title),
            "state": State.OPEN if post.kind in ASKING_KINDS else "",
        },
        copy_revisions=False,
        keep_live=False,
        user=user,
    )
    copy: BlogPostPage = action.execute()
    return copy


class CopyView(WagtailAdminTemplateMixin, View):
    """Asks first, as a link in a menu leads here, and then opens the copy in the editor."""

    page_title = gettext_lazy("Kopie maken")
    header_icon = "copy"
    template_name = "organisations/admin/quick/copy.html"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Only who may write at this place."""
        self.post_page = get_object_or_404(BlogPostPage, pk=pk)
        if not may_copy(request.user, self.post_page):
            return permission_denied(request, PermissionDenied())
        response: HttpResponseBase = super().dispatch(request)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the overview."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, status: int = 200) -> HttpResponseBase:
        """What comes along, and what does not."""
        organisation = owning(self.post_page)
        context = self.get_context_data(
            post=self.post_page,
            organisation=organisation,
            has_others=open_to(request.user).exclude(pk=organisation.pk).exists(),
        )
        response: HttpResponseBase = self.render_to_response(context, status=status)
        return response

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Make it."""
        if answer := answer_of_hook("before_copy_page", request, self.post_page):
            return answer
        try:
            copy = copy_of(self.post_page, request.user)
        except PermissionDenied:
            return self.get(request, status=403)
        if answer := answer_of_hook("after_copy_page", request, self.post_page, copy):
            return answer
        messages.success(request, _("De kopie is een concept. Pas aan wat anders is."))
        return redirect("wagtailadmin_pages:edit", copy.pk)


def owning(post: BlogPostPage) -> OrganisationPage:
    """The organisation of a post, also when it stands in one of its change projects."""
    owner = owner_of(post)
    if owner is None:
        raise PermissionDenied
    found: OrganisationPage = OrganisationPage.objects.get(pk=owner.pk)
    return found


def may_copy(user: Any, post: BlogPostPage) -> bool:
    """Whether this person may make a new draft of a post, below its own organisation."""
    return bool(post.permissions_for_user(user).can_copy_to(post.get_parent()))
