"""One command takes every example away, and nothing else."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms.core.models import CustomImage
from home.examples import removal
from home.examples.loader import ExampleLoader, examples_were_loaded
from home.examples.removal import marked_models, remove_examples
from home.models import GonePage
from home.starter import load_starter_pages
from organisations.models import BlogPostPage, OrganisationPage
from search.models import Entry
from tests.factories import MinistryFactory, OrganisationFactory, PostFactory, TopicFactory

pytestmark = pytest.mark.django_db

REGISTER_IDS = ("116763", "71857", "71428")


@pytest.fixture
def tree() -> list[OrganisationPage]:
    """A few of the organisations that have examples, one with a topic of its own."""
    for name in ("bouwen en verbouwen", "inkoop en beheer", "eigen onderwerp"):
        TopicFactory(name=name, slug=name.replace(" ", "-"))
    ministry = MinistryFactory()
    pages = [OrganisationFactory(parent=ministry, register_id=each) for each in REGISTER_IDS]
    for page in pages:
        page.save_revision().publish()
    return pages


def state(page: OrganisationPage) -> dict[str, Any]:
    fresh = OrganisationPage.objects.get(pk=page.pk)
    fields = (
        "title",
        "intro",
        "lead_image_id",
        "visited_on",
        "visit_report",
        "live",
        "slug",
        "colour",
    )
    return {name: getattr(fresh, name) for name in fields} | {
        "topics": sorted(topic.name for topic in fresh.topics.all())
    }


def remove() -> str:
    out = io.StringIO()
    call_command("remove_examples", stdout=out)
    return out.getvalue()


def test_examples_go_and_the_register_and_what_people_wrote_stay(
    tree: list[OrganisationPage],
) -> None:
    load_starter_pages()
    before = {page.pk: state(page) for page in tree}
    own = PostFactory(parent=tree[0], title="Ons eigen bericht")
    own.save_revision().publish()
    kept = set(Page.objects.values_list("pk", flat=True))
    ExampleLoader().run()
    assert BlogPostPage.objects.filter(is_example=True).count() >= 10
    assert state(tree[0]) != before[tree[0].pk]

    told = remove()
    assert set(Page.objects.values_list("pk", flat=True)) == kept
    assert {page.pk: state(page) for page in tree} == before
    assert not CustomImage.objects.exists()
    assert list(Entry.objects.filter(entry_type="post").values_list("title", flat=True)) == [
        "Ons eigen bericht"
    ]
    assert not GonePage.objects.exists(), "nobody is told that an example was here"
    assert "Weggehaald:" in told
    assert remove() == "Er zijn geen voorbeelden meer.\n"
    assert examples_were_loaded(), "so that they do not come back at the next start"


def test_what_somebody_made_of_an_example_stays(tree: list[OrganisationPage]) -> None:
    ExampleLoader().run()
    mine = OrganisationPage.objects.get(pk=tree[0].pk)
    mine.intro = "Dit schreven wij zelf."
    mine.save_revision().publish()
    drafted = OrganisationPage.objects.get(pk=tree[1].pk)
    drafted.title = "Nieuwe naam"
    drafted.save_revision()
    image = CustomImage.objects.first()
    post = PostFactory(parent=tree[2], lead_image=image)
    post.save_revision().publish()
    told = remove()
    assert state(mine)["intro"] == "Dit schreven wij zelf."
    assert OrganisationPage.objects.get(pk=drafted.pk).has_unpublished_changes
    assert BlogPostPage.objects.get(pk=post.pk).lead_image_id == image.pk
    assert f"Blijft, want hij is gebruikt: {image.title}" in told
    assert f"Blijft, want er is eigen werk aan of onder: {drafted.title}" not in told
    assert "Blijft, want er is eigen werk aan of onder:" in told


def test_the_models_with_the_mark_are_found_by_themselves() -> None:
    found = set(marked_models())
    assert BlogPostPage in found
    assert not found & {Page, OrganisationPage, CustomImage}


def test_a_marked_row_of_any_app_goes(
    tree: list[OrganisationPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a stand-in for a model that is no page."""

    class Rows:
        deleted = 0

        def filter(self, **mark: bool) -> "Rows":
            assert mark == {"is_example": True}
            return self

        def delete(self) -> tuple[int, dict[str, int]]:
            Rows.deleted += 1
            return 3, {}

    class Remark:
        _default_manager = Rows()

    monkeypatch.setattr(removal, "marked_models", lambda: iter([Remark]))
    assert remove_examples().others == 3
    assert Rows.deleted == 1


def test_an_example_with_somebodys_page_below_it_stays(
    tree: list[OrganisationPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    below = PostFactory(parent=tree[0])
    monkeypatch.setattr(removal, "_example_pages", lambda: [tree[0]])
    result = remove_examples()
    assert result.kept_pages == [tree[0].title]
    assert Page.objects.filter(pk__in=[tree[0].pk, below.pk]).count() == 2
