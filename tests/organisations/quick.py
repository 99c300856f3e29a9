"""The quick post as a browser sends it."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.core.models import CustomImage
from organisations.models import BlogPostPage, Kind, OrganisationPage
from organisations.roles.groups import ensure_collection
from tests.core.uploads import encoded, two_colours
from tests.factories import ImageFactory
from tests.organisations.people import COMMUNICATOR, Government


def writer(government: Government, name: str = COMMUNICATOR) -> Client:
    client = Client()
    client.force_login(government.people[name])
    return client


def typed(organisation: OrganisationPage, /, **changes: Any) -> dict[str, Any]:
    """What somebody typed; photos are given as a list of rows."""
    photos = changes.pop("photos", [])
    data: dict[str, Any] = {
        "organisation": str(organisation.pk),
        "kind": Kind.UPDATE,
        "title": "",
        "text": "Vandaag ging de nieuwe balie open. Loop eens binnen!",
        "action": "bewaren",
        "photos-TOTAL_FORMS": str(len(photos)),
        "photos-INITIAL_FORMS": "0",
    }
    for index, photo in enumerate(photos):
        data |= {f"photos-{index}-{name}": value for name, value in photo.items()}
    return data | changes


def send(client: Client, organisation: OrganisationPage, /, **changes: Any) -> Any:
    return client.post(reverse("quick_post"), typed(organisation, **changes))


def newest() -> BlogPostPage:
    return BlogPostPage.objects.order_by("-pk").first().get_latest_revision_as_object()


def own_picture(government: Government, **values: Any) -> CustomImage:
    values.setdefault("collection", ensure_collection(government.logius))
    values.setdefault("uploaded_by_user", government.people[COMMUNICATOR])
    return ImageFactory(**{"description": "", **values})


def photo(name: str = "balie.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, encoded(two_colours(), "JPEG"))


def large_photo(megabytes: int, name: str = "reus.jpg") -> BytesIO:
    file = BytesIO(b"\xff\xd8\xff" + b"\0" * (megabytes * 1024 * 1024))
    file.name = name
    return file


def upload(client: Client, page: Any, file: Any) -> Any:
    return client.post(reverse("quick_photo"), {"page": str(page.pk), "file": file})
