"""Groups and collections, made by code when the first person gets a role, never by hand.

They are found by page and role, so that they follow a page that moves or gets another name.
"""

from collections.abc import Collection as Ids
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page

from organisations.models import PageCollection, Role, RoleGroup
from organisations.roles.rights import (
    ALL_MEDIA,
    CHOOSE_ONLY,
    OWN_MEDIA,
    PAGE_ACTIONS,
    Rights,
    administrator_permissions,
    apply_rights,
)

HOME_DEPTH = 2
GROUP_NAME_LENGTH = 150


def is_home(page: Page) -> bool:
    """Whether a page stands for the whole site."""
    return bool(page.depth == HOME_DEPTH)


def home_of(page: Page) -> Page:
    """The home page above (or at) a page."""
    return Page.objects.get(path=page.path[: HOME_DEPTH * Page.steplen])


@transaction.atomic
def ensure_group(page: Page, role: str) -> Group:
    """The group of a role at a page, with exactly the rights of that role. Idempotent."""
    link = RoleGroup.objects.select_related("group").filter(page_id=page.pk, role=role).first()
    if link is None:
        group = Group.objects.create(name=free_group_name(page, role))
        link = RoleGroup.objects.create(page_id=page.pk, role=role, group=group)
    apply_rights(link.group, rights_of(page, role))
    return link.group


def rights_of(page: Page, role: str) -> Rights:
    """What a role means at this page; makes the collections it speaks of."""
    shared = ensure_collection(home_of(page))
    everything = Collection.get_first_root_node()
    actions = PAGE_ACTIONS[role]
    if role == Role.ADMINISTRATOR:
        return Rights(
            page=page,
            page_actions=actions,
            media=[(everything, ALL_MEDIA)],
            may_manage_collections_below=everything,
            model_permissions=administrator_permissions(),
        )
    if is_home(page):
        return Rights(page, actions, [(everything, CHOOSE_ONLY), (shared, ALL_MEDIA)])
    own_actions = ALL_MEDIA if role == Role.MODERATOR else OWN_MEDIA
    return Rights(page, actions, [(ensure_collection(page), own_actions), (shared, CHOOSE_ONLY)])


@transaction.atomic
def ensure_collection(page: Page) -> Collection:
    """The collection of a page, inside that of the page above it; the home page's is shared.

    So a moderator, who holds the collection of the ministry, reaches those of its organisations.
    """
    link = PageCollection.objects.select_related("collection").filter(page_id=page.pk).first()
    if link is None:
        collection = parent_collection(page).add_child(name=collection_name(page))
        link = PageCollection.objects.create(page_id=page.pk, collection=collection)
    return link.collection


def parent_collection(page: Page) -> Collection:
    """Where the collection of a page belongs: ministries and the shared one at the top."""
    if page.depth <= HOME_DEPTH + 1:
        return Collection.get_first_root_node()
    # Read again: the number of children of a node in memory may be out of date.
    return Collection.objects.get(pk=ensure_collection(page.get_parent()).pk)


def collection_name(page: Page) -> str:
    """The name that editors see when they choose where an upload goes."""
    return _("Gedeeld") if is_home(page) else str(page.title)


def group_name(page: Page, role: str) -> str:
    """The name that administrators see: "Communicatie: Logius"."""
    kind = {
        Role.COMMUNICATOR: _("Communicatie"),
        Role.MODERATOR: _("Moderatie"),
        Role.ADMINISTRATOR: _("Beheer"),
    }[Role(role)]
    place = _("hele site") if is_home(page) else page.title
    return f"{kind}: {place}"


def free_group_name(page: Page, role: str, *, own: Group | None = None) -> str:
    """The same, made different when another group has that name: two "Inspectie"s."""
    name = group_name(page, role)
    others = Group.objects.exclude(pk=own.pk) if own else Group.objects.all()
    for suffix in ("", f" ({page.pk})"):
        candidate = name[: GROUP_NAME_LENGTH - len(suffix)] + suffix
        if not others.filter(name=candidate).exists():
            return candidate
    return f"{name[:100]} ({page.pk}, {role})"


@transaction.atomic
def follow(page_ids: Ids[int]) -> None:
    """Give groups and collections the name and the place that their pages have now."""
    for link in RoleGroup.objects.filter(page_id__in=page_ids).select_related("page", "group"):
        name = free_group_name(link.page, link.role, own=link.group)
        if link.group.name != name:
            link.group.name = name
            link.group.save(update_fields=["name"])
    links = PageCollection.objects.filter(page_id__in=page_ids).select_related("page")
    # From the top down, so that a parent is in its place before its children.
    for page in sorted((link.page for link in links), key=lambda page: page.depth):
        _place_collection(page)


def _place_collection(page: Page) -> None:
    collection = Collection.objects.get(owning_page__page_id=page.pk)
    parent = parent_collection(page)
    name = collection_name(page)
    if collection.name == name and collection.is_child_of(parent):
        return
    collection.name = name
    collection.save(update_fields=["name"])
    # Collections stand in the order of their names, so another name is another place too.
    collection.move(parent, pos="sorted-child")


def put_in_group(person: Any, page: Page, role: str) -> None:
    """Let the rights of a role count for a person, at once."""
    ensure_group(page, role).user_set.add(person)
    forget_permissions(person)


def take_from_group(person: Any, page: Page, role: str) -> None:
    """Take the rights of a role away from a person, at once."""
    for link in RoleGroup.objects.filter(page_id=page.pk, role=role).select_related("group"):
        link.group.user_set.remove(person)
    forget_permissions(person)


def forget_permissions(person: Any) -> None:
    """Drop the permissions that Django and Wagtail keep with a user object."""
    for name in [name for name in vars(person) if name.endswith("_cache") and "perm" in name]:
        delattr(person, name)
    vars(person).pop("_explorable_root_page_cache", None)
