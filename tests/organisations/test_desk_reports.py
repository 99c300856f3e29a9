"""The reports on what is published: what they list, for whom, and what they cost."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cms.core.models import CustomImage
from organisations.blocks.body import BodyBlock
from organisations.blocks.media import DescribedImageBlock
from organisations.models import BlogPostPage
from tests.factories import (
    ImageFactory,
    LocationFactory,
    OrganisationFactory,
    PostFactory,
    ProjectFactory,
    TopicFactory,
)
from tests.organisations.desk import days_ago, let_wait, report, submit
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db

QUIET = "report_quiet_blogs"
INCOMPLETE = "report_incomplete_posts"
OVERDUE = "report_overdue"
DUE = "report_due_pages"


def test_a_blog_is_quiet_when_its_last_post_is_long_ago(government: Government) -> None:
    PostFactory(parent=government.logius, first_published_at=days_ago(300))
    PostFactory(parent=government.logius, first_published_at=days_ago(200))
    # A draft, and a post of a unit, are no life on the organisation's own blog.
    PostFactory(parent=government.logius, first_published_at=days_ago(1), live=False)
    unit = OrganisationFactory(parent=government.logius, title="Afdeling Post")
    PostFactory(parent=unit, first_published_at=days_ago(2))
    OrganisationFactory(parent=government.ministry, title="Nooit begonnen")
    text = report(government, MODERATOR, QUIET)
    assert ">Logius</a>" in text
    assert "Afdeling Post" not in text
    assert "Nooit begonnen" not in text
    assert "Ministerie van BZK" in report(government, MODERATOR, QUIET, export="csv")
    PostFactory(parent=government.logius, first_published_at=days_ago(3))
    assert ">Logius</a>" not in report(government, MODERATOR, QUIET)


def test_posts_without_place_or_topic_are_listed_with_what_they_lack(
    government: Government,
) -> None:
    place = LocationFactory(page=government.logius)
    topic = TopicFactory()

    def make(title: str, *, placed: bool, with_topic: bool, live: bool = True) -> None:
        post = PostFactory(
            parent=government.logius, title=title, live=live, place=place if placed else None
        )
        if with_topic:
            post.topics.add(topic)
            post.save()

    make("Compleet", placed=True, with_topic=True)
    make("Zonder plaats", placed=False, with_topic=True)
    make("Zonder onderwerp", placed=True, with_topic=False)
    make("Alleen een concept", placed=False, with_topic=False, live=False)

    def titles(**query: str) -> set[str]:
        text = report(government, MODERATOR, INCOMPLETE, **query)
        names = BlogPostPage.objects.values_list("title", flat=True)
        return {name for name in names if f">{name}</a>" in text}

    assert titles() == {"Zonder plaats", "Zonder onderwerp"}
    assert titles(mist="plaats") == {"Zonder plaats"}
    assert titles(mist="onderwerp") == {"Zonder onderwerp"}
    sheet = report(government, MODERATOR, INCOMPLETE, export="csv")
    assert "Zonder plaats,plaats,Logius,Ministerie van BZK" in sheet


def photo(image: CustomImage, text: str, *, decorative: bool = False) -> dict[str, object]:
    described = {"image": image, "alt_text": text, "decorative": decorative}
    return {"image": image_block().to_python(described | {"image": image.pk}), "caption": ""}


def image_block() -> DescribedImageBlock:
    return BodyBlock().child_blocks["image"].child_blocks["image"]


def test_pictures_without_text_are_listed_wherever_they_stand(government: Government) -> None:
    place, topic = LocationFactory(page=government.logius), TopicFactory()
    image = ImageFactory()
    undescribed = ImageFactory(description="")
    good, bad = photo(image, "Een zaal"), photo(image, " ")
    show = photo(image, "", decorative=True)

    def make(title: str, **fields: object) -> None:
        post = PostFactory(parent=government.logius, title=title, place=place, **fields)
        post.topics.add(topic)
        post.save()

    make("Beschreven", lead_image=image, body=[("image", good), ("gallery", [good, show])])
    make("In de tekst", body=[("text", "<p>x</p>"), ("image", bad)])
    make("In een fotoserie", body=[("gallery", [good, bad])])
    make("Bovenaan", lead_image=undescribed)

    def titles() -> set[str]:
        text = report(government, MODERATOR, INCOMPLETE, mist="tekst")
        names = BlogPostPage.objects.values_list("title", flat=True)
        return {name for name in names if f">{name}</a>" in text}

    assert titles() == {"In de tekst", "In een fotoserie", "Bovenaan"}
    assert "Mist: tekst bij een afbeelding" in report(government, MODERATOR, INCOMPLETE)
    undescribed.description = "Een kaart"
    undescribed.save()
    mended = BlogPostPage.objects.get(title="In de tekst")
    mended.body = [("image", good)]
    mended.save_revision().publish()
    assert titles() == {"In een fotoserie"}


def test_a_project_lacks_what_a_post_can_lack(government: Government) -> None:
    place, topic = LocationFactory(page=government.logius), TopicFactory()
    whole = ProjectFactory(parent=government.logius, title="Volledig", lead_image=ImageFactory())
    bare = ProjectFactory(
        parent=government.logius, title="Kaal traject", lead_image=ImageFactory(description="")
    )
    ProjectFactory(parent=government.logius, title="Nog een concept", live=False)
    whole.topics.add(topic)
    whole.places.add(place)
    whole.save()
    text = report(government, MODERATOR, INCOMPLETE)
    assert ">Kaal traject</a>" in text
    assert ">Verandertraject</p>" in text
    assert "Mist: plaats, onderwerp, tekst bij een afbeelding" in text
    assert "Volledig" not in text
    assert "Nog een concept" not in text
    bare.topics.add(topic)
    bare.save()
    assert "Kaal traject" not in report(government, MODERATOR, INCOMPLETE, mist="onderwerp")
    assert "Kaal traject" in report(government, MODERATOR, INCOMPLETE, mist="plaats")


def test_what_waits_too_long_is_a_report_with_who_sent_it(government: Government) -> None:
    submit(government, "Van vandaag")
    let_wait(submit(government, "Al een week"), days=8)
    let_wait(submit(government, "Ook bij DUO", organisation=government.duo), days=8)
    text = report(government, MODERATOR, OVERDUE)
    assert "Al een week" in text
    assert f"Bericht, ingestuurd door {COMMUNICATOR}" in text
    assert "1 pagina" in text
    assert "Van vandaag" not in text
    assert "DUO" not in text
    assert "Ook bij DUO" in report(government, ADMINISTRATOR, OVERDUE)
    assert "Ook bij DUO" not in report(government, ADMINISTRATOR, OVERDUE, organisatie="logi")
    assert "Al een week" not in report(government, MODERATOR, OVERDUE, soort="vraag")
    assert "Al een week,Bericht,Logius,Ministerie van BZK" in report(
        government, MODERATOR, OVERDUE, export="csv"
    )


def test_a_report_is_narrowed_to_an_organisation_and_its_units(government: Government) -> None:
    unit = OrganisationFactory(parent=government.logius, title="Afdeling Post", abbreviation="AP")
    other = OrganisationFactory(parent=government.ministry, title="RvIG")
    for organisation in (government.logius, unit, other):
        PostFactory(parent=organisation, title=f"Nieuws van {organisation.title}")

    def found(words: str) -> set[str]:
        text = report(government, MODERATOR, INCOMPLETE, organisatie=words)
        names = ("Logius", "Afdeling Post", "RvIG")
        return {name for name in names if f">Nieuws van {name}</a>" in text}

    assert found("LOGI") == {"Logius", "Afdeling Post"}
    assert found("ap") == {"Afdeling Post"}
    assert found("rvig") == {"RvIG"}
    assert found("bestaat niet") == set()


@pytest.mark.parametrize("name", [QUIET, INCOMPLETE, OVERDUE, DUE])
@pytest.mark.parametrize(
    "query",
    [
        {"organisatie": "x" * 5000},
        {"organisatie": "a\0b"},
        {"organisatie": "%_'\"<script>"},
        {"ministerie": "x"},
        {"ministerie": "99999999999999999999999"},
        {"mist": "onzin", "soort": "onzin", "p": "-1"},
        {"export": "pdf", "p": "999999999999999999999"},
    ],
)
def test_a_strange_question_breaks_no_report(
    government: Government, name: str, query: dict[str, str]
) -> None:
    PostFactory(parent=government.logius, first_published_at=days_ago(400))
    client = Client()
    client.force_login(government.people[ADMINISTRATOR])
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    assert "<script>'" not in response.content.decode()


def test_a_title_is_no_formula_in_a_spreadsheet(government: Government) -> None:
    PostFactory(parent=government.logius, title="=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in report(government, MODERATOR, INCOMPLETE, export="csv")
    client = Client()
    client.force_login(government.people[MODERATOR])
    response = client.get(reverse(INCOMPLETE), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == ["Bericht", "Mist", "Organisatie", "Ministerie"]
    assert rows[1][0].value == "=HYPERLINK(1)"
    assert rows[1][0].data_type == "s"


@pytest.mark.parametrize("name", [QUIET, INCOMPLETE, OVERDUE, DUE])
def test_a_moderator_sees_the_own_ministry_and_an_administrator_everything(
    government: Government, name: str
) -> None:
    PostFactory(parent=government.logius, first_published_at=days_ago(400))
    PostFactory(parent=government.duo, first_published_at=days_ago(400))
    let_wait(submit(government, "Wacht"), days=8)
    let_wait(submit(government, "Wacht", organisation=government.duo), days=8)
    mine = report(government, MODERATOR, name)
    assert "Logius" in mine
    assert "DUO" not in mine
    everything = report(government, ADMINISTRATOR, name)
    assert "Logius" in everything
    assert "DUO" in everything
    narrowed = report(government, ADMINISTRATOR, name, ministerie=str(government.ministry.pk))
    assert "Logius" in narrowed
    assert "DUO" not in narrowed


@pytest.mark.parametrize("name", [QUIET, INCOMPLETE, OVERDUE])
@pytest.mark.parametrize("person", [COMMUNICATOR, NOBODY])
def test_who_does_not_moderate_has_no_such_report(
    government: Government, person: str, name: str
) -> None:
    client = Client()
    client.force_login(government.people[person])
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize(
    "name", [QUIET, INCOMPLETE, OVERDUE, DUE, "report_organisations_without_people"]
)
def test_the_cost_of_a_report_does_not_grow(government: Government, name: str) -> None:
    def make(number: int) -> None:
        for _ in range(number):
            organisation = OrganisationFactory(parent=government.ministry)
            PostFactory(parent=organisation, first_published_at=days_ago(400))
            let_wait(submit(government, "Wacht", organisation=organisation), days=8)

    def count() -> int:
        report(government, ADMINISTRATOR, name)
        with CaptureQueriesContext(connection) as queries:
            report(government, ADMINISTRATOR, name)
        return len(queries)

    make(2)
    few = count()
    make(3)
    assert count() == few
