"""What each role may do, as Wagtail and Django store it: permissions on a page, on collections
and on the models that administrators look after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import get_snippet_models

from cms.core.models import OutgoingMail
from organisations.models import Membership, Role, Topic

PAGE_ACTIONS: Mapping[str, tuple[str, ...]] = {
    Role.COMMUNICATOR: ("add", "change"),
    Role.MODERATOR: ("add", "change", "publish", "lock", "unlock"),
    Role.ADMINISTRATOR: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
# "Change" does not hold "delete" here: organisations/roles/media.py.
OWN_MEDIA = ("add", "change", "choose")
ALL_MEDIA = (*OWN_MEDIA, "delete")
CHOOSE_ONLY = ("choose",)


@dataclass(frozen=True)
class Rights:
    """What the group of a role holds. Collections are given as (collection, actions)."""

    page: Page
    page_actions: Iterable[str]
    media: list[tuple[Collection, Iterable[str]]] = field(default_factory=list)
    may_manage_collections_below: Collection | None = None
    model_permissions: Q = field(default_factory=lambda: Q(pk__in=[]))


def administrator_models() -> dict[type[models.Model], tuple[str, ...]]:
    """The models of daily work, with what an administrator may do to them.

    Settings and snippets come from Wagtail's registries, so that the rooms above this one need
    not be named. Groups are left out on purpose: they follow from the roles.
    """
    every_day = ("view", "add", "change", "delete")
    return {
        get_user_model(): every_day,
        Topic: every_day,
        Redirect: every_day,
        Membership: ("view", "add", "change"),
        OutgoingMail: ("view", "change"),
        **dict.fromkeys(settings_registry, ("change",)),
        **dict.fromkeys(get_snippet_models(), every_day),
    }


def administrator_permissions() -> Q:
    """Those same permissions, as a filter on `Permission`."""
    wanted = Q(pk__in=[])
    for model, actions in administrator_models().items():
        content_type = ContentType.objects.get_for_model(model)
        name = model._meta.model_name
        wanted |= Q(content_type=content_type, codename__in=[f"{do}_{name}" for do in actions])
    return wanted


def apply_rights(group: Group, rights: Rights) -> None:
    """Make a group hold exactly these rights: what is missing is added, the rest taken away."""
    admin_access = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.set(Permission.objects.filter(admin_access | rights.model_permissions))
    _set_page_permissions(group, rights)
    _set_collection_permissions(group, rights)


def _set_page_permissions(group: Group, rights: Rights) -> None:
    wanted = set(
        Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(Page),
            codename__in=[f"{action}_page" for action in rights.page_actions],
        ).values_list("pk", flat=True)
    )
    held = GroupPagePermission.objects.filter(group=group)
    held.exclude(page=rights.page, permission_id__in=wanted).delete()
    missing = wanted - set(held.values_list("permission_id", flat=True))
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=rights.page, permission_id=permission_id)
        for permission_id in missing
    )


def _set_collection_permissions(group: Group, rights: Rights) -> None:
    wanted: set[tuple[int, int]] = set()
    for collection, actions in rights.media:
        media = Q(content_type__app_label="wagtailimages", content_type__model="image") | Q(
            content_type__app_label="wagtaildocs", content_type__model="document"
        )
        names = [f"{action}_{kind}" for action in actions for kind in ("image", "document")]
        ids = Permission.objects.filter(media, codename__in=names).values_list("pk", flat=True)
        wanted |= {(collection.pk, permission_id) for permission_id in ids}
    if top := rights.may_manage_collections_below:
        ids = Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(Collection),
            codename__in=["add_collection", "change_collection", "delete_collection"],
        ).values_list("pk", flat=True)
        wanted |= {(top.pk, permission_id) for permission_id in ids}
    held = {
        (held.collection_id, held.permission_id): held.pk
        for held in GroupCollectionPermission.objects.filter(group=group)
    }
    GroupCollectionPermission.objects.filter(
        pk__in=[pk for place, pk in held.items() if place not in wanted]
    ).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(
            group=group, collection_id=collection_id, permission_id=permission_id
        )
        for collection_id, permission_id in wanted - held.keys()
    )
