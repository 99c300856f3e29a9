"""A small site with a page of every type, for the browser tests."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    Kind,
    Location,
    Milestone,
    MinistryPage,
    OrganisationPage,
    Phase,
    PhaseState,
    Topic,
)
from search.models import Entry
from tests.factories import (
    ImageFactory,
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    ProjectFactory,
    StandardPageFactory,
    TopicFactory,
    phase,
)

YEAR = datetime.timedelta(days=365)


@dataclass
class Site:
    """The pages of the small site."""

    ministry: MinistryPage
    organisation: OrganisationPage
    location: Location
    posts: dict[str, BlogPostPage]
    projects: list[ChangeProjectPage]

    def addresses(self) -> dict[str, str]:
        """The address of one page of every type that a reader can open."""
        return {
            "home": "/",
            "ministry": self.ministry.url,
            "organisation": self.organisation.url,
            **{f"post ({kind})": post.url for kind, post in self.posts.items()},
            "change project": self.projects[0].url,
            "post in a project": self.projects[0].get_children().get().url,
            "change projects": "/trajecten/",
            "projects side by side": "/trajecten/vergelijk/?"
            + "&".join(f"traject={project.pk}" for project in self.projects),
            "building": reverse("building", args=[self.location.building_key]),
            "topics": "/onderwerpen/",
            "topic": "/onderwerpen/hybride-werken/",
            "search": "/zoeken/?q=werkplek",
            "search without results": "/zoeken/?q=niets-dat-bestaat",
            "map": "/kaart/",
            "follow": f"/volgen/?organisatie={self.organisation.slug}",
            "follow the comments": f"/volgen/reacties/{self.posts['vraag'].pk}/",
            "follow the week": "/volgen/week/",
            "link to what one follows": "/volgen/overzicht/",
            "the week": "/week/",
            "standard": "/over/",
            "overview of the site": "/sitemap/",
            "not found": "/bestaat-niet/",
        }


def build_site() -> Site:
    """Publish the small site, so that lists, map and search know it."""
    theme = TopicFactory(name="organisatie van het werk", slug="werk")
    topic = TopicFactory(name="hybride werken", slug="hybride-werken", parent=theme)
    ministry = MinistryFactory(
        title="Ministerie van Voorbeelden", slug="voorbeelden", abbreviation="VB"
    )
    ended = MinistryFactory(
        title="Ministerie van Vroeger",
        slug="vroeger",
        ended_on=timezone.localdate() - YEAR,
        successor=ministry,
    )
    organisation = OrganisationFactory(
        parent=ministry,
        title="Rijksdienst voor Voorbeelden",
        slug="rvv",
        abbreviation="RVV",
        organisation_type="agentschap",
        intro="Wij laten zien hoe het kan.",
        website="https://www.voorbeeld.example/",
        visited_on=timezone.localdate() - YEAR,
        visit_report="<p>Wij zagen een werkplek zonder papier.</p>",
    )
    neighbour = OrganisationFactory(parent=ministry, title="Inspectie voor Voorbeelden", slug="ivv")
    location = LocationFactory(page=organisation)
    LocationFactory(page=neighbour)
    organisation.topics.add(topic)
    posts = {
        kind.value: PostFactory(
            parent=organisation,
            kind=kind,
            title=f"{kind.label}: een werkplek die rustig is",
            slug=f"werkplek-{kind.value}",
            place=location,
            state="open" if kind in (Kind.NEED, Kind.QUESTION) else "",
            phase=Phase.PILOT if kind == Kind.INITIATIVE else "",
            lead_image=ImageFactory() if kind == Kind.PHOTOS else None,
            body=[("text", "<p>Wij proberen een stille werkplek.</p>")],
        )
        for kind in Kind
    }
    for post in posts.values():
        post.topics.add(topic)
    projects = build_projects(organisation, location, topic)
    StandardPageFactory(title="Over deze site", slug="over")
    for page in (ended, ministry, neighbour, organisation, *posts.values()):
        page.save_revision().publish()
    assert Entry.objects.filter(entry_type="post").count() == len(posts) + 1
    return Site(ministry, organisation, organisation.locations.get(), posts, projects)


def build_projects(
    organisation: OrganisationPage, location: Location, topic: Topic
) -> list[ChangeProjectPage]:
    """Two published change projects; the first has a post."""
    today = timezone.localdate()
    projects = []
    for title in ("Werken zonder papier", "Vergaderen in de helft van de tijd"):
        project = ProjectFactory(parent=organisation, title=title, slug=slugify(title))
        project.phases = [
            phase(
                PhaseState.DONE,
                kind=Phase.EXPLORE,
                started_on=today - YEAR,
                ended_on=today - YEAR / 2,
            ),
            phase(PhaseState.UNDER_WAY, kind=Phase.PILOT, planned_start=today - YEAR / 2),
            phase(kind=Phase.ROLLOUT, planned_start=today, planned_end=today + YEAR / 2),
        ]
        project.milestones = [
            Milestone(date=today - YEAR / 2, title="Eerste team klaar", is_done=True),
            Milestone(date=today + YEAR / 4, title="Alle teams klaar"),
        ]
        project.members = [("member", {"role": "projectleider"})]
        project.places, project.topics = [location], [topic]
        project.save_revision().publish()
        projects.append(project)
    PostFactory(parent=projects[0], title="De printer is weg").save_revision().publish()
    return projects
