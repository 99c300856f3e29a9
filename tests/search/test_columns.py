"""What is counted in memory is what the database holds, after every change."""

import copy
import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisations.models import (
    FINISHED,
    BlogPostPage,
    Kind,
    Location,
    OrganisationPage,
    Phase,
    PhaseState,
    State,
    Topic,
)
from search import indexing, versions
from search.columns import Columns
from search.columns.store import Store
from search.filters import Filter
from search.models import Entry, EntryPlace, EntryTopic, IndexChange
from tests.factories import (
    LocationFactory,
    MinistryFactory,
    OrganisationFactory,
    PostFactory,
    ProjectFactory,
    TopicFactory,
)
from tests.factories import phase as project_phase
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db


def facts(columns: Columns) -> tuple:
    """Everything in the columns, in values that can be compared."""
    names, entries, topics, places = columns.names, columns.entries, columns.topics, columns.places

    def words(codes, column):
        return [codes.values[code] for code in column]

    return (
        entries.entries.tolist(),
        words(names.types, entries.types),
        words(names.kinds, entries.kinds),
        words(names.states, entries.states),
        words(names.phases, entries.phases),
        words(names.bodies, entries.ministries),
        words(names.bodies, entries.organisations),
        words(names.bodies, entries.parents),
        words(names.projects, entries.projects),
        entries.visited.tolist(),
        entries.dates.tolist(),
        entries.expires.tolist(),
        entries.titles.tolist(),
        sorted(zip(topics.entries.tolist(), words(names.topics, topics.topics), strict=True)),
        entries.entries[columns.topic_entries].tolist() == topics.entries.tolist(),
        places.entries.tolist(),
        places.locations.tolist(),
        words(names.buildings, places.buildings),
        words(names.cities, places.cities),
        np.nan_to_num(places.x).tolist(),
        entries.entries[columns.place_entries].tolist() == places.entries.tolist(),
        columns.bodies,
        list(columns.bodies),
        {slug: topic.name for slug, topic in columns.topic_list.items()},
    )


def changes() -> Iterator[None]:
    """One change after another, as editors and imports make them."""
    bzk, ocw = MinistryFactory(slug="bzk"), MinistryFactory(slug="ocw")
    organisation = OrganisationFactory(parent=bzk, slug="dienst")
    place = LocationFactory(page=organisation)
    topic = TopicFactory(slug="werk")
    index_everything()
    yield
    post = PostFactory(parent=organisation, title="Eerste", place=place)
    post.topics.set([topic])
    post.save_revision().publish()
    yield
    other = PostFactory(parent=organisation, title="Tweede", expire_at=timezone.now())
    indexing.write([other.pk])
    yield
    post.title = "Anders"
    post.save_revision().publish()
    yield
    topic.name = "arbeid"
    topic.save()
    yield
    organisation.title = "Aardig bureau"
    organisation.save_revision().publish()
    yield
    organisation.move(ocw, pos="last-child")
    yield
    post.refresh_from_db()
    post.unpublish()
    yield
    Topic.objects.get(pk=topic.pk).delete()
    yield
    BlogPostPage.objects.get(pk=other.pk).delete()
    yield
    EntryPlace.objects.all()[0].delete()
    yield


def test_every_change_is_noticed_and_only_what_changed_is_read_again() -> None:
    store = Store()
    store.current()
    for number, _change in enumerate(changes()):
        assert facts(store.current()) == facts(Columns.read()), number
    with CaptureQueriesContext(connection) as queries:
        store.current()
    assert len(queries) == 1


def test_a_renewal_does_not_read_everything() -> None:
    organisation = OrganisationFactory()
    first, *_rest = [PostFactory(parent=organisation) for _ in range(5)]
    index_everything()
    store = Store()
    before = store.current()
    first.save_revision().publish()
    with CaptureQueriesContext(connection) as queries:
        after = store.current()
    assert after is not before
    reads = [query["sql"] for query in queries if 'FROM "search_entry"' in query["sql"]]
    assert reads
    assert all(f"IN ({first.pk})" in sql for sql in reads)


def test_what_is_rolled_back_is_forgotten() -> None:
    organisation = OrganisationFactory(title="Zoals het was")
    index_everything()
    store = Store()
    store.current()

    with transaction.atomic():
        organisation.title = "Zoals het niet werd"
        organisation.save_revision().publish()
        assert store.current().bodies[organisation.pk].title == "Zoals het niet werd"
        transaction.set_rollback(True)
    assert store.current().bodies[organisation.pk].title == "Zoals het was"


def test_a_note_that_comes_late_is_not_missed() -> None:
    """Numbers are given out before a transaction ends: a smaller one may appear after a larger."""
    post = PostFactory()
    index_everything()
    store = Store()
    store.current()
    last = IndexChange.objects.latest("pk")
    versions.bump([post.pk])
    versions.bump([post.pk])
    late, seen = IndexChange.objects.filter(pk__gt=last.pk).order_by("pk")
    moment = late.at
    late.delete()
    store.current()
    Entry.objects.filter(pk=post.pk).update(visited=True)
    IndexChange.objects.bulk_create([IndexChange(pk=seen.pk - 1, pages=str(post.pk))])
    IndexChange.objects.filter(pk=seen.pk - 1).update(at=moment)
    assert store.current().entries.visited.any()


