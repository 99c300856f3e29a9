"""Photos of a quick post: many at once, each checked, described and in the right collection."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.core.models import CustomImage
from organisations.models import BlogPostPage, Kind, Role
from organisations.quick.uploads import MAX_PHOTOS
from organisations.roles.groups import ensure_collection
from organisations.roles.memberships import grant
from tests.core.uploads import bomb, moving_gif, photo_of_a_phone
from tests.core.uploads import upload as file_of
from tests.factories import ImageFactory
from tests.organisations.people import (
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)
from tests.organisations.quick import (
    large_photo,
    newest,
    own_picture,
    photo,
    send,
    typed,
    upload,
    writer,
)

pytestmark = pytest.mark.django_db


def page_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def listed(response: Any) -> list[str]:
    """The keys of the photos that the screen shows."""
    rows = page_of(response).select(".quick__list [name$=-image]")
    return [row["value"] for row in rows]


def refused(response: Any) -> str:
    return " ".join(
        one.get_text(" ", strip=True) for one in page_of(response).select("[role=alert] li")
    )


def test_a_photo_goes_to_the_collection_of_the_organisation(government: Government) -> None:
    answer = upload(writer(government), government.logius, photo("IMG_1234.jpg"))
    assert answer.status_code == 200
    image = CustomImage.objects.get(pk=answer.json()["id"])
    assert image.collection == ensure_collection(government.logius)
    assert image.uploaded_by_user == government.people[COMMUNICATOR]
    assert image.title == "IMG 1234"
    assert answer.json()["preview"]["url"]


def test_a_photo_is_cleaned_as_everywhere(government: Government) -> None:
    upload(writer(government), government.logius, file_of(photo_of_a_phone(), "balie.jpg"))
    image = CustomImage.objects.get()
    assert b"Geheime Camera" not in image.file.read()
    assert (image.width, image.height) == (40, 80)
    assert image.file_hash
    assert image.file_size


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"geen foto", "foto.jpg", "geen afbeelding of is beschadigd"),
        (b"<svg/>", "foto.svg", "Dit soort bestand kan hier niet"),
        (bomb(), "foto.png", "te veel beeldpunten"),
        (moving_gif(), "foto.gif", "beweegt"),
        (b"", "foto.jpg", "leeg"),
    ],
)
def test_what_is_no_photo_is_refused_with_the_reason(
    government: Government, content: bytes, name: str, said: str
) -> None:
    answer = upload(writer(government), government.logius, file_of(content, name))
    assert answer.status_code == 400
    assert said in answer.json()["message"]
    assert not CustomImage.objects.exists()


def test_a_photo_of_200_mb_is_refused_unread(government: Government) -> None:
    answer = writer(government).post(
        reverse("quick_photo"),
        b"x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=200 * 1024 * 1024,
    )
    assert answer.status_code == 413
    assert "te groot" in answer.json()["message"]


def test_a_photo_that_is_larger_than_it_said_is_thrown_away_while_it_comes_in(
    government: Government, settings: Any
) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024 * 1024
    answer = upload(writer(government), government.logius, large_photo(2))
    assert answer.status_code == 413
    assert "te groot" in answer.json()["message"]


@pytest.mark.parametrize("person", [COMMUNICATOR, MODERATOR])
def test_photos_for_another_organisation_are_refused(government: Government, person: str) -> None:
    answer = upload(writer(government, person), government.duo, photo())
    assert answer.status_code == 403
    assert "U mag hier geen foto's plaatsen" in answer.json()["message"]
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "0", "1", "999999", "9" * 40, "\0"])
def test_photos_for_nowhere_are_refused(government: Government, key: str) -> None:
    answer = writer(government).post(reverse("quick_photo"), {"page": key, "file": photo()})
    assert answer.status_code == 403


def test_without_a_file_or_an_account_or_a_token(government: Government) -> None:
    address = reverse("quick_photo")
    data = {"page": government.logius.pk}
    assert writer(government).post(address, data).status_code == 400
    assert writer(government).get(address).status_code == 405
    ajax = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    assert Client().post(address, data, **ajax).status_code == 403
    assert writer(government, NOBODY).post(address, data, **ajax).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(government.people[COMMUNICATOR])
    assert strict.post(address, {**data, "file": photo()}).status_code == 403
    assert strict.post(reverse("quick_post"), typed(government.logius)).status_code == 403
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize(("person", "place"), [(MODERATOR, "logius"), (CENTRAL, "home")])
def test_a_moderator_uploads_where_moderators_may(
    government: Government, person: str, place: str
) -> None:
    assert upload(writer(government, person), government.logius, photo()).status_code == 200
    image = CustomImage.objects.get()
    assert image.collection == ensure_collection(getattr(government, place))


def test_several_photos_are_a_gallery_and_the_first_stands_in_lists(
    government: Government,
) -> None:
    first, second = own_picture(government), own_picture(government)
    rows = [
        {"image": str(first.pk), "alt_text": "De balie", "caption": "Maandag", "credit": "Logius"},
        {"image": str(second.pk), "decorative": "on"},
    ]
    response = send(
        writer(government),
        government.logius,
        photos=rows,
        action="indienen",
        kind=Kind.PHOTOS,
        title="De opening",
        text="",
    )
    assert response.url == reverse("wagtailadmin_home")
    post = newest()
    assert post.lead_image == first
    (gallery,) = post.body
    assert gallery.block_type == "gallery"
    assert [item["caption"] for item in gallery.value] == ["Maandag", ""]
    assert gallery.value[0]["image"].contextual_alt_text == "De balie"
    assert gallery.value[1]["image"].decorative
    first.refresh_from_db()
    assert (first.description, first.credit) == ("De balie", "Logius")


def test_the_photo_of_the_lists_is_not_shown_twice_on_the_page(government: Government) -> None:
    first, second = own_picture(government), own_picture(government)
    rows = [{"image": str(one.pk), "alt_text": f"Foto {one.pk}"} for one in (first, second)]
    send(writer(government), government.logius, photos=rows, title="De opening")
    post = newest()
    post.save_revision().publish()
    page = Client().get(post.url).content.decode()
    assert page.count(f'alt="Foto {first.pk}"') == 1
    assert "lead-picture" not in page
    post.body = [("text", "<p>Tekst</p>")]
    post.save_revision().publish()
    assert "lead-picture" in Client().get(post.url).content.decode()


def test_one_photo_is_a_figure(government: Government) -> None:
    picture = own_picture(government)
    send(writer(government), government.logius, photos=[{"image": str(picture.pk)}])
    assert [block.block_type for block in newest().body] == ["text", "image"]


def test_the_draft_opens_in_the_ordinary_editor(government: Government) -> None:
    client = writer(government)
    rows = [{"image": str(own_picture(government).pk), "alt_text": "De balie"} for _n in range(2)]
    response = send(client, government.logius, photos=rows)
    assert "De balie" in client.get(response.url).content.decode()


def test_before_submitting_every_photo_is_described(government: Government) -> None:
    rows = [{"image": str(own_picture(government).pk), "caption": "Maandag"}]
    client = writer(government)
    response = send(client, government.logius, photos=rows, action="indienen")
    text = response.content.decode()
    assert "Beschrijf wat er te zien is, of kies Alleen versiering." in text
    assert "Maandag" in text
    assert not BlogPostPage.objects.exists()
    # As a draft it may wait.
    assert send(client, government.logius, photos=rows).status_code == 302


def test_order_and_removal_without_script(government: Government) -> None:
    pictures = [own_picture(government) for _number in range(3)]
    rows = [
        {"image": str(pictures[0].pk), "place": "3"},
        {"image": str(pictures[1].pk), "place": "2", "remove": "on"},
        {"image": str(pictures[2].pk), "place": "1"},
    ]
    response = send(writer(government), government.logius, photos=rows, action="fotos")
    assert listed(response) == [str(pictures[2].pk), str(pictures[0].pk)]


def test_of_forty_photos_three_fail_and_the_others_are_kept(government: Government) -> None:
    files: list[Any] = [photo(f"foto{number}.jpg") for number in range(37)]
    files[5:5] = [
        file_of(b"geen foto", "kapot.jpg"),
        file_of(b"%PDF", "verslag.pdf"),
        file_of(moving_gif(), "dans.gif"),
    ]
    response = send(
        writer(government), government.logius, files=files, action="indienen", title="Mijn titel"
    )
    assert len(listed(response)) == CustomImage.objects.count() == 37
    said = refused(response)
    for part in ("kapot.jpg", "beschadigd", "verslag.pdf", "soort bestand", "dans.gif", "beweegt"):
        assert part in said
    assert "foto1.jpg" not in said
    assert 'value="Mijn titel"' in response.content.decode()
    assert not BlogPostPage.objects.exists()
    # With those 37, described, it goes on.
    rows = [{"image": key, "alt_text": "Te zien"} for key in listed(response)]
    assert (
        send(writer(government), government.logius, photos=rows, action="indienen").status_code
        == 302
    )
    assert len(newest().body[1].value) == 37


def test_a_photo_that_is_too_large_costs_nothing_else(
    government: Government, settings: Any
) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024 * 1024
    files = [photo("een.jpg"), large_photo(2), photo("drie.jpg")]
    response = send(writer(government), government.logius, files=files, text="Mijn tekst")
    assert len(listed(response)) == 2
    assert "reus.jpg" in refused(response)
    assert "te groot" in refused(response)
    assert "Mijn tekst" in response.content.decode()


def test_more_photos_than_fit_one_post(government: Government) -> None:
    rows = [{"image": str(own_picture(government).pk)}] * (MAX_PHOTOS - 1)
    files = [photo("past.jpg"), photo("past-niet.jpg")]
    response = send(writer(government), government.logius, photos=rows, files=files)
    assert len(listed(response)) == MAX_PHOTOS
    assert "past-niet.jpg" in refused(response)
    assert "hoogstens 60" in refused(response)


@pytest.mark.parametrize(
    ("setting", "limit"),
    [
        ("DATA_UPLOAD_MAX_NUMBER_FILES", 1),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 3),
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 20),
    ],
)
def test_too_much_at_once_says_the_way_back(
    government: Government, settings: Any, setting: str, limit: int
) -> None:
    setattr(settings, setting, limit)
    response = send(writer(government), government.logius, files=[photo(), photo("twee.jpg")])
    assert response.status_code == 413
    assert "Ga met uw browser een stap terug" in response.content.decode()


def test_photos_chosen_without_an_organisation_are_named(government: Government) -> None:
    response = send(writer(government), government.duo, files=[photo("een.jpg")])
    assert "Kies eerst een organisatie" in refused(response)
    assert not CustomImage.objects.exists()


def test_who_may_write_but_not_add_photos_keeps_the_text(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    person.groups.first().collection_permissions.all().delete()
    response = send(writer(government), government.logius, files=[photo("een.jpg")])
    assert "een.jpg : U mag hier geen foto's plaatsen" in refused(response)
    assert "Vandaag ging de nieuwe balie open" in response.content.decode()


@pytest.mark.parametrize("key", ["theirs", "999999", "abc", "-1", "9" * 30])
def test_photos_of_others_are_refused_and_not_shown(government: Government, key: str) -> None:
    theirs = ImageFactory(collection=ensure_collection(government.duo), title="Geheim plan")
    row = {"image": str(theirs.pk) if key == "theirs" else key, "alt_text": "Iets", "credit": "Ik"}
    for action in ("bewaren", "indienen", "voorbeeld", "fotos"):
        response = send(writer(government), government.logius, photos=[row], action=action)
        text = response.content.decode()
        assert response.status_code == 200
        assert "Geheim plan" not in text
        assert theirs.filename not in text
    assert not BlogPostPage.objects.exists()
    theirs.refresh_from_db()
    assert theirs.credit == ""
    response = send(writer(government), government.logius, photos=[row])
    assert page_of(response).select(".quick-photo .error-message")


def test_a_shared_photo_may_be_used_and_is_not_changed(government: Government) -> None:
    shared = ImageFactory(collection=ensure_collection(government.home), description="")
    row = {"image": str(shared.pk), "alt_text": "De zee", "credit": "Ik"}
    assert send(writer(government), government.logius, photos=[row]).status_code == 302
    shared.refresh_from_db()
    assert (shared.description, shared.credit) == ("", "")


@pytest.mark.parametrize(
    "form",
    [
        {"photos-TOTAL_FORMS": "veel"},
        {"photos-TOTAL_FORMS": "100000"},
        {"photos-TOTAL_FORMS": "-1"},
        {"photos-TOTAL_FORMS": "3", "photos-2-place": "x"},
    ],
)
def test_a_form_made_up_by_hand_breaks_nothing(
    government: Government, form: dict[str, str]
) -> None:
    assert send(writer(government), government.logius, **form).status_code == 302


def test_the_number_of_queries_does_not_grow_with_the_photos(government: Government) -> None:
    client = writer(government)

    def queries(number: int) -> int:
        rows = [{"image": str(own_picture(government).pk)} for _number in range(number)]
        send(client, government.logius, photos=rows, action="fotos")
        with CaptureQueriesContext(connection) as found:
            send(client, government.logius, photos=rows, action="fotos")
        return len(found)

    assert queries(2) == queries(10)


def test_photos_in_the_editor_of_a_page_go_with_its_organisation(government: Government) -> None:
    client = writer(government)
    send(client, government.logius)
    post = BlogPostPage.objects.get()
    assert upload(client, post, photo()).status_code == 200
    assert CustomImage.objects.get().collection == ensure_collection(government.logius)
    grant(government.people[NOBODY], government.duo, Role.COMMUNICATOR, by=None)
    assert upload(writer(government, NOBODY), post, photo()).status_code == 403
