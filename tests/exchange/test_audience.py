"""A writer sees before submitting who will get a post; the own people see how many follow them."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchange.matching import match_all
from organisations.models import BlogPostPage
from tests.exchange.follow import ANNA, BEN, confirmed, sent
from tests.factories import TopicFactory
from tests.organisations.desk import signed_in
from tests.organisations.editing import post_edit
from tests.organisations.people import (
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
    draft_by,
    published_by,
)
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def government(government: Government) -> Government:
    index_everything()
    return government


def told(client: Client, post: BlogPostPage) -> str:
    response = client.get(reverse("about_draft", args=[post.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_editor_says_how_many_get_it_and_shows_the_line_of_the_mail(
    government: Government,
) -> None:
    topic = TopicFactory(slug="werk")
    index_everything()
    confirmed(ANNA, "direct", organisatie="logius")
    confirmed(ANNA, "dag", soort="bericht")
    confirmed(BEN, "dag", ministerie="bzk")
    confirmed("els@voorbeeld.example", "direct", organisatie="duo")
    confirmed("job@voorbeeld.example", "dag", onderwerp="werk")
    post = draft_by(government.people[COMMUNICATOR], government.logius, "Wij verhuizen")
    client = signed_in(government, COMMUNICATOR)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    for text in (" ".join(page.split()), told(client, post)):
        assert "2 volgers, 1 direct" in text
        assert "Wij verhuizen</a>" in text
        assert "Bericht | Logius" in text
    post.topics.add(topic)
    post.save_revision(user=government.people[COMMUNICATOR])
    assert "3 volgers, 1 direct" in told(client, post), "it asks the draft that was saved last"


def test_the_quick_screen_says_the_same_of_a_post_that_is_not_stored_yet(
    government: Government,
) -> None:
    confirmed(ANNA, "direct", organisatie="logius", q="trein")
    data = {"organisation": government.logius.pk, "kind": "kort", "title": "Stilte in de trein"}
    client = signed_in(government, COMMUNICATOR)
    text = client.post(reverse("quick_before_submitting"), data).content.decode()
    assert "1 volger, 1 direct" in " ".join(text.split())
    assert "Kort bericht | Logius" in " ".join(text.split())


def test_what_was_told_is_what_happens(government: Government) -> None:
    confirmed(ANNA, "direct", organisatie="logius", q="verhuizen")
    confirmed(BEN, "direct", organisatie="logius", q="archief")
    post = draft_by(government.people[COMMUNICATOR], government.logius, "Wij verhuizen")
    assert "1 volger, 1 direct" in told(signed_in(government, COMMUNICATOR), post)
    post.save_revision().publish()
    match_all()
    assert [message.to for message in sent()] == [[ANNA]]


def test_a_writer_marks_a_change_as_small_and_the_moderator_sees_it(
    government: Government,
) -> None:
    confirmed(ANNA, "direct", organisatie="logius")
    post = published_by(government.people[COMMUNICATOR], government.logius)
    BlogPostPage.objects.filter(pk=post.pk).update(first_published_at=timezone.now())
    match_all()
    assert len(sent()) == 1
    client = signed_in(government, COMMUNICATOR)
    edit = reverse("wagtailadmin_pages:edit", args=[post.pk])
    assert "kleine wijziging, geen mail" in client.get(edit).content.decode().lower()
    post_edit(client, post, title="Zonder tikfout", small_change="on", action_submit="1")
    saved = BlogPostPage.objects.get(pk=post.pk).get_latest_revision_as_object()
    assert saved.small_change
    moderator = signed_in(government, MODERATOR)
    assert "Niemand: dit is een kleine wijziging." in moderator.get(edit).content.decode()
    saved.latest_revision.publish()
    match_all()
    assert sent() == []
    again = BlogPostPage.objects.get(pk=post.pk)
    assert not again.small_change
    assert not again.get_latest_revision_as_object().small_change


def test_a_new_post_cannot_be_a_small_change(government: Government) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.logius)
    client = signed_in(government, COMMUNICATOR)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    assert 'name="small_change"' not in page


def test_only_who_may_edit_hears_who_gets_it(government: Government) -> None:
    post = draft_by(government.people[COMMUNICATOR], government.duo)
    for person in (COMMUNICATOR, MODERATOR, NOBODY):
        url = reverse("about_draft", args=[post.pk])
        assert signed_in(government, person).get(url).status_code in (302, 403)
    assert Client().get(url).status_code == 302


def test_the_own_people_see_how_many_follow(government: Government) -> None:
    confirmed(ANNA, organisatie="logius")
    confirmed(ANNA, organisatie="logius", soort="vraag")
    confirmed(BEN, organisatie="logius", q="archief")
    confirmed(BEN, ministerie="bzk")
    confirmed(BEN, organisatie="duo")
    text = signed_in(government, COMMUNICATOR).get(reverse("wagtailadmin_home")).content.decode()
    assert "2 volgers per mail" in text
    text = signed_in(government, MODERATOR).get(reverse("wagtailadmin_home")).content.decode()
    assert "1 volger per mail" in text
