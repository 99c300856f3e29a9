"""A new draft from an earlier post: from each role's chair, and what does not come along."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Page, WorkflowState

from organisations.models import BlogPostPage, Kind, PostAuthor
from organisations.moderation.workflow import ensure_workflow
from tests.factories import ImageFactory, LocationFactory, TopicFactory
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
    draft_by,
    published_by,
)
from tests.organisations.quick import writer

pytestmark = pytest.mark.django_db


def copies(client: Client, post: Page) -> Any:
    return client.post(reverse("quick_copy", args=[post.pk]))


def the_copy(post: Page) -> BlogPostPage | None:
    copy = BlogPostPage.objects.exclude(pk=post.pk).first()
    return copy and copy.get_latest_revision_as_object()


def full_post(government: Government) -> BlogPostPage:
    """A published question with all that a post can have, waiting with a change."""
    person = government.people[COLLEAGUE]
    post = published_by(person, government.logius, title="Wie kent dit?")
    post.kind, post.state = Kind.QUESTION, "beantwoord"
    post.lead_image = ImageFactory()
    post.place = LocationFactory(page=government.logius)
    post.body = [("text", "<p>Wij zoeken iemand.</p>")]
    post.topics.add(TopicFactory())
    post.authors = [PostAuthor(name="Een collega")]
    post.expire_at = timezone.now() + datetime.timedelta(days=90)
    post.is_example = True
    post.save()
    revision = post.save_revision(user=person)
    revision.publish()
    post = BlogPostPage.objects.get(pk=post.pk)
    Comment.objects.create(page=post, user=person, text="Intern", contentpath="title")
    post.go_live_at = timezone.now() + datetime.timedelta(days=5)
    post.title = "Wie kent dit nu?"
    post.save_revision(user=person)
    ensure_workflow(government.home).start(post, person)
    return BlogPostPage.objects.get(pk=post.pk)


def test_what_comes_along_and_what_does_not(government: Government) -> None:
    post = full_post(government)
    response = copies(writer(government), post)
    copy = the_copy(post)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert copy.title == "Wie kent dit nu? (kopie)"
    assert copy.slug == "wie-kent-dit-nu-kopie"
    assert copy.get_parent().pk == government.logius.pk
    assert (copy.kind, copy.lead_image, copy.place) == (post.kind, post.lead_image, post.place)
    assert "Wij zoeken iemand" in copy.body[0].value.source
    assert list(copy.topics.all()) == list(post.topics.all())
    assert [author.name for author in copy.authors.all()] == ["Een collega"]

    assert not copy.live
    assert copy.first_published_at is copy.last_published_at is None
    assert copy.go_live_at is copy.expire_at is None
    assert copy.state == "open"
    assert not copy.is_example
    assert copy.owner == government.people[COMMUNICATOR]
    assert copy.revisions.count() == 1
    assert not Comment.objects.filter(page_id=copy.pk).exists()
    assert not WorkflowState.objects.filter(object_id=str(copy.pk)).exists()
    assert writer(government).get(response.url).status_code == 200


def test_the_other_post_stays_as_it_is(government: Government) -> None:
    post = full_post(government)
    before = BlogPostPage.objects.filter(pk=post.pk).values().get()
    copies(writer(government), post)
    assert BlogPostPage.objects.filter(pk=post.pk).values().get() == before
    assert post.authors.count() == post.topics.count() == 1


@pytest.mark.parametrize(
    ("person", "place", "may"),
    [
        (COMMUNICATOR, "own", True),
        (COLLEAGUE, "own", True),
        (MODERATOR, "own", True),
        (CENTRAL, "own", True),
        (ADMINISTRATOR, "own", True),
        (COMMUNICATOR, "other", False),
        (MODERATOR, "other", False),
        (CENTRAL, "other", True),
        (ADMINISTRATOR, "other", True),
    ],
)
def test_who_may_copy(government: Government, person: str, place: str, may: bool) -> None:
    post = published_by(government.people[ADMINISTRATOR], government.place(place))
    client = writer(government, person)
    assert client.get(reverse("quick_copy", args=[post.pk])).status_code == (200 if may else 403)
    assert copies(client, post).status_code == (302 if may else 403)
    assert (the_copy(post) is not None) == may


def test_somebody_without_a_role_copies_nothing(government: Government) -> None:
    post = published_by(government.people[COMMUNICATOR], government.logius)
    copies(writer(government, NOBODY), post)
    assert the_copy(post) is None


def test_only_posts_are_copied(government: Government) -> None:
    assert copies(writer(government, ADMINISTRATOR), government.logius).status_code == 404


def test_a_draft_is_copied_as_it_was_saved_last(government: Government) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.logius, title="Eerste versie")
    post.title = "Tweede versie"
    post.save_revision(user=government.people[COMMUNICATOR])
    copies(writer(government), post)
    assert the_copy(post).title == "Tweede versie (kopie)"


def test_a_second_copy_and_a_very_long_title(government: Government) -> None:
    post = published_by(government.people[COMMUNICATOR], government.logius, title="x" * 255)
    client = writer(government)
    assert copies(client, post).status_code == copies(client, post).status_code == 302
    assert BlogPostPage.objects.count() == 3


def test_no_copy_below_an_organisation_that_ended(government: Government) -> None:
    post = published_by(government.people[COMMUNICATOR], government.logius)
    government.logius.ended_on = timezone.localdate()
    government.logius.save()
    response = copies(writer(government), post)
    assert response.status_code == 403
    assert "Logius is opgeheven op" in response.content.decode()
    assert the_copy(post) is None


def test_the_copy_in_the_menu_is_this_one(government: Government) -> None:
    post = published_by(government.people[COMMUNICATOR], government.logius)
    client = writer(government)
    address = reverse("wagtailadmin_pages:copy", args=[post.pk])
    assert (
        address in client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    )
    response = client.get(address)
    assert response.url == reverse("quick_copy", args=[post.pk])
    assert client.get(address, {"elders": "ja"}).status_code == 200
    overview = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("quick_copy", args=[post.pk]) in overview


def test_the_copy_of_wagtail_itself_takes_no_dates_along(government: Government) -> None:
    post = full_post(government)
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": government.logius.pk}
    writer(government, MODERATOR).post(reverse("wagtailadmin_pages:copy", args=[post.pk]), data)
    copy = the_copy(post)
    assert copy.go_live_at is copy.expire_at is None
    assert not copy.live
    assert not copy.is_example
