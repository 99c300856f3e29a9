"""Wagtail's permission policy for pages, in which a deputy has the rights of who is away.

The rights are looked up when they are asked for, and stored nowhere: they begin and end with the
absence, and end at once when the absent person or the deputy has no role any more.
"""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from organisations.models import Absence, Membership, Role, RoleGroup


class DeputyPagePolicy(PagePermissionPolicy):
    """The groups of a person, and those of the moderators for whom they stand in today.

    Never more than a moderator's: no rights of administrators, and none that the absent person
    has as somebody's deputy.
    """

    def get_all_permissions_for_user(self, user: Any) -> QuerySet[GroupPagePermission]:
        """Still one query."""
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return GroupPagePermission.objects.none()
        return GroupPagePermission.objects.filter(
            Q(group__in=user.groups.values("pk")) | Q(group__in=_stood_in_for(user))
        ).select_related("page", "permission")


def _stood_in_for(user: Any) -> QuerySet[Any]:
    places = Membership.objects.active().filter(
        role=Role.MODERATOR,
        person__in=Absence.objects.in_force().filter(deputy=user).values("person"),
    )
    return RoleGroup.objects.filter(role=Role.MODERATOR, page__in=places.values("page")).values(
        "group"
    )


page_policy = DeputyPagePolicy(Page)


def register_policy() -> None:
    """Let this policy count for all pages, in the place of Wagtail's."""
    register_permission_policy(Page, page_policy)
