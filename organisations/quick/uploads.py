"""Photos that come in one by one or by the dozen, and end in the collection of their organisation.

Every photo goes through the form with which the CMS itself takes pictures, so it is checked and
cleaned in the same way (docs/decisions/0007-uploads.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, Page
from wagtail.permissions import policy_registry

from cms.core.models import CustomImage
from cms.core.uploads.images import wrong_kind
from organisations.models import MinistryPage, OrganisationPage
from organisations.roles.groups import ensure_collection, home_of

MAX_PHOTOS = 60
# Named one by one: then a phone that keeps photos in another format changes them as it sends them.
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"
# What a request holds beside its photo: the names of fields, the token of the form.
ROOM_FOR_FIELDS = 64 * 1024
# Sixty photos of everyday size. One that is too large is thrown away while it comes in.
MAX_REQUEST_SIZE = 1024 * 1024 * 1024


@dataclass(frozen=True)
class Refused:
    """A file that is not kept: its name, and why in words for the person who chose it."""

    name: str
    reason: str


class PhotoUploadHandler(TemporaryFileUploadHandler):
    """Writes each photo to disk, never to memory, and stops at the largest that is taken.

    What is too large, or too many, is read and thrown away: the rest of the form comes through,
    and `refused` says what did not.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.refused: list[Refused] = []
        self._number = 0

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Start a file, unless there are enough of them."""
        self._number += 1
        super().new_file(field_name, file_name, *args, **kwargs)
        if self._number > MAX_PHOTOS:
            self.refused.append(Refused(file_name, too_many()))
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece (bytes) that begins at `start`, unless the photo gets too large."""
        if start + len(raw_data) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            self.refused.append(Refused(str(self.file_name), too_large()))
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def too_large() -> str:
    """What somebody reads whose photo is larger than the site takes."""
    return _("Deze foto is te groot. Kies een foto van hoogstens %(limit)s.") % {
        "limit": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    }


def too_many() -> str:
    """What somebody reads who chose more photos than fit one post."""
    return _("Er kunnen hoogstens %(number)d foto's bij één bericht.") % {"number": MAX_PHOTOS}


def not_allowed() -> str:
    """What somebody reads who may add pictures nowhere near this page."""
    return _("U mag hier geen foto's plaatsen. Kies een andere organisatie.")


def words_of_script() -> dict[str, str]:
    """What the script says while photos go up."""
    return {
        "tooLarge": too_large(),
        "tooMany": too_many(),
        "wrongKind": wrong_kind(),
        "failed": _("Deze foto kwam niet over. Probeer het nog eens."),
        "signedOut": _(
            "U bent niet meer ingelogd. Log in een ander tabblad in en probeer opnieuw."
        ),
        "busy": _("Wacht even: de foto's worden nog geladen."),
        "added": _("toegevoegd"),
        "refused": _("niet toegevoegd"),
        "removed": _("Foto weggehaald"),
        "moved": _("Foto staat nu op plaats"),
        "photo": _("Foto"),
        "up": _("Omhoog"),
        "down": _("Omlaag"),
        "remove": _("Haal weg"),
    }


def collection_for(user: Any, page: Page) -> Collection:
    """Where a photo for this page goes: with its organisation, or with what everybody shares.

    Raises PermissionDenied when this person may add pictures to neither.
    """
    owner = page if isinstance(page, OrganisationPage | MinistryPage) else None
    if owner is None:
        above = page.get_ancestors().type(OrganisationPage, MinistryPage)
        owner = above.order_by("depth").last()
    policy = policy_registry.get_by_type(get_image_model())
    home = home_of(page)
    for place in (owner, home):
        if place is None:
            continue
        collection = ensure_collection(place)
        mine = policy.collections_user_has_permission_for(user, "add")
        if mine.filter(pk=collection.pk).exists():
            return collection
    raise PermissionDenied


def keep_photo(user: Any, page: Page, file: Any) -> CustomImage | Refused:
    """Store one uploaded photo for a page, or say why not.

    Raises PermissionDenied when this person may add pictures nowhere near this page.
    """
    collection = collection_for(user, page)
    form = get_image_form(CustomImage)(
        {"title": _title(file.name), "collection": collection.pk}, {"file": file}, user=user
    )
    if not form.is_valid():
        reasons = form.errors.get("file") or [str(e) for es in form.errors.values() for e in es]
        return Refused(file.name, " ".join(reasons))
    form.instance.uploaded_by_user = user
    image: CustomImage = form.save()
    return image


def keep_photos(
    user: Any, page: Page, files: Iterable[Any]
) -> tuple[list[CustomImage], list[Refused]]:
    """Store those of many photos that can be stored, and name the others."""
    kept, refused = [], []
    for file in files:
        outcome = keep_photo(user, page, file)
        if isinstance(outcome, Refused):
            refused.append(outcome)
        else:
            kept.append(outcome)
    return kept, refused


def _title(name: str) -> str:
    """A title out of a file name: "IMG_1234.jpg" becomes "IMG 1234"."""
    stem = PurePath(name.replace("\\", "/")).stem
    return " ".join(stem.replace("_", " ").replace("\0", "").split())[:255] or _("Foto")
