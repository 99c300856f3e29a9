"""Screens of the CMS for the messages above the pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet

from home.models import SiteMessage


class OwnPlaceMixin:
    """Only a message for whose place this person may speak."""

    def get_object(self, *args: Any) -> SiteMessage:
        """The message. Raises PermissionDenied when it is of another place."""
        message: SiteMessage = super().get_object(*args)  # type: ignore[misc]
        policy: Any = self.permission_policy  # type: ignore[attr-defined]
        request: Any = self.request  # type: ignore[attr-defined]
        if not policy.user_has_permission_for_instance(request.user, "change", message):
            raise PermissionDenied
        return message


class MessageIndexView(generic.IndexView):
    """The messages of one's own places, the newest first."""

    def get_base_queryset(self) -> QuerySet[SiteMessage]:
        """Those that this person may change."""
        messages: QuerySet[SiteMessage] = (
            self.permission_policy.instances_user_has_any_permission_for(
                self.request.user, ["change"]
            )
        )
        return messages.select_related("place")


class MessageEditView(OwnPlaceMixin, generic.EditView):
    """Change a message."""


class MessageDeleteView(OwnPlaceMixin, generic.DeleteView):
    """Take a message away before its end."""


class MessageHistoryView(OwnPlaceMixin, history.HistoryView):
    """Who did what with a message."""


class MessageUsageView(OwnPlaceMixin, usage.UsageView):
    """Where a message is used: nowhere but above its pages."""


class MessageViewSet(ModelViewSet):
    """The messages that a person may write."""

    model = SiteMessage
    icon = "warning"
    menu_label = _("Mededelingen")
    menu_order = 255
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = MessageIndexView
    edit_view_class = MessageEditView
    delete_view_class = MessageDeleteView
    history_view_class = MessageHistoryView
    usage_view_class = MessageUsageView
    default_ordering = ["-starts_at", "-pk"]
    list_display = [
        "text",
        Column("place", label=_("Waar"), accessor="place.title"),
        Column("level", label=_("Soort"), accessor="get_level_display"),
        DateColumn("starts_at", label=_("Vanaf")),
        DateColumn("ends_at", label=_("Tot")),
    ]


message_viewset = MessageViewSet("mededelingen")
