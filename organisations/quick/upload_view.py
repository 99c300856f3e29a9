"""The address that takes one photo at a time, for scripts on the screens of the CMS."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import Page

from cms.core.keys import is_key
from organisations.quick.requests import TOO_MUCH, PhotosRequestMixin
from organisations.quick.uploads import ROOM_FOR_FIELDS, Refused, keep_photo, not_allowed, too_large


class PhotoUploadView(PhotosRequestMixin, View):
    """Keeps a photo for a page: `page` (its key) and `file`.

    Answers 200 with what the image chooser shows (`id`, `title`, `preview`, …) and the `credit`;
    400, 403 or 413 with a `message` in Dutch.
    """

    http_method_names = ["post"]
    max_request_size = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE + ROOM_FOR_FIELDS

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Keep it, or say why not."""
        page = _page(request.POST.get("page", ""))
        if page is None or not _may_write(request.user, page):
            return not_here()
        if self.incoming.refused:
            return JsonResponse({"message": self.incoming.refused[0].reason}, status=TOO_MUCH)
        file = request.FILES.get("file")
        if file is None:
            return JsonResponse({"message": _("Kies een foto.")}, status=400)
        try:
            outcome = keep_photo(request.user, page, file)
        except PermissionDenied:
            return not_here()
        if isinstance(outcome, Refused):
            return JsonResponse({"message": outcome.reason}, status=400)
        shown: dict[str, Any] = AdminImageChooser().get_value_data(outcome)
        return JsonResponse({**shown, "credit": outcome.credit})

    def too_much(self, request: HttpRequest) -> HttpResponseBase:
        """Not read, so said at once."""
        return JsonResponse({"message": too_large()}, status=TOO_MUCH)


def not_here() -> JsonResponse:
    """For who may not write at this place."""
    return JsonResponse({"message": not_allowed()}, status=403)


def _page(key: str) -> Page | None:
    if not is_key(key):
        return None
    page = Page.objects.filter(pk=key, depth__gt=1).first()
    return page.specific if page else None


def _may_write(user: Any, page: Page) -> bool:
    allowed = page.permissions_for_user(user)
    return bool(allowed.can_edit() or allowed.can_add_subpage())
