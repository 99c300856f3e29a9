"""What a person finds in the choosers and the API of the CMS: what is theirs, and what is shared.

Wagtail lists every page, and in its API every image and document, to whoever may open the CMS.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from organisations.page_policy import page_policy


def own_pages(user: Any) -> Q:
    """A filter on pages: those below a place where this person has a role, and the way there."""
    if user.is_superuser:
        return Q()
    wanted = Q(pk__in=[])
    for path in {
        permission.page.path for permission in page_policy.get_cached_permissions_for_user(user)
    }:
        wanted |= Q(path__startswith=path)
        above = [path[:end] for end in range(Page.steplen, len(path), Page.steplen)]
        wanted |= Q(path__in=above)
    return wanted


@hooks.register("construct_page_chooser_queryset")
def only_own_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer own pages only, and do not show the name of another page as the place to look in."""
    wanted = own_pages(request.user)
    parent_id = request.resolver_match.kwargs.get("parent_page_id")  # type: ignore[union-attr]
    if parent_id and not Page.objects.filter(wanted, pk=parent_id).exists():
        raise PermissionDenied
    return pages.filter(wanted)


class OwnPages(PagesAdminAPIViewSet):
    """The pages of the explorer. Reading only: nothing in the CMS changes pages through this."""

    actions: dict[str, Any] = {}


class ChoosableMixin:
    """Only the files that this person may choose."""

    def get_queryset(self) -> QuerySet[Any]:
        """As Wagtail, narrowed by the permission to choose."""
        found = super().get_queryset()  # type: ignore[misc]
        policy = policy_registry.get_by_type(found.model)
        mine = policy.instances_user_has_any_permission_for(self.request.user, ["choose"])  # type: ignore[attr-defined]
        return found.filter(pk__in=mine.values("pk"))


class OwnImages(ChoosableMixin, ImagesAdminAPIViewSet):
    """Images of the own organisation and shared ones."""


class OwnDocuments(ChoosableMixin, DocumentsAdminAPIViewSet):
    """Documents of the own organisation and shared ones."""


@hooks.register("construct_reports_menu")
def no_menu_item_without_access(request: HttpRequest, menu_items: list[Any], **kwargs: Any) -> None:
    """The report that only administrators may open (organisations/roles/urls.py)."""
    if not page_policy.user_has_permission(request.user, "bulk_delete"):
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


@hooks.register("construct_admin_api", order=100)
def narrow_admin_api(router: Any) -> None:
    """Take the place of Wagtail's endpoints of the same names."""
    router.register_endpoint("pages", OwnPages)
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
