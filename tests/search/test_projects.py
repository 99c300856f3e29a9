"""Change projects among everything that can be found, and the pages of all of them."""

import datetime
import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange.matching import questions_for
from exchange.questions import remember
from organisations.models import FINISHED, ChangeProjectPage, Phase, PhaseState
from search import checking, indexing
from search.filters import Filter
from search.models import Entry, EntryType
from tests.factories import (
    ImageFactory,
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    ProjectFactory,
    TopicFactory,
    phase,
)
from tests.search.helpers import fill_text_index, found_titles, index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> ChangeProjectPage:
    """A pilot of a unit in The Hague, with a post."""
    ministry = MinistryFactory(title="Ministerie van BZK", slug="bzk", abbreviation="BZK")
    organisation = OrganisationFactory(parent=ministry, title="Logius", slug="logius")
    unit = OrganisationFactory(parent=organisation, title="Afdeling Post", slug="post")
    place = LocationFactory(page=unit)
    project = ProjectFactory(parent=unit, title="Kantoor zonder papier", slug="papier")
    project.phases = [phase(PhaseState.UNDER_WAY, kind=Phase.PILOT)]
    project.topics = [TopicFactory(name="archieven", slug="archieven")]
    project.places = [place]
    project.save_revision().publish()
    PostFactory(parent=project, title="De printer is weg", slug="printer")
    index_everything()
    return ChangeProjectPage.objects.get(pk=project.pk)


def test_an_entry_knows_whose_project_it_is(project: ChangeProjectPage) -> None:
    unit = project.get_parent()
    for pk in (project.pk, project.get_children().get().pk):
        entry = Entry.objects.get(pk=pk)
        assert entry.project_id == project.pk
        assert entry.organisation_id == unit.pk
        assert entry.parent_organisation_id == unit.get_parent().pk
        assert entry.ministry_id == unit.get_parent().get_parent().pk
    assert Entry.objects.get(pk=unit.pk).project_id is None
    assert list(checking.differences()) == []


@pytest.mark.parametrize(
    "question",
    [
        {"soort": "traject"},
        {"status": "proef"},
        {"onderwerp": "archieven"},
        {"soort": "traject", "organisatie": "logius"},
        {"soort": "traject", "ministerie": "bzk", "plaats": "Den Haag"},
        {"q": "papier", "soort": "traject"},
    ],
)
def test_a_project_is_found(project: ChangeProjectPage, question: dict[str, str]) -> None:
    fill_text_index()
    assert found_titles(Filter.of(**question)) == ["Kantoor zonder papier"]
    asked = Filter.of(**question).narrowed()
    assert [entry.title for entry in asked] == ["Kantoor zonder papier"]


def test_a_project_is_found_with_its_posts(project: ChangeProjectPage) -> None:
    asked = Filter.of(traject=str(project.pk))
    assert set(found_titles(asked)) == {"Kantoor zonder papier", "De printer is weg"}
    assert asked.narrowed().count() == 2
    assert asked.describe() == "verandertraject: “Kantoor zonder papier”"
    restored = Filter.from_stored(asked.to_stored())
    assert restored.found.total == 2


def test_one_post_is_found_by_its_number(project: ChangeProjectPage) -> None:
    post = project.get_children().get()
    assert found_titles(Filter.of(bericht=str(post.pk))) == ["De printer is weg"]


def test_followers_of_a_project_hear_of_it_and_of_its_posts(project: ChangeProjectPage) -> None:
    question = remember(Filter.of(traject=str(project.pk)))
    phases = remember(Filter.of(soort="traject", status="proef"))
    other = remember(Filter.of(soort="traject", status="borgen"))
    post = project.get_children().get().specific
    assert set(questions_for(project)) == {question.pk, phases.pk}
    assert questions_for(post) == [question.pk]
    assert other.pk not in questions_for(project)


def test_a_project_that_moved_takes_its_posts_along(project: ChangeProjectPage) -> None:
    other = OrganisationFactory(parent=MinistryFactory(slug="ocw"), slug="duo")
    index_everything()
    project.move(other, pos="last-child")
    for entry in Entry.objects.filter(project_id=project.pk):
        assert entry.organisation_id == other.pk
        assert entry.ministry_id == other.get_parent().pk
    assert list(checking.differences()) == []


def hide(project: ChangeProjectPage, how: str) -> None:
    if how == "withdrawn":
        project.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=project, restriction_type=PageViewRestriction.LOGIN)
    else:
        project.expire_at = timezone.now() - datetime.timedelta(seconds=1)
        project.save()
        indexing.write_below(project)


@pytest.mark.parametrize("how", ["withdrawn", "private", "expired"])
def test_what_is_hidden_is_nowhere_and_neither_are_its_posts(
    client: Client, project: ChangeProjectPage, how: str
) -> None:
    hide(project, how)
    for url in (
        "/trajecten/",
        f"/trajecten/vergelijk/?traject={project.pk}",
        "/zoeken/",
        "/zoeken/resultaten.json",
        "/zoeken/resultaten.csv",
        "/zoeken/suggesties/?q=kantoor",
        "/zoeken/suggesties/?q=printer",
        "/onderwerpen/archieven/",
        "/feed/",
        "/bzk/",
        "/bzk/logius/post/",
        "/bzk/logius/post/feed/",
        "/sitemap-trajecten.xml",
        "/sitemap-berichten.xml",
        "/kaart/?weergave=lijst",
    ):
        response = client.get(url)
        assert response.status_code == 200, url
        page = b"".join(response) if response.streaming else response.content
        assert "Kantoor zonder papier" not in page.decode(), url
        assert "printer is weg" not in page.decode(), url
        assert "/papier/" not in page.decode(), url
    assert client.get("/bzk/logius/post/papier/feed/").status_code == 404


