"""What a writer is told before submitting a post: other rooms of the house say it through a hook.

`@hooks.register("before_submitting")` on a function `(request, page) -> SafeString`. The page is
the draft that was saved last, or a post that is being made on another screen.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Media, Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.panels import Panel
from wagtail.models import Page

# Stands where the number of the page comes, for the script: a new page gets its number later.
ANY_PAGE = 0


def told_before_submitting(request: HttpRequest, page: Page) -> SafeString:
    """What the functions of the hook say about a page."""
    functions = hooks.get_hooks("before_submitting")
    return format_html_join("", "{}", ((function(request, page),) for function in functions))


def about_draft(request: HttpRequest, page_id: int) -> HttpResponse:
    """The same for the draft of a page that was saved last: a piece of HTML for the editor."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return HttpResponse(told_before_submitting(request, page.get_latest_revision_as_object()))


class BeforeSubmittingPanel(Panel):
    """Shows it in the editor, and again after every autosave."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "organisations/admin/before_submitting.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """What there is to say now; of a page that was never saved nothing yet."""
            context = super().get_context_data(parent_context)
            page = self.instance
            context["said"] = told_before_submitting(self.request, page) if page.pk else ""
            context["url"] = reverse("about_draft", args=[ANY_PAGE])
            return context

        @property
        def media(self) -> Media:
            """The script that asks again."""
            script: Any = Script("js/cms/before-submitting.js", type="module")
            return Media(js=[script])
