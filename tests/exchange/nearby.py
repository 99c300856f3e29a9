"""What the tests of matching and adopting have in common."""

from typing import Any

from exchange.nearest.keeping import keep_all
from organisations.models import BlogPostPage, Kind, OrganisationPage, Phase, Role, State
from organisations.roles.memberships import grant
from search import indexing
from tests.exchange.follow import written
from tests.factories import UserFactory
from tests.organisations.people import Government


def known(government: Government) -> Government:
    """The government, with its organisations on the site."""
    indexing.write_below(government.home)
    return government


def initiative(parent: OrganisationPage, title: str = "Bureaus delen", **fields: Any) -> Any:
    """An initiative that was just published, with its neighbours looked for."""
    fields = {"kind": Kind.INITIATIVE, "phase": Phase.PILOT, **fields}
    return settled(written(parent, title, **fields))


def need(parent: OrganisationPage, title: str = "Wie kan bureaus delen?", **fields: Any) -> Any:
    """A need that was just published, with its neighbours looked for."""
    fields = {"kind": Kind.NEED, "state": State.OPEN, **fields}
    return settled(written(parent, title, **fields))


def settled(post: BlogPostPage) -> BlogPostPage:
    """Do what is done in the background."""
    keep_all()
    return post


def communicator(organisation: OrganisationPage, **fields: Any) -> Any:
    """Somebody who writes for this organisation."""
    person = UserFactory(**fields)
    grant(person, organisation, Role.COMMUNICATOR, by=None)
    return person
