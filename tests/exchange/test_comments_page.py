"""What readers see of comments under a post, and never see."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange.comments import publish, published_under, refuse, withdraw
from exchange.models import Comment, CommentState
from exchange.signals import comment_published, comment_removed
from organisations.models import BlogPostPage
from tests.exchange.comments import BEN, comment_on, done, published_on, recent_post
from tests.factories import ImageFactory, TopicFactory
from tests.organisations.people import Government

pytestmark = pytest.mark.django_db


def under(post: BlogPostPage) -> BeautifulSoup:
    page = BeautifulSoup(Client().get(post.url).content, "html.parser")
    section = page.select_one("#reacties")
    assert section is not None
    return section


def test_readers_see_published_comments_with_their_replies(post: BlogPostPage) -> None:
    first = published_on(post, "Zien doet leren.\n\nEn www.voorbeeld.example ook.")
    published_on(post, "Later", name="Ben", email=BEN)
    published_on(post, "Zeker weten.", parent=first, name="Carla")
    section = under(post)
    assert section.h2 is not None
    assert section.h2.get_text(strip=True) == "3 reacties"
    assert [name.get_text() for name in section.select("h3")] == ["Anna", "Carla", "Ben"]
    reply = section.select_one(".comments__replies .comment")
    assert reply is not None
    assert "Zeker weten." in reply.get_text()
    assert "Reageer hierop" not in reply.get_text()
    link = section.select_one(".comment__text a")
    assert link is not None
    assert link["rel"] == ["nofollow"]


def test_an_address_is_on_no_page(post: BlogPostPage) -> None:
    published_on(post)
    assert "anna@" not in Client().get(post.url).content.decode()


@pytest.mark.parametrize("state", [state for state in CommentState if state != "geplaatst"])
def test_what_is_not_published_is_not_shown_nor_counted(post: BlogPostPage, state: str) -> None:
    hidden = comment_on(post, "Niet te zien", state=state)
    comment_on(post, "Antwoord daarop", state=CommentState.PUBLISHED, parent=hidden)
    page = Client().get(post.url).content.decode()
    assert "Niet te zien" not in page
    assert "Antwoord daarop" not in page
    assert "Nog geen reacties" in page


@pytest.mark.parametrize("how", ["draft", "private", "expired"])
def test_comments_of_a_post_that_is_not_public_come_out_nowhere(
    post: BlogPostPage, how: str
) -> None:
    comment = published_on(post, "Onder een geheim bericht")
    if how == "draft":
        post.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=post, restriction_type="login")
    else:
        BlogPostPage.objects.filter(pk=post.pk).update(expire_at=timezone.now())
    for address in (
        post.url,
        f"/reageren/{post.pk}/",
        f"/reageren/{post.pk}/?op={comment.pk}",
        f"/reageren/melden/?reactie={comment.pk}",
    ):
        answer = Client().get(address, follow=True)
        # The page of an expired post stays until Wagtail takes it down, within minutes.
        if not (how == "expired" and address == post.url):
            assert comment.text not in answer.content.decode(), address


def test_own_people_are_marked_and_others_by_their_organisation(
    government: Government, post: BlogPostPage
) -> None:
    published_on(post, name="Eigen", organisation=government.logius)
    published_on(post, name="Ander", organisation=government.duo)
    section = under(post)
    own, other = section.select(".comment")
    assert "Namens Logius" in own.get_text()
    assert "comment--own" in own["class"]
    assert "DUO" in other.get_text()
    assert "Namens" not in other.get_text()


def test_an_accepted_answer_stands_on_top(post: BlogPostPage) -> None:
    published_on(post, "Eerste")
    published_on(post, "Het antwoord", accepted_at=timezone.now())
    assert [thread.comment.text for thread in published_under(post)] == ["Het antwoord", "Eerste"]


def test_an_unsaved_post_has_no_comments() -> None:
    assert published_under(BlogPostPage(title="Nieuw")) == []


def number_of_queries(post: BlogPostPage) -> int:
    Client().get(post.url)  # pictures are made once
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(post.url).status_code == 200
    return len(captured)


def test_comments_cost_a_fixed_number_of_queries(government: Government) -> None:
    post = recent_post(government.logius, lead_image=ImageFactory())
    post.topics.add(TopicFactory())
    post.save()
    recent_post(government.logius, title="Ander bericht")
    empty = number_of_queries(post)
    for number in range(30):
        comment = published_on(post, f"Reactie {number}", organisation=government.logius)
        published_on(post, "Antwoord", parent=comment, organisation=government.duo)
    full = number_of_queries(post)
    assert empty == full
    assert full <= 10


def test_who_listens_hears_what_appears_and_disappears(post: BlogPostPage) -> None:
    heard: list[Any] = []

    def appeared(sender: Any, comment: Comment, **kwargs: Any) -> None:
        heard.append(("published", comment.text, comment.state))

    def disappeared(sender: Any, comment: Comment, was_accepted: bool, **kwargs: Any) -> None:
        heard.append(("removed", comment.text, was_accepted))

    comment_published.connect(appeared)
    comment_removed.connect(disappeared)
    try:
        first, second = comment_on(post, "Eerste"), comment_on(post, "Tweede")
        assert publish(first)
        assert not publish(first)
        assert refuse(second, "Nee")
        Comment.objects.filter(pk=first.pk).update(accepted_at=timezone.now())
        assert withdraw(first)
        assert not withdraw(first)
    finally:
        comment_published.disconnect(appeared)
        comment_removed.disconnect(disappeared)
    assert heard == [("published", "Eerste", "geplaatst"), ("removed", "Eerste", True)]


def test_the_page_is_renewed_as_after_any_other_change(post: BlogPostPage) -> None:
    """Caches keep a public page for a minute; nothing that is kept longer holds comments."""
    comment = comment_on(post, "Net geplaatst")
    before = Client().get(post.url)
    assert "max-age=60" in before["Cache-Control"]
    with done():
        publish(comment)
    assert "Net geplaatst" in Client().get(post.url).content.decode()
