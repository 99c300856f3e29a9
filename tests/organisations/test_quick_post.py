"""A communicator writes a post on one screen: it becomes an ordinary draft, or goes to the moderator."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail import hooks
from wagtail.models import PageLogEntry, PageSubscription, WorkflowState

from organisations.models import BlogPostPage, Kind, Role
from organisations.quick.places import LISTED
from organisations.roles.memberships import grant
from tests.factories import LocationFactory, MinistryFactory, OrganisationFactory, TopicFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)
from tests.organisations.quick import newest, own_picture, send, writer

pytestmark = pytest.mark.django_db


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def problems(response: Any) -> str:
    assert response.status_code in (200, 403)
    return " ".join(
        part.get_text(" ", strip=True) for part in soup(response).select(".error-message")
    )


def test_a_short_update_is_a_text_and_nothing_else(government: Government) -> None:
    response = send(writer(government), government.logius)
    post = newest()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[post.pk])
    assert post.title == "Vandaag ging de nieuwe balie open"
    assert post.kind == Kind.UPDATE
    assert post.get_parent().pk == government.logius.pk
    assert [block.block_type for block in post.body] == ["text"]
    assert not post.live


def test_it_is_made_as_the_editor_makes_a_page(government: Government) -> None:
    client = writer(government)
    response = send(client, government.logius)
    person, post = government.people[COMMUNICATOR], newest()
    assert post.owner == person
    assert post.latest_revision.user == person
    actions = PageLogEntry.objects.filter(page=post.pk).values_list("action", "user_id")
    assert ("wagtail.create", person.pk) in actions
    assert PageSubscription.objects.filter(page_id=post.pk, user=person).exists()
    assert client.get(response.url).status_code == 200


def test_what_was_chosen_is_in_the_draft(government: Government) -> None:
    topic = TopicFactory()
    place = LocationFactory(page=government.logius)
    moment = timezone.localtime() + datetime.timedelta(days=3)
    send(
        writer(government),
        government.logius,
        kind=Kind.INITIATIVE,
        phase="proef",
        title="Minder papier",
        topics=[str(topic.pk)],
        place=str(place.pk),
        go_live_at=moment.strftime("%Y-%m-%dT%H:%M"),
    )
    post = newest()
    assert (post.kind, post.phase, post.title) == (Kind.INITIATIVE, "proef", "Minder papier")
    assert list(post.topics.all()) == [topic]
    assert post.place == place
    assert post.go_live_at == moment.replace(second=0, microsecond=0)


def test_submitting_asks_the_moderator(government: Government, mailoutbox: Any) -> None:
    response = send(writer(government), government.logius, action="indienen")
    assert response.url == reverse("wagtailadmin_home")
    state = WorkflowState.objects.get(object_id=str(newest().pk))
    assert state.status == "in_progress"
    assert state.requested_by == government.people[COMMUNICATOR]


def test_a_question_is_open_and_a_phase_is_for_initiatives_only(government: Government) -> None:
    send(
        writer(government), government.logius, kind=Kind.QUESTION, phase="proef", title="Wie weet?"
    )
    post = newest()
    assert (post.state, post.phase) == ("open", "")


def test_text_is_text_and_addresses_are_links(government: Government) -> None:
    text = "<script>alert(1)</script>\n\nZie https://www.voorbeeld.example/ en kom."
    send(writer(government), government.logius, title="Titel", text=text)
    html = newest().body[0].value.source
    assert "<script" not in html
    assert '<a href="https://www.voorbeeld.example/"' in html
    assert html.count("<p>") == 2


@pytest.mark.parametrize("title", ["Feed", "!!!", "🙂", "x" * 255])
def test_any_title_gets_an_address(government: Government, title: str) -> None:
    for _time in range(2):
        response = send(writer(government), government.logius, title=title)
        assert response.status_code == 302
    slugs = set(BlogPostPage.objects.values_list("slug", flat=True))
    assert len(slugs) == 2
    assert "feed" not in slugs


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": "", "text": ""}, "Schrijf een tekst, of geef een titel."),
        ({"kind": "bericht"}, "Geef het bericht een titel"),
        ({"kind": "geheim"}, "Kies een van de soorten"),
        ({"kind": ""}, "Kies wat u plaatst."),
        ({"title": "x" * 256}, "255"),
        ({"text": "x" * 20_001}, "20000"),
        ({"text": "nul\0teken"}, "Null-tekens"),
        ({"go_live_at": "morgen"}, "Kies een dag en een tijd."),
        ({"go_live_at": "2020-01-01T10:00"}, "Kies een moment dat nog komt"),
        ({"go_live_at": "0001-01-01T00:00"}, "Kies een moment dat nog komt"),
        ({"go_live_at": "9999-12-31T23:59"}, "Kies een moment dat nog komt"),
        ({"topics": ["999999"]}, "staat niet in de lijst"),
        ({"topics": ["x' or 1=1"]}, "staat niet in de lijst"),
        ({"topics": ["9" * 30]}, "staat niet in de lijst"),
        ({"place": "999999"}, "Kies een van de locaties"),
        ({"place": "9" * 30}, "Kies een van de locaties"),
        ({"phase": "later"}, "Kies een fase uit de lijst."),
        ({"organisation": ""}, "Kies een organisatie."),
        ({"organisation": "9" * 30}, "niet (meer) schrijven"),
        ({"organisation": "\0"}, "niet (meer) schrijven"),
        ({"action": "indienen", "title": "Titel", "text": ""}, "Schrijf een tekst."),
        ({"action": "indienen", "kind": "fotos", "title": "Titel"}, "Voeg eerst een foto toe."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    government: Government, changes: dict[str, Any], said: str
) -> None:
    given = {"title": "Mijn titel", "text": "Mijn tekst"} if "kind" not in changes else {}
    response = send(writer(government), government.logius, **(given | changes))
    assert said in problems(response)
    assert not BlogPostPage.objects.exists()
    page = soup(response)
    for name, value in {**given, **changes}.items():
        field = page.select_one(f"[name={name}]")
        if name == "title":
            assert field.get("value", "") == value
        if name == "text":
            assert field.get_text().strip("\n") == value


@pytest.mark.parametrize("person", [COMMUNICATOR, MODERATOR])
def test_another_organisation_is_refused(government: Government, person: str) -> None:
    response = send(writer(government, person), government.duo)
    assert "niet (meer) schrijven" in problems(response)
    assert not BlogPostPage.objects.exists()


@pytest.mark.parametrize("person", [MODERATOR, CENTRAL, ADMINISTRATOR])
def test_who_may_add_pages_may_use_it(government: Government, person: str) -> None:
    assert send(writer(government, person), government.logius).status_code == 302
    assert newest().get_parent().pk == government.logius.pk


def test_without_rights_there_is_no_screen(government: Government) -> None:
    nobody = government.people[NOBODY]
    assert writer(government, NOBODY).get(reverse("quick_post")).status_code == 302
    grant(nobody, government.logius, Role.COMMUNICATOR, by=None)
    client = writer(government, NOBODY)
    assert client.get(reverse("quick_post")).status_code == 200
    # What remains is the door of the CMS, as for somebody whose group lost its pages.
    nobody.groups.first().page_permissions.all().delete()
    assert client.get(reverse("quick_post")).status_code == 403
    response = send(client, government.logius)
    assert response.status_code == 403
    assert "Vandaag ging de nieuwe balie open" in response.content.decode()
    assert not BlogPostPage.objects.exists()


def test_an_organisation_that_ended_meanwhile(government: Government) -> None:
    client = writer(government)
    client.get(reverse("quick_post"))
    government.logius.ended_on = timezone.localdate()
    government.logius.save()
    response = send(client, government.logius)
    assert "Logius is opgeheven op" in problems(response)
    assert "Vandaag ging de nieuwe balie open" in response.content.decode()
    assert not BlogPostPage.objects.exists()


def test_an_organisation_that_moved_meanwhile(government: Government) -> None:
    moderator = writer(government, MODERATOR)
    communicator = writer(government)
    government.logius.move(government.other_ministry, pos="last-child")
    assert "niet (meer) schrijven" in problems(send(moderator, government.logius))
    # Her own people go along.
    assert send(communicator, government.logius).status_code == 302
    assert newest().url_path.startswith("/home/ocw/logius/") or "/ocw/" in newest().url_path


def test_a_location_of_others_is_refused(government: Government) -> None:
    place = LocationFactory(page=government.duo)
    response = send(writer(government), government.logius, place=str(place.pk))
    assert "hoort niet bij Logius" in problems(response)


def test_the_only_location_and_organisation_are_filled_in(government: Government) -> None:
    place = LocationFactory(page=government.logius)
    page = soup(writer(government).get(reverse("quick_post")))
    assert page.select_one("input[name=organisation]")["value"] == str(government.logius.pk)
    assert page.select_one("[name=place] option[selected]")["value"] == str(place.pk)


def test_several_organisations_are_a_list(government: Government) -> None:
    grant(government.people[COMMUNICATOR], government.duo, Role.COMMUNICATOR, by=None)
    page = soup(writer(government).get(reverse("quick_post")))
    names = [option.get_text(strip=True) for option in page.select("[name=organisation] option")]
    assert names == ["DUO", "Logius"]


def test_very_many_organisations_are_looked_up(government: Government) -> None:
    ministry = MinistryFactory()
    for _number in range(LISTED):
        OrganisationFactory(parent=ministry)
    client = writer(government, ADMINISTRATOR)
    page = soup(client.get(reverse("quick_post"), {"q": "logi"}))
    link = page.select_one(".quick__found a")
    assert link.get_text(strip=True) == "Logius"
    form = soup(client.get(link["href"]))
    assert form.select_one("input[name=organisation]")["value"] == str(government.logius.pk)
    response = send(client, government.logius, title="x" * 300)
    assert soup(response).select_one("input[name=organisation]")["value"] == str(
        government.logius.pk
    )


def test_a_preview_shows_the_post_and_stores_nothing(government: Government) -> None:
    picture = own_picture(government)
    row = {"image": str(picture.pk), "alt_text": "De balie"}
    response = send(
        writer(government), government.logius, action="voorbeeld", photos=[row], title="Proef"
    )
    text = response.content.decode()
    assert response.status_code == 200
    assert "Vandaag ging de nieuwe balie open" in text
    assert 'alt="De balie"' in text
    assert "Logius" in text
    assert not BlogPostPage.objects.exists()


def test_a_preview_of_what_is_wrong_says_so(government: Government) -> None:
    response = send(writer(government), government.logius, action="voorbeeld", text="")
    assert "Schrijf een tekst, of geef een titel." in response.content.decode()
    refused = send(writer(government), government.duo, action="voorbeeld")
    assert "niet (meer) schrijven" in refused.content.decode()


def test_other_rooms_tell_before_submitting(government: Government) -> None:
    seen = []

    def tell(request: Any, page: BlogPostPage) -> Any:
        seen.append((page.get_parent().pk, page.kind, page.pk))
        return mark_safe("<p id='regel'>142 volgers</p>")

    with hooks.register_temporarily("before_submitting", tell):
        client = writer(government)
        assert soup(client.get(reverse("quick_post"))).select_one("#regel")
        data = {"organisation": government.logius.pk, "kind": "vraag"}
        piece = client.post(reverse("quick_before_submitting"), data)
        assert soup(piece).select_one("#regel")
        assert (
            client.post(
                reverse("quick_before_submitting"), {"organisation": government.duo.pk}
            ).content
            == b""
        )
    assert seen == [(government.logius.pk, "kort", None), (government.logius.pk, "vraag", None)]


def test_the_number_of_queries_does_not_grow(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    client = writer(government)

    def queries() -> int:
        client.get(reverse("quick_post"))
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(reverse("quick_post")).status_code == 200
        return len(found)

    grant(person, government.duo, Role.COMMUNICATOR, by=None)
    LocationFactory(page=government.duo)
    TopicFactory()
    few = queries()
    for _number in range(8):
        organisation = OrganisationFactory(parent=government.ministry)
        grant(person, organisation, Role.COMMUNICATOR, by=None)
        LocationFactory(page=organisation)
        TopicFactory(parent=TopicFactory())
    assert queries() == few


def test_the_way_to_it_is_on_top_of_the_overview(government: Government) -> None:
    page = soup(writer(government).get(reverse("wagtailadmin_home")))
    assert page.select_one(f'main a[href="{reverse("quick_post")}"]')
