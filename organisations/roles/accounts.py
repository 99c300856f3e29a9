"""Accounts are managed without a superuser, but nobody climbs higher that way.

Whoever may change users could otherwise set the password of a superuser, become one, or join any
group. Groups follow from roles (organisations/roles/memberships.py), so they are not set by hand.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from cms.core.keys import is_key
from cms.core.models import User
from organisations.roles.users import groups_by_hand


def _refuse_to_climb(request: HttpRequest, held: Iterable[int]) -> None:
    if request.method != "POST":
        return
    posted = set(request.POST.getlist("groups"))
    if request.POST.get("is_superuser") or posted != {str(pk) for pk in held}:
        raise PermissionDenied


@hooks.register("before_create_user")
def no_new_superuser(request: HttpRequest) -> None:
    """An administrator makes ordinary accounts, without groups."""
    if not request.user.is_superuser:
        _refuse_to_climb(request, ())


@hooks.register("before_edit_user")
def no_superuser_by_edit(request: HttpRequest, user: User) -> None:
    """An administrator leaves superusers alone, and the groups of others as they are."""
    if request.user.is_superuser:
        return
    if user.is_superuser:
        raise PermissionDenied
    by_hand = user.groups.filter(pk__in=groups_by_hand())
    _refuse_to_climb(request, by_hand.values_list("pk", flat=True))


@hooks.register("before_bulk_action")
def no_superuser_in_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> None:
    """The same for many accounts at once; the group of a role is given by nobody."""
    if User not in action.models:
        return
    if action_type == "assign_role" and request.method == "POST":
        given = request.POST.get("role", "")
        if not is_key(given) or not groups_by_hand().filter(pk=given).exists():
            raise PermissionDenied
    if request.user.is_superuser:
        return
    if action_type == "assign_role" or any(person.is_superuser for person in objects):
        raise PermissionDenied
