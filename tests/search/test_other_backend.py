"""Another search server can take the place of the database: everything that looks for words works."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from organisations.models import Kind
from search.filters import Filter
from search.models import Pin
from tests.factories import OrganisationFactory, PostFactory, UserFactory
from tests.search.helpers import found_titles, index_everything
from tests.search.other_backend import SearchBackend

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def other_backend(settings: Any) -> None:
    """Some pages, found by a server that is not the database."""
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "tests.search.other_backend"}}
    SearchBackend.asked.clear()
    owner = OrganisationFactory(title="Dienst Werken", abbreviation="werken")
    PostFactory(parent=owner, title="Over stil werken in de trein", kind=Kind.QUESTION)
    PostFactory(parent=owner, title="Thuis werken", kind=Kind.UPDATE)
    PostFactory(parent=owner, title="Werken: een concept", live=False)
    index_everything()


def test_a_page_of_results_is_in_its_order_with_an_exact_name_first(client: Client) -> None:
    assert found_titles(Filter.of(q="werken")) == [
        "Dienst Werken",
        "Thuis werken",
        "Over stil werken in de trein",
    ]
    assert SearchBackend.asked
    page = client.get("/zoeken/?q=werken").content.decode()
    assert "Over stil" in page
    assert "<mark>" in page
    assert "een concept" not in page


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"q": "werken -trein"}, 2),
        ({"q": '"stil werken"'}, 1),
        ({"q": "werken", "soort": "vraag"}, 1),
        ({"q": "zebra"}, 0),
        ({"q": "-werken"}, 0),
    ],
)
def test_every_kind_of_question_finds_the_same_in_memory_and_in_the_database(
    asked: dict[str, str], number: int
) -> None:
    question = Filter.of(**asked)
    assert question.found.total == number
    assert question.narrowed().count() == number


def test_the_other_outputs_work_too(client: Client) -> None:
    Pin.objects.create(words="trein", page=PostFactory(title="Wegwijzer"))
    for address in (
        "/zoeken/?q=trein",
        "/zoeken/?q=zebra",
        "/zoeken/feed/?q=werken",
        "/zoeken/suggesties/?q=werk",
        "/zoeken/resultaten.csv?q=werken",
        "/kaart/?q=werken",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert response.getvalue()
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(reverse("wagtailadmin_pages:search"), {"q": "werken"}).status_code == 200
    call_command("update_index", verbosity=0)
