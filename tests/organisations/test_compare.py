"""What changed in a page, side by side, for who is no web editor."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText

from organisations.geo.points import Point
from organisations.models import BlogPostPage, Location
from tests.factories import ImageFactory, LocationFactory, TopicFactory
from tests.organisations import editing
from tests.organisations.desk import QUEUE, decide, screen, signed_in, submit
from tests.organisations.people import (
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
    published_by,
)

pytestmark = pytest.mark.django_db


def compared(government: Government, page: Page, name: str = MODERATOR) -> dict[str, list[Any]]:
    """The fields that differ from what is on the site: what stands at the left, and at the right."""
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])
    response = signed_in(government, name).get(url)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return {
        field.h2.get_text(strip=True): field.select(".compare__side")
        for field in soup.select(".compare__field")
    }


def words(part: Any) -> str:
    heading = part.h3
    heading.decompose()
    return " ".join(part.get_text().split())


def test_old_stands_at_the_left_and_new_at_the_right(government: Government) -> None:
    writer = government.people[COMMUNICATOR]
    post = published_by(writer, government.logius)
    post.summary = "Wat wij deden en wat wij ervan vonden."
    post.comments_enabled = False
    post.topics = [TopicFactory(name="hybride werken")]
    post.save_revision(user=writer)
    fields = compared(government, post)
    assert set(fields) == {"Samenvatting", "Reacties toestaan", "Onderwerpen"}
    old, new = fields["Samenvatting"]
    assert "leerden" in old.find("del").get_text()
    assert "vonden" in new.find("ins").get_text()
    assert "vonden" not in words(old)
    assert "leerden" not in words(new)
    assert [words(side) for side in fields["Reacties toestaan"]] == ["Ja", "Nee"]
    assert [words(side) for side in fields["Onderwerpen"]] == ["(leeg)", "hybride werken"]


def test_blocks_images_and_places_are_shown_as_what_they_are(government: Government) -> None:
    writer = government.people[COMMUNICATOR]
    post = published_by(writer, government.logius)
    first, second = ImageFactory(title="Oude zaal"), ImageFactory(title="Nieuwe zaal")
    place = {"address": "Turfmarkt 147", "point": Point(52.07777, 4.31764), "caption": ""}
    post.lead_image = first
    post.body = [
        ("text", "<p>Wij begonnen klein.</p>"),
        ("image", {"image": first, "caption": "De oude zaal"}),
        ("map", place),
    ]
    post.save_revision(user=writer).publish()
    post = BlogPostPage.objects.get(pk=post.pk)
    post.lead_image = second
    post.body[0].value = RichText("<p>Wij begonnen groot.</p>")
    post.body[1].value["image"] = second
    post.body[1].value["caption"] = "De nieuwe zaal"
    post.body[2].value["point"] = Point(52.08, 4.32)
    post.body.append(("text", RichText("<p>En wij gaan door.</p>")))
    post.save_revision(user=writer)
    fields = compared(government, post)
    for label in ("Foto", "Tekst"):
        old, new = fields[label]
        assert len(old.find_all("img")) == len(new.find_all("img")) == 1
        assert old.img["src"] != new.img["src"]
    old, new = (words(side) for side in fields["Tekst"])
    assert "klein" in old
    assert "groot" not in old
    assert "groot" in new
    assert "En wij gaan door." in new
    assert "En wij gaan door." not in old
    assert "52.07777, 4.31764" in old
    assert "52.08000, 4.32000" in new
    assert not any(word in old + new for word in ("Point(", "False", "None", "SRID"))


def test_locations_of_an_organisation_are_compared_one_by_one(government: Government) -> None:
    page = government.logius
    stays, goes = LocationFactory(page=page), LocationFactory(page=page, label="Oude balie")
    page.save_revision().publish()
    page = type(page).objects.get(pk=page.pk)
    stays = page.locations.get(pk=stays.pk)
    stays.house_number, stays.point = "149", "SRID=4326;POINT(4.31800 52.07800)"
    page.locations = [stays, Location(label="Nieuwe balie", city="Zwolle")]
    page.save_revision(user=government.people[COMMUNICATOR])
    old, new = (words(side) for side in compared(government, page)["Locaties"])
    assert goes.label in old
    assert goes.label not in new
    assert "147" in old
    assert "149" in new
    assert "Nieuwe balie" in new
    assert "Nieuwe balie" not in old
    assert "52.07777, 4.31764" in old
    assert "52.07800, 4.31800" in new
    assert "SRID" not in old + new


def test_another_layout_is_told_in_words(government: Government) -> None:
    writer = government.people[COMMUNICATOR]
    post = published_by(writer, government.logius)
    post.body = [("text", "<p>Wij begonnen klein.</p>")]
    post.save_revision(user=writer).publish()
    post.body[0].value = RichText("<p>Wij begonnen <b>klein</b>.</p>")
    post.save_revision(user=writer)
    url = reverse("wagtailadmin_pages:revisions_compare", args=[post.pk, "live", "latest"])
    text = signed_in(government, MODERATOR).get(url).content.decode()
    assert "Alleen de volgorde of de opmaak is anders." in text


def test_what_somebody_typed_runs_nowhere(government: Government) -> None:
    writer = government.people[COMMUNICATOR]
    post = published_by(writer, government.logius)
    post.summary = "<script>alert(1)</script>&lt;b&gt;"
    post.save_revision(user=writer)
    (_old, new) = compared(government, post)["Samenvatting"]
    assert new.find("script") is None
    assert new.find("b") is None
    assert "<script>alert(1)</script>&lt;b&gt;" in new.get_text()


def test_a_page_that_never_was_published_says_so(government: Government) -> None:
    post = submit(government, "Minder papier")
    client = signed_in(government, MODERATOR)
    assert "er is nog geen eerdere versie" in screen(client, QUEUE)
    text = client.get(reverse("page_changes", args=[post.pk])).content.decode()
    assert "Deze pagina is nieuw" in text
    assert compared(government, post) == {}


def test_the_mail_leads_to_what_changed_since_it_came_back(
    government: Government, django_capture_on_commit_callbacks: Any
) -> None:
    post = submit(government, "Minder papier")
    moderator = signed_in(government, MODERATOR)
    decide(moderator, post, "reject", "Graag een bron.")
    with django_capture_on_commit_callbacks(execute=True):
        editing.post_edit(
            signed_in(government, COMMUNICATOR), post, summary="Met bron.", action_submit="1"
        )
    url = reverse("page_changes", args=[post.pk])
    assert url in str(mail.outbox[-1].body)
    assert url in str(mail.outbox[-1].alternatives[0][0])
    text = moderator.get(url, follow=True).content.decode()
    assert "Met bron." in BeautifulSoup(text, "html.parser").get_text()
    assert f"door {COMMUNICATOR}" in text


@pytest.mark.parametrize(
    ("name", "may"), [(COMMUNICATOR, True), (COLLEAGUE, True), (MODERATOR, True), (NOBODY, False)]
)
def test_who_may_edit_the_page_compares_its_versions(
    government: Government, name: str, may: bool
) -> None:
    own = published_by(government.people[COMMUNICATOR], government.logius)
    other = published_by(government.people[COMMUNICATOR], government.duo)
    client = signed_in(government, name)
    for post, allowed in ((own, may), (other, False)):
        for url in (
            reverse("page_changes", args=[post.pk]),
            reverse("wagtailadmin_pages:revisions_compare", args=[post.pk, "live", "latest"]),
        ):
            response = client.get(url, follow=True)
            assert ("compare__" in response.content.decode()) is allowed
