"""What a writer is told about a post: other rooms of the house say it through two hooks.

`@hooks.register("while_writing")` and `@hooks.register("before_submitting")` on a function
`(request, page) -> SafeString`. The page is the draft that was saved last, or a post that is being
made on another screen.
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

WHILE_WRITING, BEFORE_SUBMITTING = "while_writing", "before_submitting"
# Where the editor asks again what the functions of a hook say.
ADDRESSES = {WHILE_WRITING: "about_text", BEFORE_SUBMITTING: "about_draft"}
# Stands where the number of the page comes, for the script: a new page gets its number later.
ANY_PAGE = 0


def told(hook: str, request: HttpRequest, page: Page) -> SafeString:
    """What the functions of a hook say about a page."""
    functions = hooks.get_hooks(hook)
    return format_html_join("", "{}", ((function(request, page),) for function in functions))


def about_draft(request: HttpRequest, page_id: int, hook: str) -> HttpResponse:
    """The same for the draft of a page that was saved last: a piece of HTML for the editor."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return HttpResponse(told(hook, request, page.get_latest_revision_as_object()))


class ToldPanel(Panel):
    """Shows it in the editor, and again after every autosave."""

    def __init__(self, hook: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hook = hook

    def clone_kwargs(self) -> dict[str, Any]:
        """Wagtail makes copies of a panel by these."""
        return {**super().clone_kwargs(), "hook": self.hook}

    class BoundPanel(Panel.BoundPanel):
        template_name = "organisations/admin/before_submitting.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """What there is to say now; of a page that was never saved nothing yet."""
            context = super().get_context_data(parent_context)
            page = self.instance
            hook = self.panel.hook
            context["said"] = told(hook, self.request, page) if page.pk else ""
            context["url"] = reverse(ADDRESSES[hook], args=[ANY_PAGE])
            return context

        @property
        def media(self) -> Media:
            """The script that asks again."""
            script: Any = Script("js/cms/before-submitting.js", type="module")
            return Media(js=[script])