def test_old_notes_that_are_cleared_away_cost_no_reading() -> None:
    PostFactory()
    index_everything()
    IndexChange.objects.update(at=timezone.now() - versions.KEEP - datetime.timedelta(minutes=1))
    versions.bump([])
    store = Store()
    before = store.current()
    IndexChange.objects.order_by("pk")[0].delete()
    with CaptureQueriesContext(connection) as queries:
        assert facts(store.current()) == facts(before)
    assert not [query for query in queries if 'FROM "search_entrytopic" ORDER' in query["sql"]]


places = st.sampled_from(["", "2511 DP", "9711 LX", "6211 AA"])
posts = st.tuples(
    st.integers(0, 3),  # organisation
    st.sampled_from(Kind.values),
    st.sampled_from(["", *State.values]),
    st.sampled_from(["", *Phase.values]),
    st.sets(st.integers(0, 3)),  # topics
    st.integers(-400, 0),  # days ago
    st.sampled_from([None, -1, 1]),  # expires after so many days
)
questions = st.fixed_dictionaries(
    {},
    optional={
        "ministerie": st.lists(st.sampled_from(["m0", "m1"]), max_size=2),
        "organisatie": st.lists(st.sampled_from(["o0", "o1", "o2"]), max_size=2),
        "onderwerp": st.lists(st.sampled_from([f"t{n}" for n in range(4)]), max_size=2),
        "soort": st.lists(
            st.sampled_from([*Kind.values, "traject", "organisatie", "ministerie"]), max_size=3
        ),
        "status": st.lists(st.sampled_from([*State.values, *Phase.values, FINISHED]), max_size=2),
        "van": st.just(["2026-01-01"]),
        "tot": st.just(["2026-06-30"]),
        "nabij": st.sampled_from([["2511"], ["9711"]]),
        "straal": st.sampled_from([["1"], ["100"]]),
    },
)


@dataclass
class World:
    """What posts are written in, and about."""

    bodies: list[OrganisationPage]
    spots: list[Location]
    topics: list[Topic]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(written=st.lists(posts, max_size=12), asked=st.lists(questions, min_size=3, max_size=6))
def test_numbers_from_memory_are_those_of_the_database(
    known: World, written: list, asked: list
) -> None:
    """The number beside a choice, what a click gives, and what a plain query counts: all the same."""
    with transaction.atomic():
        # A page in memory counts the children that were rolled back.
        write(copy.deepcopy(known), written)
        for question in [Filter(question) for question in asked]:
            narrowed = set(question.narrowed().values_list("pk", flat=True))
            assert {hit.pk for hit in question.found[:]} == narrowed
            assert question.found.total == len(narrowed)
            for name in question.facets:
                for choice in flat(question.choices(name)):
                    clicked = Filter(
                        {
                            **{n: f.values for n, f in question.facets.items()},
                            name: [choice.value],
                        }
                    )
                    assert choice.count == clicked.narrowed().count(), (name, choice)
        transaction.set_rollback(True)


def flat(choices: list) -> list:
    return [each for choice in choices for each in (choice, *choice.children)]


@pytest.fixture
def known() -> World:
    """A small government with two projects; an organisation shares its slug with its own unit."""
    ministries = [MinistryFactory(slug=f"m{n}") for n in range(2)]
    o0 = OrganisationFactory(parent=ministries[0], slug="o0", visited_on=timezone.localdate())
    o1 = OrganisationFactory(parent=ministries[1], slug="o1")
    bodies = [
        o0,
        o1,
        OrganisationFactory(parent=o0, slug="o0"),
        OrganisationFactory(parent=o1, slug="o2"),
    ]
    spots = [
        LocationFactory(page=body, postcode=postcode, point="", house_number=str(n))
        for n, (body, postcode) in enumerate(
            zip(bodies, ["2511 DP", "9711 LX", "", "2511 DP"], strict=True)
        )
    ]
    theme = TopicFactory(slug="t0")
    topics = [theme, *(TopicFactory(slug=f"t{n}", parent=theme) for n in range(1, 4))]
    for body, state in ((bodies[0], PhaseState.DONE), (bodies[2], PhaseState.UNDER_WAY)):
        project = ProjectFactory(parent=body)
        project.phases = [project_phase(state, kind=Phase.PILOT)]
        project.topics = [topics[1]]
        project.places = [spots[0]]
        project.save()
        PostFactory(parent=project, kind=Kind.INITIATIVE, phase=Phase.PILOT)
    return World(bodies, spots, topics)


def write(known: World, written: list) -> None:
    """Publish these posts."""
    for owner, kind, state, phase, about, days, expires in written:
        now = timezone.now()
        post = PostFactory(
            parent=known.bodies[owner],
            kind=kind,
            state=state,
            phase=phase,
            place=known.spots[owner],
            first_published_at=now + datetime.timedelta(days=days),
        )
        post.topics.set([known.topics[n] for n in about])
        post.save()
        if expires:
            BlogPostPage.objects.filter(pk=post.pk).update(
                expire_at=now + datetime.timedelta(days=expires)
            )
    index_everything()
    # The two projects have a topic and its theme each.
    assert EntryTopic.objects.count() <= 4 * len(written) + 4
