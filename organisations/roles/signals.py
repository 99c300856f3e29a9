"""What happens by itself: groups follow their pages, and nothing is left behind."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group
from django.db import connections, router
from django.db.models.signals import post_delete, post_migrate
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    post_page_move,
    task_approved,
    task_rejected,
    task_submitted,
)

from organisations.models import Membership, Role, RoleGroup
from organisations.moderation.mail import on_submitted
from organisations.moderation.workflow import ensure_workflow
from organisations.roles.absences import note_decision
from organisations.roles.defaults import remove_wagtail_defaults
from organisations.roles.groups import HOME_DEPTH, ensure_group, follow, take_from_group
from organisations.signals import tree_changed


def connect(app_config: Any) -> None:
    """Listen. Called once, when the app is ready."""
    uid = "organisations.roles"
    page_published.connect(on_published, dispatch_uid=uid)
    post_page_move.connect(on_move, dispatch_uid=uid)
    tree_changed.connect(on_tree_change, dispatch_uid=uid)
    post_delete.connect(on_group_link_delete, sender=RoleGroup, dispatch_uid=uid)
    post_delete.connect(on_membership_delete, sender=Membership, dispatch_uid=uid)
    post_migrate.connect(on_migrate, sender=app_config, dispatch_uid=uid)
    task_submitted.connect(on_submitted, dispatch_uid=uid)
    for decided in (task_approved, task_rejected):
        decided.connect(note_decision, dispatch_uid=uid)


def on_published(instance: Page, **kwargs: Any) -> None:
    """A page may have another title now."""
    if not getattr(instance, "is_content", False):
        follow([instance.pk])


def on_move(instance: Page, **kwargs: Any) -> None:
    """A page may hang below another ministry now; what is below it moved along."""
    follow([instance.pk])


def on_tree_change(page_ids: Collection[int], **kwargs: Any) -> None:
    """The register may have renamed or moved many pages at once."""
    follow(page_ids)


def on_group_link_delete(instance: RoleGroup, **kwargs: Any) -> None:
    """A page is gone: its groups go too. Its collection stays, with what others may use."""
    Group.objects.filter(pk=instance.group_id).delete()


def on_membership_delete(instance: Membership, **kwargs: Any) -> None:
    """A role that is deleted instead of ended gives no rights either."""
    if instance.is_active:
        take_from_group(instance.person, instance.page, instance.role)


def on_migrate(using: str, **kwargs: Any) -> None:
    """After a migration: the workflow is there, what Wagtail made is not, and administrators may
    do what is new.
    """
    if not router.allow_migrate_model(using, RoleGroup) or not _tables_exist(using):
        return
    home = Page.objects.using(using).filter(depth=HOME_DEPTH).order_by("path").first()
    if home is None:
        return
    ensure_workflow(home)
    remove_wagtail_defaults()
    if RoleGroup.objects.filter(page=home, role=Role.ADMINISTRATOR).exists():
        ensure_group(home, Role.ADMINISTRATOR)


def _tables_exist(using: str) -> bool:
    # A migration backwards ends here as well, when there is nothing left to look at.
    return RoleGroup._meta.db_table in connections[using].introspection.table_names()
