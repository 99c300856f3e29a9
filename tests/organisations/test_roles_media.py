"""Images and documents: one's own, one's colleagues', and what is shared; nothing else."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.permissions import policy_registry

from cms.core.models import CustomDocument, CustomImage, User
from organisations.roles.groups import ensure_collection
from tests.factories import ImageFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db

OWN, COLLEAGUES, SHARED, THEIRS = "Eigen", "Van collega", "Gedeeld", "Van anderen"


@pytest.fixture
def files(government: Government) -> dict[tuple[str, str], Any]:
    """Four images and four documents, by kind and by whose they are."""
    made: dict[tuple[str, str], Any] = {}
    places = {
        OWN: (government.logius, COMMUNICATOR),
        COLLEAGUES: (government.logius, COLLEAGUE),
        SHARED: (government.home, CENTRAL),
        THEIRS: (government.duo, NOBODY),
    }
    for name, (page, uploader) in places.items():
        fields = {
            "title": name,
            "collection": ensure_collection(page),
            "uploaded_by_user": government.people[uploader],
        }
        made["images", name] = ImageFactory(**fields)
        file = ContentFile(b"tekst", name="bijlage.txt")
        made["documents", name] = CustomDocument.objects.create(file=file, **fields)
    return made


def signed_in(government: Government, name: str) -> Client:
    client = Client()
    client.force_login(government.people[name])
    return client


def may(person: User, action: str, file: Any) -> bool:
    policy = policy_registry.get_by_type(type(file))
    return policy.user_has_permission_for_instance(User.objects.get(pk=person.pk), action, file)


WHO_MAY: dict[tuple[str, str], set[str]] = {
    ("choose", OWN): {COMMUNICATOR, COLLEAGUE, MODERATOR, CENTRAL, ADMINISTRATOR},
    ("choose", SHARED): {COMMUNICATOR, COLLEAGUE, MODERATOR, CENTRAL, ADMINISTRATOR},
    ("choose", THEIRS): {CENTRAL, ADMINISTRATOR},
    ("change", OWN): {COMMUNICATOR, COLLEAGUE, MODERATOR, ADMINISTRATOR},
    ("change", SHARED): {CENTRAL, ADMINISTRATOR},
    ("change", THEIRS): {ADMINISTRATOR},
    ("delete", OWN): {COMMUNICATOR, MODERATOR, ADMINISTRATOR},
    ("delete", COLLEAGUES): {COLLEAGUE, MODERATOR, ADMINISTRATOR},
    ("delete", SHARED): {CENTRAL, ADMINISTRATOR},
    ("delete", THEIRS): {ADMINISTRATOR},
}


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_each_role_has_its_files(
    government: Government, files: dict[tuple[str, str], Any], kind: str
) -> None:
    everybody = (COMMUNICATOR, COLLEAGUE, MODERATOR, CENTRAL, ADMINISTRATOR)
    for (action, whose), allowed in WHO_MAY.items():
        file = files[kind, whose]
        did = {name for name in everybody if may(government.people[name], action, file)}
        assert did == allowed, f"{action} {whose}"


ADDRESSES = {
    "images": ("wagtailimages", "wagtailimages_chooser"),
    "documents": ("wagtaildocs", "wagtaildocs_chooser"),
}


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_lists_and_choosers_show_own_and_shared(
    government: Government, files: dict[tuple[str, str], Any], kind: str
) -> None:
    client = signed_in(government, COMMUNICATOR)
    index, chooser = ADDRESSES[kind]
    for url in (
        reverse(f"{chooser}:choose"),
        reverse(f"{chooser}:choose_results"),
        reverse(f"{chooser}:choose_results") + "?q=van",
        reverse(f"{index}:index"),
        reverse(f"{index}:index") + "?q=van",
    ):
        text = client.get(url).content.decode()
        assert COLLEAGUES in text, url
        assert THEIRS not in text, url
    assert SHARED in client.get(reverse(f"{chooser}:choose")).content.decode()


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_the_api_lists_own_and_shared(
    government: Government, files: dict[tuple[str, str], Any], kind: str
) -> None:
    client = signed_in(government, COMMUNICATOR)
    listing = json.loads(client.get(f"/cms/api/main/{kind}/").content)
    assert {item["title"] for item in listing["items"]} == {OWN, COLLEAGUES, SHARED}
    assert client.get(f"/cms/api/main/{kind}/{files[kind, THEIRS].pk}/").status_code == 404


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_made_up_addresses_reach_no_files_of_others(
    government: Government, files: dict[tuple[str, str], Any], kind: str
) -> None:
    client = signed_in(government, COMMUNICATOR)
    index, chooser = ADDRESSES[kind]
    theirs, colleagues = files[kind, THEIRS], files[kind, COLLEAGUES]
    assert client.get(reverse(f"{chooser}:chosen", args=[theirs.pk])).status_code == 302
    assert client.get(reverse(f"{index}:edit", args=[theirs.pk])).status_code == 302
    for file in (theirs, colleagues):
        client.post(reverse(f"{index}:delete", args=[file.pk]))
        model = "customimage" if kind == "images" else "customdocument"
        bulk = reverse("wagtail_bulk_action", args=["core", model, "delete"])
        client.post(f"{bulk}?id={file.pk}&next=/cms/")
        assert type(file).objects.filter(pk=file.pk).exists()


def test_an_upload_goes_to_the_own_collection_only(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    theirs, own = ensure_collection(government.duo), ensure_collection(government.logius)
    for collection in (theirs, own):
        client.post(
            reverse("wagtaildocs:add"),
            {
                "title": "Bijlage",
                "file": ContentFile(b"tekst", name="bijlage.txt"),
                "collection": collection.pk,
                "licence": "own",
            },
        )
    documents = CustomDocument.objects.filter(title="Bijlage")
    assert {document.collection for document in documents} == {own}
    assert {document.uploaded_by_user for document in documents} == {
        government.people[COMMUNICATOR]
    }


def test_pictures_stay_when_their_uploader_goes(
    government: Government, files: dict[tuple[str, str], Any]
) -> None:
    government.people[COMMUNICATOR].delete()
    assert CustomImage.objects.get(title=OWN).uploaded_by_user is None
