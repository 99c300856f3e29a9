"""A change project: its page, its phases with their closing cards, and the posts in it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from home.reading_on import reading_on
from organisations.desk.waiting import rows, waiting_for
from organisations.models import (
    FINISHED,
    BlogPostPage,
    ChangeProjectPage,
    Milestone,
    Phase,
    PhaseState,
)
from organisations.models.project_parts import CARD
from organisations.roles.groups import ensure_collection
from tests.bodies import every_block
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
from tests.organisations.editing import crafted_form
from tests.organisations.people import (
    ADMINISTRATOR,
    COMMUNICATOR,
    MODERATOR,
    Government,
    draft_by,
    project_by,
    project_draft_by,
    published_by,
)
from tests.organisations.quick import typed
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def project() -> ChangeProjectPage:
    """A project with everything that a page can show."""
    ministry = MinistryFactory(title="Ministerie van BZK", slug="bzk")
    organisation = OrganisationFactory(parent=ministry, title="Logius", slug="logius")
    place = LocationFactory(page=organisation)
    project = ProjectFactory(parent=organisation, title="Kantoor zonder papier", slug="papier")
    project.phases = [
        phase(
            PhaseState.DONE,
            kind=Phase.EXPLORE,
            name="Rondkijken",
            started_on=DAY,
            ended_on=DAY + datetime.timedelta(days=60),
            worked="Met zes mensen beginnen.",
            failed="Het archief vergeten.",
            reuse="De lijst met formulieren.",
        ),
        phase(PhaseState.UNDER_WAY, kind=Phase.PILOT, started_on=DAY + datetime.timedelta(days=61)),
        phase(kind=Phase.ROLLOUT, planned_start=DAY + datetime.timedelta(days=400)),
    ]
    project.milestones = [Milestone(date=DAY, title="Eerste team zonder printer", is_done=True)]
    project.members = [("member", {"role": "projectleider"})]
    project.topics = [TopicFactory(name="archieven", slug="archieven")]
    project.places = [place]
    project.save_revision().publish()
    return ChangeProjectPage.objects.get(pk=project.pk)


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_tells_how_far_the_project_is(client: Client, project: ChangeProjectPage) -> None:
    PostFactory(parent=project, title="De printer is weg")
    page = read(client, project.url)
    assert project.url == "/bzk/logius/papier/"
    for words in (
        "Minder papier, en meer tijd voor mensen.",
        "Nu in fase: Proef",
        "Met zes mensen beginnen.",
        "Het archief vergeten.",
        "De lijst met formulieren.",
        "1 maart 2026 tot en met 30 april 2026",
        "vanaf 1 mei 2026",
        "Eerste team zonder printer",
        "projectleider",
        "Archieven",
        "Turfmarkt 147, Den Haag",
        "De printer is weg",
    ):
        assert words in page, words
    assert f"/volgen/?traject={project.pk}" in page
    assert "/bzk/logius/papier/feed/" in page
    assert 'style="' not in page


def test_the_timeline_tells_the_same_in_words(client: Client, project: ChangeProjectPage) -> None:
    moment = datetime.datetime(2026, 4, 2, 10, tzinfo=datetime.UTC)
    PostFactory(parent=project, title="De printer is weg", first_published_at=moment)
    events = client.get(project.url).context["timeline"].events
    assert [(event.date.isoformat(), event.text) for event in events] == [
        ("2026-03-01", "Fase Rondkijken begon"),
        ("2026-03-01", "Mijlpaal: Eerste team zonder printer (bereikt)"),
        ("2026-04-02", "De printer is weg"),
        ("2026-04-30", "Fase Rondkijken was klaar"),
        ("2026-05-01", "Fase Proef begon"),
        ("2027-04-05", "Fase Invoeren begint volgens plan"),
    ]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], ""),
        ([PhaseState.PLANNED, PhaseState.PLANNED], Phase.EXPLORE),
        ([PhaseState.DONE, PhaseState.PLANNED], Phase.PILOT),
        ([PhaseState.DONE, PhaseState.UNDER_WAY], Phase.PILOT),
        ([PhaseState.UNDER_WAY, PhaseState.UNDER_WAY], Phase.EXPLORE),
        ([PhaseState.DONE, PhaseState.DONE], FINISHED),
    ],
)
def test_where_it_is_follows_from_the_phases(states: list[PhaseState], expected: str) -> None:
    project = ProjectFactory()
    kinds = (Phase.EXPLORE, Phase.PILOT)
    project.phases = [phase(state, kind=kind) for state, kind in zip(states, kinds, strict=False)]
    project.save_revision().publish()
    assert ChangeProjectPage.objects.get(pk=project.pk).phase == expected


@pytest.mark.parametrize("missing", ["worked", "failed", "reuse"])
def test_a_phase_is_not_done_without_its_closing_card(missing: str) -> None:
    done = phase(PhaseState.DONE, **{missing: "  "})
    with pytest.raises(ValidationError) as raised:
        done.clean()
    assert list(raised.value.message_dict) == [missing]
    done.page = ProjectFactory()
    setattr(done, missing, "")
    with pytest.raises(IntegrityError), transaction.atomic():
        done.save()


def test_an_end_comes_after_its_beginning() -> None:
    before = DAY - datetime.timedelta(days=1)
    wrong = phase(planned_start=DAY, planned_end=before, started_on=DAY, ended_on=before)
    with pytest.raises(ValidationError) as raised:
        wrong.clean()
    assert set(raised.value.message_dict) == {"planned_end", "ended_on"}
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="moet nog komen"):
        phase(PhaseState.DONE, ended_on=tomorrow).clean()


def test_a_post_in_a_project_belongs_to_the_organisation(
    client: Client, project: ChangeProjectPage
) -> None:
    post = PostFactory(parent=project, title="De printer is weg", slug="printer")
    older = PostFactory(
        parent=project,
        title="Wij gaan beginnen",
        first_published_at=post.first_published_at - datetime.timedelta(days=1),
    )
    PostFactory(parent=project.get_parent().specific, title="Ander nieuws")
    index_everything()
    page = client.get("/bzk/logius/papier/printer/")
    assert page.context["organisation"].title == "Logius"
    assert page.context["ministry"].title == "Ministerie van BZK"
    assert page.context["project"].pk == project.pk
    ways = reading_on(page.context["page"], [])
    assert ways.previous.pk == older.pk
    assert ways.next is None
    assert "Kantoor zonder papier" in page.content.decode()


def test_the_blog_of_the_organisation_lists_the_posts_of_its_projects(
    client: Client, project: ChangeProjectPage
) -> None:
    organisation = project.get_parent().specific
    unit = OrganisationFactory(parent=organisation, title="Afdeling Post")
    PostFactory(parent=project, title="De printer is weg")
    PostFactory(parent=organisation, title="Ander nieuws")
    PostFactory(parent=unit, title="Van de afdeling")
    PostFactory(parent=ProjectFactory(parent=unit), title="Uit een traject van de afdeling")
    response = client.get(organisation.url)
    page = " ".join(response.content.decode().split())
    assert response.context["page_obj"].paginator.count == 2
    assert "De printer is weg" in page
    assert "Ander nieuws" in page
    assert "afdeling" not in page.replace("Afdeling Post", "").replace("afdeling-post", "")
    assert 'Traject: <a class="card__owner" href="/bzk/logius/papier/">' in page


def test_what_is_in_a_hidden_project_is_hidden(client: Client, project: ChangeProjectPage) -> None:
    post = PostFactory(parent=project, title="De printer is weg", slug="printer")
    organisation = project.get_parent().specific
    project.unpublish()
    assert BlogPostPage.objects.get(pk=post.pk).live
    assert client.get(project.url).status_code in (404, 410)
    assert client.get("/bzk/logius/papier/printer/").status_code == 404
    page = read(client, organisation.url)
    assert "De printer is weg" not in page
    assert "Kantoor zonder papier" not in page
    project.refresh_from_db()
    project.save_revision().publish()
    assert client.get("/bzk/logius/papier/printer/").status_code == 200


def test_the_number_of_queries_stays_low(
    client: Client, project: ChangeProjectPage, django_assert_max_num_queries: object
) -> None:
    project.lead_image = ImageFactory()
    for number in range(20):
        project.phases.add(phase(PhaseState.DONE, name=f"Stap {number}", sort_order=number + 10))
        project.milestones.add(Milestone(date=DAY, title=f"Mijlpaal {number}"))
    project.save_revision().publish()
    for _number in range(30):
        PostFactory(parent=project, lead_image=ImageFactory())
    client.get(project.url)  # makes the renditions
    cache.clear()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(project.url)


def test_a_text_of_every_sort_of_block_costs_little_more(
    client: Client, project: ChangeProjectPage, django_assert_max_num_queries: object
) -> None:
    project.body = every_block()
    project.save_revision().publish()
    PostFactory(parent=project, lead_image=ImageFactory())
    client.get(project.url)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(project.url)


def test_the_posts_are_listed_a_page_at_a_time(client: Client, project: ChangeProjectPage) -> None:
    for number in range(14):
        PostFactory(parent=project, title=f"Bericht nummer {number}")
    first, second = client.get(project.url), client.get(f"{project.url}?pagina=2")
    titles = [[post.title for post in page.context["page_obj"]] for page in (first, second)]
    assert titles[0] == [f"Bericht nummer {number}" for number in range(13, 1, -1)]
    assert titles[1] == ["Bericht nummer 1", "Bericht nummer 0"]
    assert "bestaat niet" in read(client, f"{project.url}?pagina=99")


def phases_form(**first: str) -> dict[str, object]:
    """The phases of the form, of which the first has these values."""
    values = {"kind": "verkennen", "name": "", "state": "gepland", "text": "", **first}
    for name in ("planned_start", "planned_end", "started_on", "ended_on", *CARD):
        values.setdefault(name, "")
    return nested_form_data({"phases": inline_formset([values])})


def latest(project: ChangeProjectPage) -> ChangeProjectPage:
    """The version that was saved last, read anew."""
    return ChangeProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()


def writing(government: Government) -> tuple[Client, ChangeProjectPage]:
    author = government.people[COMMUNICATOR]
    client = Client()
    client.force_login(author)
    return client, project_draft_by(author, government.logius, "Anders werken")


def test_the_editor_says_at_the_field_what_the_closing_card_lacks(government: Government) -> None:
    client, project = writing(government)
    data = crafted_form(project) | phases_form(state="klaar", worked="Klein beginnen.")
    response = client.post(reverse("wagtailadmin_pages:edit", args=[project.pk]), data)
    soup = BeautifulSoup(response.content, "html.parser")
    errors = response.context["form"].formsets["phases"].errors[0]
    assert set(errors) == {"failed", "reuse"}
    assert "Zonder afsluitkaart is een fase niet klaar." in soup.get_text()
    assert "Klein beginnen." in soup.find(id="id_phases-0-worked").get_text(), "nothing is lost"
    assert latest(project).phases.count() == 0
    data |= phases_form(state="klaar", worked="Klein.", failed="Haast.", reuse="De lijst.")
    client.post(reverse("wagtailadmin_pages:edit", args=[project.pk]), data)
    assert latest(project).phases.get().is_done


def test_places_of_another_organisation_are_refused(government: Government) -> None:
    client, project = writing(government)
    own, other = LocationFactory(page=government.logius), LocationFactory(page=government.duo)
    url = reverse("wagtailadmin_pages:edit", args=[project.pk])
    response = client.post(url, crafted_form(project) | {"places": [str(other.pk)]})
    assert "places" in response.context["form"].errors
    client.post(url, crafted_form(project) | {"places": [str(own.pk)]})
    assert list(latest(project).places.all()) == [own]


def test_a_picture_of_others_is_refused(government: Government) -> None:
    client, project = writing(government)
    picture = ImageFactory(
        collection=Collection.objects.get(pk=ensure_collection(government.duo).pk)
    )
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[project.pk]),
        crafted_form(project) | {"lead_image": str(picture.pk)},
    )
    assert "mag dit bestand niet gebruiken" in str(response.context["form"].errors["lead_image"])


def test_the_moderator_sees_what_kind_of_page_waits_and_of_whom(government: Government) -> None:
    author = government.people[COMMUNICATOR]
    project = project_draft_by(author, government.logius, "Anders werken")
    post = draft_by(author, project, "De eerste stap")
    for page in (project, post):
        page.get_workflow().start(page, author)
    moderator = government.people[MODERATOR]
    found = {row.title: row for row in rows(waiting_for(moderator), moderator)}
    assert found["Anders werken"].kind == "Verandertraject"
    assert {row.organisation for row in found.values()} == {"Logius"}


def test_a_quick_post_is_put_in_a_project(government: Government) -> None:
    author = government.people[COMMUNICATOR]
    project = project_by(author, government.logius, "Anders werken")
    elsewhere = project_by(government.people[ADMINISTRATOR], government.duo, "Van een ander")
    client = Client()
    client.force_login(author)
    screen = client.get(reverse("quick_post")).content.decode()
    assert "Anders werken" in screen
    assert "Van een ander" not in screen
    data = typed(government.logius, title="Eerste stap", project=str(elsewhere.pk))
    assert (
        "Dit traject hoort niet bij Logius"
        in client.post(reverse("quick_post"), data).content.decode()
    )
    client.post(reverse("quick_post"), data | {"project": str(project.pk)})
    post = BlogPostPage.objects.get(title="Eerste stap")
    assert post.is_child_of(project)
    assert not post.live


def test_a_copy_of_a_post_in_a_project_stays_there(government: Government) -> None:
    author = government.people[COMMUNICATOR]
    project = project_by(author, government.logius, "Anders werken")
    post = published_by(author, project, "De eerste stap")
    client = Client()
    client.force_login(author)
    assert "bij Logius" in client.get(reverse("quick_copy", args=[post.pk])).content.decode()
    client.post(reverse("quick_copy", args=[post.pk]))
    assert BlogPostPage.objects.get(title="De eerste stap (kopie)").is_child_of(project)
