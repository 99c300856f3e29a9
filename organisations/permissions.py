"""What a person may do with a page: Wagtail's own rules, narrowed to the roles of this site.

The groups of a role say where somebody may do something (organisations/roles/groups.py); this
module says what those permissions are worth. It knows permissions, no memberships, so that it
costs no queries beyond the permissions that Wagtail keeps with the user.
"""

from typing import Any

from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import policy_registry


def permission_paths(user: Any, action: str) -> list[str]:
    """The tree paths below which a person has a page permission such as "publish".

    Costs one query for each request, and none when Wagtail asked before. A superuser has every
    path. Raises nothing: somebody without permissions gets an empty list.
    """
    if not (user.is_active and user.is_authenticated):
        return []
    if user.is_superuser:
        return [""]
    codename = f"{action}_page"
    return [
        permission.page.path
        for permission in policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
        if permission.permission.codename == codename
    ]


def may_moderate(user: Any, page: Page) -> bool:
    """Whether a person answers for what is published at this place in the tree."""
    return any(page.path.startswith(path) for path in permission_paths(user, "publish"))


def made_last_change(user: Any, page: Page) -> bool:
    """Whether the latest version of a page was saved by this person (four eyes).

    Asks the database, not the page at hand: a version may have been saved a moment ago.
    """
    return Page.objects.filter(pk=page.pk, latest_revision__user_id=user.pk).exists()


class SitePagePermissionTester(PagePermissionTester):
    """The rules of Wagtail, and on top of them:

    - four eyes: who made the last change does not publish it, here nor anywhere else;
    - what was laid before the management is not published before there is an answer;
    - communicators never publish or move; they delete drafts of their own, never published ones;
    - what the tree is built of (ministries, organisations, plain pages) is moved, copied and
      deleted by administrators only, and they may publish it without a second pair of eyes.

    A superuser is held by none of these: that account is for emergencies.
    """

    @property
    def _is_administrator(self) -> bool:
        # Only the group of administrators holds this permission.
        return self.user.is_superuser or "bulk_delete" in self.permissions

    @property
    def _may_change_tree(self) -> bool:
        return self._is_administrator or self.page.is_content

    def may_publish_alone(self) -> bool:
        """Whether this person may publish this page without a second pair of eyes."""
        return bool(
            super().can_publish()
            and (self.user.is_superuser or (self._is_administrator and not self.page.is_content))
        )

    def _waits_for_director(self) -> bool:
        return bool(
            not self.user.is_superuser
            and self.page.pk
            and self.page.director_approvals.pending().exists()
        )

    def can_publish(self) -> bool:
        """Somebody who may publish here and did not make the last change."""
        if not super().can_publish() or self._waits_for_director():
            return False
        return self.may_publish_alone() or not made_last_change(self.user, self.page)

    def can_publish_subpage(self) -> bool:
        """Publish while creating: only what an administrator builds the tree of."""
        if not super().can_publish_subpage():
            return False
        children = self.page.specific_class.creatable_subpage_models()
        return self.user.is_superuser or (
            self._is_administrator
            and not any(getattr(child, "is_content", False) for child in children)
        )

    def can_set_view_restrictions(self) -> bool:
        """Restricting who reads a page is no change of its content: any moderator may."""
        return super().can_publish()

    def can_unschedule(self) -> bool:
        """Calling off a publication publishes nothing: any moderator may."""
        return super().can_publish()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """A communicator deletes own drafts that were never published; see the class."""
        if not self.user.is_active:
            return False
        if self.user.is_superuser or "publish" in self.permissions:
            return bool(super().can_delete(ignore_bulk=ignore_bulk) and self._may_change_tree)
        # All of it is known already: the explorer asks this of every page that it lists.
        return bool(
            "change" in self.permissions
            and self.page.is_content
            and self.page.is_leaf()
            and self.page.owner_id == self.user.pk
            and not self.page.live
            and self.page.first_published_at is None
        )

    def can_move(self) -> bool:
        """Moving changes the address and the owner of what is published: moderators only."""
        if not self.user.is_active:
            return False
        may_publish = self.user.is_superuser or "publish" in self.permissions
        return bool(may_publish and self._may_change_tree and super().can_move())

    def can_copy(self) -> bool:
        """An earlier post is copied by whoever may edit it; parts of the tree are not."""
        return bool(super().can_copy() and (self.user.is_superuser or self._may_change_tree))
