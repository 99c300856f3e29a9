"""Content in bulk: complete, the same for the same seed, and no duplicates when run again."""

import io

import pytest
from django.core.management import call_command
from treebeard.mp_tree import MP_Node
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from home.generated import words
from organisations.models import BlogPostPage, Location, OrganisationPage
from search.models import Entry, EntryPlace, EntryType
from tests.factories import TopicFactory

pytestmark = pytest.mark.django_db

SMALL = {"organisations": 14, "locations": 20, "verbosity": 0}


def generate(posts: int, **options: int) -> None:
    call_command(
        "generate_content",
        posts=posts,
        stdout=io.StringIO(),
        stderr=io.StringIO(),
        **SMALL,
        **options,
    )


def written() -> list[tuple[str, str, str]]:
    posts = BlogPostPage.objects.order_by("slug")
    return [(post.url_path, post.title, str(post.body.raw_data)) for post in posts]


def test_bulk_content_is_a_sound_tree_that_readers_can_find() -> None:
    TopicFactory.create_batch(3)
    generate(30)
    assert BlogPostPage.objects.published().count() == 30
    assert OrganisationPage.objects.count() == 14
    assert Location.objects.count() == 20
    assert not any(MP_Node.find_problems.__func__(Page))
    assert Entry.objects.filter(entry_type="post").count() == 30
    post = BlogPostPage.objects.published().first()
    assert post.get_parent().specific_class is OrganisationPage
    assert post.authors.count() == 1
    assert post.topics.exists()
    assert "Wat wij leerden" in post.body.render_as_block()


def test_measured_words_are_dosed_exactly() -> None:
    generate(30)
    found = get_search_backend().search(words.COMMON_WORD, BlogPostPage)
    assert len(found) == 3
    assert len(get_search_backend().search(words.RARE_WORD, BlogPostPage)) == 1


def test_a_second_run_goes_on_and_makes_nothing_twice(monkeypatch) -> None:
    monkeypatch.setattr("home.generated.posts.POSTS_AT_A_TIME", 10)
    generate(20)
    first = written()
    generate(20)
    assert written() == first
    generate(30)
    assert len(written()) == 30
    assert set(first) <= set(written())
    assert not any(MP_Node.find_problems.__func__(Page))


def test_a_run_that_is_stopped_halfway_ends_up_the_same(monkeypatch) -> None:
    monkeypatch.setattr("home.generated.posts.POSTS_AT_A_TIME", 10)
    from home.generated.posts import PostWriter

    whole = PostWriter.write_some
    stops = iter([False, True, False, False])

    def interrupted(self, numbers, steps) -> None:
        if next(stops, False):
            raise KeyboardInterrupt
        whole(self, numbers, steps)

    monkeypatch.setattr(PostWriter, "write_some", interrupted)
    with pytest.raises(SystemExit):
        generate(30)
    assert BlogPostPage.objects.count() == 10
    generate(30)
    numbers = sorted(int(url.rstrip("/").rsplit("-", 1)[1]) for url, *_rest in written())
    assert numbers == list(range(30))


def test_another_seed_stands_beside_the_first() -> None:
    generate(10)
    generate(10, seed=2)
    assert BlogPostPage.objects.count() == 20
    assert OrganisationPage.objects.count() == 28


def test_locations_that_were_made_before_a_stop_are_on_the_map(monkeypatch) -> None:
    monkeypatch.setattr("home.generated.tree.BODIES_AT_A_TIME", 8)
    from home.generated.tree import GeneratedTree

    whole = GeneratedTree.location
    numbers = iter(range(20))

    def interrupted(self, *args) -> Location:
        if next(numbers) == 10:
            raise KeyboardInterrupt
        return whole(self, *args)

    monkeypatch.setattr(GeneratedTree, "location", interrupted)
    on_the_map = EntryPlace.objects.filter(entry__entry_type=EntryType.ORGANISATION)
    with pytest.raises(SystemExit):
        generate(0)
    assert Location.objects.count() == on_the_map.count() == 8
    monkeypatch.undo()
    generate(0)
    assert Location.objects.count() == on_the_map.count() == 20
