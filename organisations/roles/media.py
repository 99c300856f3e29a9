"""Who may delete an image or document: its uploader, or who answers for the collection."""

from collections.abc import Iterable
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy


class OwnDeletePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy, in which "change" does not hold "delete".

    Communicators improve each other's images (credit, text alternative), but delete only what
    they uploaded themselves: a colleague's post may show it. Who has "delete" on the collection
    (moderators, administrators) deletes everything in it.
    """

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        """Whether the person may do one of these things with this file."""
        others = set(actions) - {"delete"}
        if others and super().user_has_any_permission_for_instance(user, others, instance):
            return True
        if "delete" not in actions:
            return False
        enough = {"delete"}
        if getattr(instance, f"{self.owner_field_name}_id") == user.pk:
            enough.add("add")
        return bool(self._check_perm(user, enough, collection=instance.collection))


def register_policies() -> None:
    """Let this policy count for images and documents, in the place of Wagtail's.

    For the exact class, which goes before the policy that Wagtail's own apps register.
    """
    for model, auth_model in (
        (get_image_model(), "wagtailimages.Image"),
        (get_document_model(), "wagtaildocs.Document"),
    ):
        register_permission_policy(
            model,
            OwnDeletePolicy(model, auth_model=auth_model, owner_field_name="uploaded_by_user"),
            exact_class=True,
        )
