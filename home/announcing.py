"""Who may put a message above the pages: administrators for the site, moderators for their own
ministry.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.base import BasePermissionPolicy

from organisations.permissions import permission_paths
from organisations.roles.groups import HOME_DEPTH

MINISTRY_DEPTH = HOME_DEPTH + 1


def places_to_announce(user: Any) -> QuerySet[Page]:
    """The home page and the ministries for which this person may speak."""
    ministries = _below(permission_paths(user, "publish"))
    # Only the group of administrators holds this permission.
    site = _below(permission_paths(user, "bulk_delete"))
    pages: QuerySet[Page] = Page.objects.filter(
        (Q(depth=MINISTRY_DEPTH, ministrypage__isnull=False) & ministries)
        | (Q(depth=HOME_DEPTH) & site)
    )
    return pages.order_by("depth", "title")


def _below(paths: list[str]) -> Q:
    return reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))


class MessagePolicy(BasePermissionPolicy):
    """Everything with a message of a place for which one may speak, and nothing with another."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether there is any such place."""
        return bool(permission_paths(user, "publish"))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Whether the place of this message is one."""
        return places_to_announce(user).filter(pk=instance.place_id).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        """The messages of those places."""
        messages: QuerySet[Any] = self.model._default_manager.filter(
            place__in=places_to_announce(user)
        )
        return messages

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        """Everybody who may publish somewhere, roughly: nothing of ours asks it."""
        users = get_user_model().objects.filter(is_active=True)
        return users.filter(
            Q(is_superuser=True) | Q(groups__page_permissions__permission__codename="publish_page")
        ).distinct()
