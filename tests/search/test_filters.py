"""One question, many outputs: the filter reads, says, narrows and counts."""

import datetime

import pytest
from django.http import QueryDict

from organisations.models import Kind, State
from search.filters import Filter
from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    TopicFactory,
)
from tests.search.helpers import found_locations, found_titles, index_everything

pytestmark = pytest.mark.django_db


def titles(**asked: str | list[str]) -> set[str]:
    return set(found_titles(Filter.of(**asked)))


def test_values_of_one_facet_add_up_and_facets_narrow_each_other() -> None:
    bzk = OrganisationFactory(parent=MinistryFactory(slug="bzk"))
    ocw = OrganisationFactory(parent=MinistryFactory(slug="ocw"))
    PostFactory(parent=bzk, title="A", kind=Kind.QUESTION, state=State.OPEN)
    PostFactory(parent=bzk, title="B", kind=Kind.MESSAGE)
    PostFactory(parent=ocw, title="C", kind=Kind.NEED, state=State.ANSWERED)
    index_everything()
    assert titles(soort=["vraag", "behoefte"]) == {"A", "C"}
    assert titles(soort=["vraag", "behoefte"], ministerie="bzk") == {"A"}
    assert titles(soort="vraag", ministerie=["bzk", "ocw"], status="open") == {"A"}


def test_an_organisation_includes_its_units_and_a_theme_its_sub_topics() -> None:
    whole = OrganisationFactory(slug="geheel", title="Geheel")
    unit = OrganisationFactory(parent=whole, slug="deel", title="Deel")
    theme = TopicFactory(slug="werk")
    sub = TopicFactory(slug="thuiswerken", parent=theme)
    post = PostFactory(parent=unit, title="Uit het deel")
    post.topics.set([sub])
    post.save()
    index_everything()
    assert titles(organisatie="geheel") == {"Geheel", "Deel", "Uit het deel"}
    assert titles(organisatie="deel") == {"Deel", "Uit het deel"}
    assert titles(onderwerp="werk") == titles(onderwerp="thuiswerken") == {"Uit het deel"}


def test_the_words_are_found_with_an_exact_name_first() -> None:
    OrganisationFactory(title="Dienst Uitvoering Onderwijs", abbreviation="DUO")
    PostFactory(title="DUO en DUO en nog eens DUO")
    index_everything()
    assert found_titles(Filter.of(q="duo")) == [
        "Dienst Uitvoering Onderwijs",
        "DUO en DUO en nog eens DUO",
    ]


def test_places_are_those_of_the_entries_that_are_found() -> None:
    here = LocationFactory(page=OrganisationFactory(slug="hier"))
    LocationFactory(page=OrganisationFactory(slug="daar"))
    LocationFactory(page=here.page, point="", postcode="")
    index_everything()
    assert found_locations(Filter.of(organisatie="hier")) == [here.pk]
    assert len(found_locations(Filter.of())) == 2


def test_an_address_is_canonical_and_can_be_changed() -> None:
    MinistryFactory(slug="bzk", abbreviation="BZK")
    index_everything()
    asked = Filter.from_params(QueryDict("soort=vraag&pagina=3&ministerie=bzk&q=%20thuis%20"))
    assert asked.query_string() == "q=thuis&ministerie=bzk&soort=vraag&pagina=3"
    assert asked.query_string(soort=None) == "q=thuis&ministerie=bzk"
    assert asked.query_string(pagina=4) == "q=thuis&ministerie=bzk&soort=vraag&pagina=4"
    assert asked.describe() == "“thuis”; ministerie: BZK; soort: Vraag"
    assert asked.chips()[1] == ("BZK", "q=thuis&soort=vraag")


def test_what_is_not_understood_is_left_out_with_a_word() -> None:
    asked = Filter.from_params(QueryDict("ministerie=xyz&soort=brief&pagina=abc&q=" + "a" * 300))
    assert "Ministerie “xyz” kennen wij niet; dit filter is weggelaten." in asked.problems
    assert len(asked.problems) == 4
    assert asked.page == 1
    assert len(asked.q) == 200


def test_the_stored_form_gives_the_same_question_back() -> None:
    MinistryFactory(slug="bzk")
    index_everything()
    asked = Filter.of(ministerie="bzk", soort=["behoefte", "vraag"], q="thuis")
    stored = asked.to_stored()
    assert stored["version"] == 1
    assert Filter.from_stored(stored).query_string() == asked.query_string()
    with pytest.raises(ValueError, match="version"):
        Filter.from_stored({"version": 99, "asked": {}})


def test_near_finds_what_has_a_place_within_the_radius() -> None:
    here = LocationFactory(page=OrganisationFactory(title="Den Haag"))
    LocationFactory(
        page=OrganisationFactory(title="Zwolle"),
        city="Zwolle",
        point="SRID=4326;POINT(6.09000 52.51000)",
    )
    index_everything()
    assert titles(nabij="2511 DP") == {"Den Haag"}
    assert titles(nabij="8011", straal="5") == {"Zwolle"}
    assert found_locations(Filter.of(nabij="2511")) == [here.pk]
    asked = Filter.of(nabij="2511 DP", straal="500")
    assert asked.describe() == "binnen 100 km van 2511 DP"
    assert asked.problems == ["De straal is ten hoogste 100 kilometer."]
    assert "kennen wij niet" in Filter.of(nabij="Atlantis").problems[0]
    assert Filter.from_stored(asked.to_stored()).describe() == asked.describe()


def test_a_period_includes_its_first_and_last_day() -> None:
    day = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
    PostFactory(title="A", first_published_at=day)
    PostFactory(title="B", first_published_at=day + datetime.timedelta(days=1))
    index_everything()
    assert titles(van="2026-03-10", tot="2026-03-10") == {"A"}
    assert titles(van="2026-03-11") == {"B"}
    assert titles(tot="2026-03-11") == {"A", "B"}