def test_every_output_shows_a_project(client: Client, project: ChangeProjectPage) -> None:
    for url in (
        "/trajecten/",
        "/trajecten/?status=proef",
        "/zoeken/?soort=traject",
        "/zoeken/suggesties/?q=kantoor",
        "/zoeken/resultaten.csv?soort=traject",
        "/onderwerpen/archieven/",
        "/feed/",
        "/bzk/",
        "/bzk/logius/post/",
        "/bzk/logius/post/papier/feed/",
    ):
        response = client.get(url)
        assert response.status_code == 200, url
        page = b"".join(response) if response.streaming else response.content
        assert "Kantoor zonder papier" in page.decode(), url
    assert project.url in client.get("/sitemap-trajecten.xml").content.decode()
    rows = json.loads(b"".join(client.get("/zoeken/resultaten.json?soort=traject")))["results"]
    assert [(row["type"], row["kind"], row["phase"]) for row in rows] == [
        ("project", "traject", "proef")
    ]
    feed = client.get("/bzk/logius/post/papier/feed/").content.decode()
    assert "De printer is weg" in feed


def test_a_mark_on_the_map_says_what_it_is(client: Client, project: ChangeProjectPage) -> None:
    box = "bbox=4.2,52.0,4.45,52.15&zoom=14"
    marks = client.get(f"/kaart/punten.json?soort=traject&{box}").json()["marks"]
    assert [(mark["word"], mark["title"], mark["url"]) for mark in marks] == [
        ("Verandertraject", "Kantoor zonder papier", project.url)
    ]
    marks = client.get(f"/kaart/punten.json?{box}").json()["marks"]
    assert [mark["title"] for mark in marks] == ["Afdeling Post"], "its organisation stands first"


def test_a_finished_project_says_so(client: Client, project: ChangeProjectPage) -> None:
    project.phases = [phase(PhaseState.DONE)]
    project.save_revision().publish()
    assert found_titles(Filter.of(status=FINISHED)) == ["Kantoor zonder papier"]
    assert "Fase: Afgerond" in " ".join(client.get("/trajecten/").content.decode().split())


def several(number: int) -> list[ChangeProjectPage]:
    found = []
    for position in range(number):
        organisation = OrganisationFactory()
        project = ProjectFactory(
            parent=organisation, title=f"Traject {position:02}", lead_image=ImageFactory()
        )
        project.phases = [
            phase(PhaseState.DONE),
            phase(PhaseState.UNDER_WAY, name=f"Stap {position}"),
        ]
        project.topics = [TopicFactory()]
        project.save_revision().publish()
        found.append(project)
    return found


def test_the_overview_is_listed_a_page_at_a_time_with_few_queries(
    client: Client, django_assert_max_num_queries: object
) -> None:
    several(23)
    client.get("/trajecten/?sorteer=naam")  # makes the pictures
    cache.clear()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        response = client.get("/trajecten/?sorteer=naam")
    assert [page.title for page in response.context["projects"]][:2] == ["Traject 00", "Traject 01"]
    assert len(response.context["projects"]) == 20
    second = client.get("/trajecten/?sorteer=naam&pagina=2")
    assert [page.title for page in second.context["projects"]][-1] == "Traject 22"
    assert "soort “iets”" not in client.get("/trajecten/?soort=iets").content.decode()
    assert client.get("/trajecten/?soort=vraag").context["total"] == 23, "the kind is fixed"


def test_two_projects_stand_side_by_side(
    client: Client, django_assert_max_num_queries: object
) -> None:
    first, second, third = several(3)
    url = f"/trajecten/vergelijk/?traject={second.pk}&traject={first.pk}"
    client.get(url)
    cache.clear()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        response = client.get(url)
    assert [each["project"].title for each in response.context["compared"]] == [
        "Traject 01",
        "Traject 00",
    ]
    page = " ".join(response.content.decode().split())
    for words in (
        "Nu in fase: Stap 0",
        "Nu in fase: Stap 1",
        "Klein beginnen.",
        "Te veel tegelijk.",
    ):
        assert words in page, words
    assert page.count("selected") == 2
    more = client.get(f"{url}&traject={third.pk}").content.decode()
    assert "U koos meer dan twee trajecten; hier staan de eerste twee." in more


@pytest.mark.parametrize("value", ["999999", "abc", "-1", "", "1" * 400, "%00", "<script>"])
def test_an_unknown_project_gives_a_clear_word(client: Client, value: str) -> None:
    project = several(1)[0]
    response = client.get(f"/trajecten/vergelijk/?traject={project.pk}&traject={value}")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Kies nog een ander traject om mee te vergelijken." in page
    assert ("kennen wij niet" in page) == (value not in ("", "%00"))
    assert "<script>&" not in page


def test_the_same_project_twice_is_no_comparison(client: Client) -> None:
    project = several(1)[0]
    page = client.get(f"/trajecten/vergelijk/?traject={project.pk}&traject={project.pk}")
    assert "Kies nog een ander traject" in page.content.decode()
    assert "Kies een traject" in client.get("/trajecten/vergelijk/").content.decode()


def test_a_post_in_a_draft_project_has_no_entry(project: ChangeProjectPage) -> None:
    draft = ProjectFactory(parent=project.get_parent().specific, live=False)
    post = PostFactory(parent=draft)
    post.save_revision().publish()
    assert not Entry.objects.filter(pk=post.pk).exists()
    draft.save_revision().publish()
    assert Entry.objects.filter(pk=post.pk, entry_type=EntryType.POST).exists()
