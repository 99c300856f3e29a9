"""What the screens of the CMS about one comment have in common."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class CommentScreen(WagtailAdminTemplateMixin, View):
    """A screen with the way back to the queue above it."""

    header_icon = "comment"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The queue, and this screen."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("comment_queue"), "label": _("Reacties")},
            {"url": "", "label": self.page_title},
        ]
