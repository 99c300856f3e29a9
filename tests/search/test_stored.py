"""A question that is kept outlives what happens to the tree, and never widens."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from organisations.models import BlogPostPage, Kind, MinistryPage, OrganisationPage, State
from search.facts import facts_of
from search.filters import Filter
from search.stored import admits, asked_of, keys_of, keys_of_facts, restore
from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    TopicFactory,
)
from tests.search.helpers import fill_text_index, index_everything

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def kept(**asked: str | list[str]) -> dict[str, Any]:
    return Filter.of(**asked).to_stored()


def finds(stored: dict[str, Any], page: Page) -> bool:
    """Whether the question finds the page, looked up the way matching does."""
    asked = asked_of(stored)
    facts = facts_of(page, timezone.now())
    found = not set(keys_of(asked)).isdisjoint(keys_of_facts(facts)) and admits(asked, facts)
    assert not admits(asked, facts) or found, "the keys must not hide what the question finds"
    return found


def test_a_renamed_and_moved_organisation_is_still_the_one_that_was_asked_for() -> None:
    organisation = OrganisationFactory(slug="oud", title="Oude naam")
    other = MinistryFactory(slug="elders")
    index_everything()
    stored = kept(organisatie="oud")
    organisation.slug, organisation.title = "nieuw", "Nieuwe naam"
    organisation.save_revision().publish()
    OrganisationPage.objects.get(pk=organisation.pk).move(other, pos="last-child")
    index_everything()
    restored = restore(stored)
    assert restored.filter.query_string() == "organisatie=nieuw"
    assert restored.filter.describe() == "organisatie: Nieuwe naam"
    assert not restored.gone
    post = PostFactory(parent=OrganisationPage.objects.get(pk=organisation.pk))
    assert finds(stored, post)


@pytest.mark.parametrize("factory", [OrganisationFactory, MinistryFactory])
def test_after_a_merger_the_successor_counts_as_well(factory: Any) -> None:
    name = "ministerie" if factory is MinistryFactory else "organisatie"
    old, between, new = factory(slug="oud"), factory(slug="tussen"), factory(slug="nieuw")
    index_everything()
    stored = kept(**{name: "oud"})
    for body, heir in ((old, between), (between, new)):
        body.ended_on, body.successor = YESTERDAY, heir
        body.save()
    index_everything()
    assert restore(stored).filter.facets[name].values == ["oud", "tussen", "nieuw"]
    parent = OrganisationFactory(parent=new) if factory is MinistryFactory else new
    assert finds(stored, PostFactory(parent=parent))
    assert not finds(kept(**{name: "nieuw"}), old)


def test_successors_in_a_circle_come_to_an_end() -> None:
    one, two = OrganisationFactory(slug="een"), OrganisationFactory(slug="twee")
    for body, heir in ((one, two), (two, one)):
        body.ended_on, body.successor = YESTERDAY, heir
        body.save()
    index_everything()
    assert restore(kept(organisatie="een")).filter.facets["organisatie"].values == ["een", "twee"]


def test_what_is_gone_finds_nothing_instead_of_everything_and_says_so() -> None:
    organisation = OrganisationFactory(slug="weg")
    topic = TopicFactory(slug="onderwerp")
    index_everything()
    of_organisation, of_topic = kept(organisatie="weg"), kept(onderwerp="onderwerp")
    OrganisationPage.objects.get(pk=organisation.pk).unpublish()
    topic.delete()
    for stored in (of_organisation, of_topic):
        restored = restore(stored)
        assert restored.is_void
        assert "staat niet meer op de site" in restored.gone[0]
        assert not finds(stored, PostFactory())


def test_a_form_of_another_time_is_void_or_refused_but_breaks_nothing() -> None:
    restored = restore({"version": 1, "asked": {"kleur": ["rood"], "soort": ["brief"]}})
    assert restored.is_void
    assert len(restored.gone) == 2
    with pytest.raises(ValueError, match="version"):
        restore({"version": 99, "asked": {}})


def test_order_and_page_are_not_kept_and_a_radius_only_with_a_place() -> None:
    assert kept(sorteer="naam", pagina="3", straal="20") == {"version": 1, "asked": {}}
    assert kept(nabij="2511", straal="20")["asked"] == {"nabij": ["2511"], "straal": ["20"]}
    assert kept(soort=["vraag", "behoefte"]) == kept(soort=["behoefte", "vraag"])


@pytest.fixture
def posts() -> list[BlogPostPage]:
    """Posts that differ in everything that can be asked."""
    theme = TopicFactory(slug="werk")
    topic = TopicFactory(slug="thuiswerken", parent=theme)
    whole = OrganisationFactory(parent=MinistryFactory(slug="bzk"), slug="geheel")
    unit = OrganisationFactory(parent=whole, slug="deel")
    other = OrganisationFactory(parent=MinistryFactory(slug="ocw"), slug="ander")
    here = LocationFactory(page=whole)
    far = LocationFactory(
        page=other, city="Zwolle", street="Plein", point="SRID=4326;POINT(6.09000 52.51000)"
    )
    made = [
        PostFactory(
            parent=unit, title="Een café voor werkplekken", kind=Kind.QUESTION, state=State.OPEN
        ),
        PostFactory(parent=whole, title="Verhuizen naar een rustige plek", place=here),
        PostFactory(parent=other, title="De e-mail van morgen", kind=Kind.INITIATIVE, place=far),
        PostFactory(parent=other, kind=Kind.QUESTION, state=State.ANSWERED, phase=""),
    ]
    made[0].topics.add(topic)
    made[2].topics.add(theme)
    for post in made:
        post.save()
    index_everything()
    fill_text_index()
    return [BlogPostPage.objects.get(pk=post.pk) for post in made]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"ministerie": "bzk"},
        {"ministerie": ["bzk", "ocw"], "soort": "vraag"},
        {"organisatie": "geheel"},
        {"organisatie": "deel", "status": "open"},
        {"onderwerp": "werk"},
        {"onderwerp": "thuiswerken"},
        {"soort": ["vraag", "initiatief"]},
        {"status": "beantwoord"},
        {"gebouw": "turfmarkt-147-den-haag"},
        {"nabij": "2511 DP"},
        {"nabij": "2511 DP", "straal": "100"},
        {"nabij": "Zwolle", "straal": "5", "soort": "initiatief"},
        {"q": "werkplek"},
        {"q": "cafe"},
        {"q": "e-mail"},
        {"q": '"rustige plek"'},
        {"q": '"plek rustige"'},
        {"q": "rustige", "organisatie": "geheel"},
        {"q": "niets-dat-bestaat"},
        {"q": '"!?"'},
        {"van": "2020-01-01"},
        {"tot": "2020-01-01"},
        {"van": "2020-01-01", "q": "werkplekken", "ministerie": "bzk"},
    ],
)
def test_what_a_reader_sees_is_what_a_follower_is_mailed(
    posts: list[BlogPostPage], asked: dict[str, Any]
) -> None:
    listed = {hit.pk for hit in Filter.of(**asked).found[:]}
    stored = kept(**asked)
    assert {post.pk for post in posts if finds(stored, post)} == listed & {p.pk for p in posts}


@pytest.mark.parametrize("words", ["een", "plekken", "gebouw", "wetten", "taken"])
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL stems and drops small words")
def test_on_sqlite_small_words_and_plurals_are_the_same_in_the_list_and_the_mail(
    posts: list[BlogPostPage], words: str
) -> None:
    listed = {hit.pk for hit in Filter.of(q=words).found[:]}
    assert {post.pk for post in posts if finds(kept(q=words), post)} == listed & {
        post.pk for post in posts
    }


def test_a_draft_can_be_asked_about_before_it_is_stored(posts: list[BlogPostPage]) -> None:
    post = posts[1]
    post.title = "Stilte in de trein"
    post.topics.add(TopicFactory(slug="nieuw"))
    index_everything()
    assert finds(kept(q="trein"), post)
    assert finds(kept(onderwerp="nieuw"), post)
    assert not finds(kept(q="verhuizen"), post)


def test_an_old_ministry_counts_from_the_day_that_it_ended() -> None:
    new = MinistryFactory(slug="nieuw")
    old = MinistryFactory(slug="oud", successor=new)
    index_everything()
    stored = kept(ministerie="oud")
    post = PostFactory(parent=OrganisationFactory(parent=new))
    assert not finds(stored, post)
    MinistryPage.objects.filter(pk=old.pk).update(ended_on=YESTERDAY)
    assert finds(stored, post)
