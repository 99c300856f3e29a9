"""A small government with people in every role, for the tests of roles and moderation."""

from dataclasses import dataclass

from cms.core.models import User
from home.models import HomePage
from organisations.models import (
    BlogPostPage,
    ChangeProjectPage,
    MinistryPage,
    OrganisationPage,
    Role,
)
from organisations.moderation.workflow import ensure_workflow
from organisations.roles.memberships import grant
from tests.factories import (
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    ProjectFactory,
    UserFactory,
    home_page,
)

COMMUNICATOR = "communicatiemedewerker"
COLLEAGUE = "collega van dezelfde organisatie"
MODERATOR = "moderator van het ministerie"
CENTRAL = "centrale moderator"
ADMINISTRATOR = "beheerder"
NOBODY = "iemand zonder rol"


@dataclass
class Government:
    """Two ministries with an organisation each; everybody's own side is Logius below BZK."""

    home: HomePage
    ministry: MinistryPage
    logius: OrganisationPage
    other_ministry: MinistryPage
    duo: OrganisationPage
    people: dict[str, User]

    def place(self, name: str) -> OrganisationPage:
        """The organisation that a test speaks of as "own" or "other"."""
        return {"own": self.logius, "other": self.duo}[name]


def make_government() -> Government:
    """The tree, and one person for each role at Logius, its ministry and the site."""
    home = home_page()
    ensure_workflow(home)
    ministry = MinistryFactory(title="Ministerie van BZK", slug="bzk")
    other_ministry = MinistryFactory(title="Ministerie van OCW", slug="ocw")
    logius = OrganisationFactory(parent=ministry, title="Logius", slug="logius")
    duo = OrganisationFactory(parent=other_ministry, title="DUO", slug="duo")
    places = {
        COMMUNICATOR: (logius, Role.COMMUNICATOR),
        COLLEAGUE: (logius, Role.COMMUNICATOR),
        MODERATOR: (ministry, Role.MODERATOR),
        CENTRAL: (home, Role.MODERATOR),
        ADMINISTRATOR: (home, Role.ADMINISTRATOR),
    }
    people = {}
    for name, (page, role) in places.items():
        people[name] = UserFactory(first_name=name)
        grant(people[name], page, role, by=None)
    people[NOBODY] = UserFactory(first_name=NOBODY)
    return Government(home, ministry, logius, other_ministry, duo, people)


def draft_by(author: User, organisation: OrganisationPage, title: str = "Concept") -> BlogPostPage:
    """A draft that this person wrote: never published, with one version."""
    post = PostFactory(
        parent=organisation, title=title, live=False, first_published_at=None, owner=author
    )
    post.save_revision(user=author)
    return BlogPostPage.objects.get(pk=post.pk)


def project_by(author: User, organisation: OrganisationPage, title: str) -> ChangeProjectPage:
    """A change project that this person made and that is on the site."""
    project = ProjectFactory(parent=organisation, title=title, owner=author)
    project.save_revision(user=author).publish()
    return ChangeProjectPage.objects.get(pk=project.pk)


def project_draft_by(author: User, organisation: OrganisationPage, title: str) -> ChangeProjectPage:
    """A change project that this person made and that was never published."""
    project = ProjectFactory(
        parent=organisation, title=title, live=False, first_published_at=None, owner=author
    )
    project.save_revision(user=author)
    return ChangeProjectPage.objects.get(pk=project.pk)


def published_by(
    author: User, organisation: OrganisationPage, title: str = "Bericht"
) -> BlogPostPage:
    """A post that this person wrote and that is on the site."""
    post = PostFactory(parent=organisation, title=title, owner=author)
    post.save_revision(user=author).publish()
    return BlogPostPage.objects.get(pk=post.pk)
