"""The examples show what readers do with posts: answering, helping, taking over."""

import pytest
from django.test import Client

from exchange.models import Adoption, AnswerStatus, Comment, Telling
from home.examples.loader import ExampleLoader
from home.examples.removal import remove_examples
from organisations.models import BlogPostPage, HelpCredit, OrganisationPage
from tests.factories import MinistryFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

ARCHIVE, LOGIUS, OFFICES = "71889", "71428", "98735"


@pytest.fixture
def bodies() -> dict[str, OrganisationPage]:
    """The organisations of the examples that are looked at, by their number in the register."""
    ministry = MinistryFactory()
    bodies = {
        number: OrganisationFactory(parent=ministry, register_id=number, title=f"Dienst {number}")
        for number in (ARCHIVE, LOGIUS, OFFICES)
    }
    for page in bodies.values():
        page.save_revision().publish()
    ExampleLoader().run()
    return bodies


def shown(client: Client, title: str) -> str:
    return client.get(BlogPostPage.objects.get(title=title).get_url()).content.decode()


def test_a_question_has_an_accepted_answer_and_says_who_helped(
    client: Client, bodies: dict[str, OrganisationPage]
) -> None:
    page = shown(client, "Wat bewaart u van een chatgesprek?")
    answer = page.partition('id="antwoord"')[2].partition("</section>")[0]
    assert "Wij zetten een besluit dezelfde dag in het dossier" in answer
    assert bodies[LOGIUS].title in answer
    assert "voorbeeld" in page.lower()


def test_an_initiative_is_taken_over_and_shows_how_it_spread(
    client: Client, bodies: dict[str, OrganisationPage]
) -> None:
    page = shown(client, "Eén plattegrond voor alle gasten")
    assert "Ook bij ons: één plattegrond voor gasten" in page
    assert bodies[LOGIUS].title in page
    assert not Telling.objects.exists(), "nobody is mailed about an example"


def test_what_hangs_on_examples_goes_with_them(bodies: dict[str, OrganisationPage]) -> None:
    hanging = (Adoption, AnswerStatus, HelpCredit, Comment)
    assert all(model.objects.exists() for model in hanging)
    remove_examples()
    assert not [model.__name__ for model in hanging if model.objects.exists()]
    assert OrganisationPage.objects.count() == len(bodies)
