"""Somebody follows one question, or the comments under a post: what they are mailed, and what not."""

import datetime
from typing import Any

import pytest
import time_machine
from defusedxml.ElementTree import fromstring
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange import tokens
from exchange.matching import match_all
from exchange.models import (
    Comment,
    CommentState,
    Delivery,
    Follower,
    Following,
    Frequency,
    Publication,
)
from exchange.questions import remember
from exchange.signals import comment_published
from exchange.subjects import Thread
from organisations.models import BlogPostPage, Kind, OrganisationPage, State
from tests.exchange.follow import ANNA, BEN, HERE, changed, confirmed, link_in, published, sent
from tests.factories import OrganisationFactory, UserFactory
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 7, 15, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def logius() -> OrganisationPage:
    organisation = OrganisationFactory(slug="logius", title="Logius")
    index_everything()
    return organisation


@pytest.fixture
def question(logius: OrganisationPage) -> BlogPostPage:
    post = published(logius, "Hoe doet u dit?", kind=Kind.QUESTION, state=State.OPEN)
    mail.outbox.clear()
    return post


def follows_thread(
    post: BlogPostPage, email: str = ANNA, frequency: str = Frequency.NOW
) -> Following:
    follower, _is_new = Follower.objects.get_or_create(email=email)
    return Following.objects.create(
        follower=follower,
        question=remember(Thread(post.pk, post.title)),
        frequency=frequency,
        confirmed_at=timezone.now(),
    )


def commented(post: BlogPostPage, text: str = "Zo doen wij het.", **fields: Any) -> Comment:
    """A comment that readers may see from now on."""
    comment = Comment.objects.create(
        **{
            "page": post,
            "name": "Kees",
            "email": "kees@voorbeeld.example",
            "text": text,
            "state": CommentState.PUBLISHED,
            **fields,
        }
    )
    comment_published.send(sender=Comment, comment=comment)
    match_all()
    return comment


def test_a_new_comment_reaches_who_follows_the_thread_and_who_follows_the_question(
    question: BlogPostPage, logius: OrganisationPage
) -> None:
    follows_thread(question, ANNA)
    confirmed(BEN, bericht=str(question.pk))
    confirmed("els@voorbeeld.example", organisatie="logius")
    other = published(logius, "Een ander bericht")
    sent()
    comment = commented(question)
    messages = {message.to[0]: message for message in sent()}
    assert set(messages) == {ANNA, BEN}, "who follows the organisation asked for posts"
    for message in messages.values():
        assert message.subject == "Nieuwe reactie: Hoe doet u dit? (Logius)"
        for text in (message.body, message.alternatives[0][0]):
            assert "Zo doen wij het." in text
            assert f"{question.url}#reactie-{comment.pk}" in text
    assert "U volgt: reacties op “Hoe doet u dit?”" in messages[ANNA].body
    assert "U volgt: bericht: “Hoe doet u dit?”" in messages[BEN].body
    commented(other)
    assert sent() == []
    assert not Delivery.objects.exists()


def test_who_follows_only_the_comments_hears_nothing_of_changes(question: BlogPostPage) -> None:
    follows_thread(question)
    changed(question, state=State.ANSWERED)
    assert sent() == []


def test_the_writer_is_not_mailed_about_the_own_comment(question: BlogPostPage) -> None:
    person = UserFactory(email="collega@voorbeeld.example")
    for email in (ANNA, BEN, person.email):
        follows_thread(question, email)
    commented(question, email=ANNA.upper())
    assert {message.to[0] for message in sent()} == {BEN, person.email}
    commented(question, email="", user=person)
    assert {message.to[0] for message in sent()} == {ANNA, BEN}


def test_a_comment_that_is_not_published_is_never_mailed(question: BlogPostPage) -> None:
    follows_thread(question)
    for state in (CommentState.WAITING, CommentState.REFUSED, CommentState.WITHDRAWN):
        commented(question, state=state)
    parent = commented(question, state=CommentState.REFUSED)
    commented(question, "Antwoord daarop", parent=parent)
    assert sent() == []
    assert not Delivery.objects.exists()
    assert not Publication.objects.exists()


def test_what_was_taken_away_before_sending_is_left_out(question: BlogPostPage) -> None:
    follows_thread(question, frequency=Frequency.DAILY)
    with time_machine.travel(NOON):
        gone, kept = commented(question, "Haal mij weg"), commented(question, "Laat mij staan")
        deleted = commented(question, "Gewist")
    Comment.objects.filter(pk=gone.pk).update(state=CommentState.REFUSED)
    deleted.delete()
    [message] = sent(NOON + DAY)
    assert "Laat mij staan" in message.body
    assert "Haal mij weg" not in message.body
    assert "Gewist" not in message.body
    with time_machine.travel(NOON + DAY):
        commented(question, "Onder een bericht dat weg gaat")
        kept.refresh_from_db()
    BlogPostPage.objects.get(pk=question.pk).unpublish()
    assert sent(NOON + 2 * DAY) == [], "no empty mail"
    assert not Delivery.objects.exists()


def test_comments_under_a_private_post_are_never_mailed(
    question: BlogPostPage, logius: OrganisationPage
) -> None:
    follows_thread(question)
    PageViewRestriction.objects.create(page=logius, restriction_type="login")
    index_everything()
    commented(question)
    assert sent() == []


def test_a_lively_thread_is_one_line_with_the_newest_few(question: BlogPostPage) -> None:
    follows_thread(question, frequency=Frequency.DAILY)
    confirmed(ANNA, Frequency.DAILY, bericht=str(question.pk))
    with time_machine.travel(NOON):
        comments = [commented(question, f"Reactie nummer {number}") for number in range(6)]
        changed(question, state=State.ANSWERED)
    [message] = sent(NOON + DAY)
    assert message.subject == "Hoe doet u dit? (Logius)"
    assert message.body.count("Hoe doet u dit?\n") == 1
    assert "6 nieuwe reacties. De laatste:" in message.body
    assert "Reactie nummer 5" in message.body
    assert "Reactie nummer 2" not in message.body
    assert "bericht: “Hoe doet u dit?”" in message.body
    assert "reacties op “Hoe doet u dit?”" in message.body
    assert len(comments) == 6


def test_what_came_at_once_does_not_come_again_with_the_day(question: BlogPostPage) -> None:
    follows_thread(question, frequency=Frequency.NOW)
    confirmed(ANNA, Frequency.DAILY, bericht=str(question.pk))
    with time_machine.travel(NOON):
        commented(question)
        assert len(sent(NOON)) == 1
    assert sent(NOON + DAY) == []


def test_a_comment_that_is_published_again_after_a_change_is_not_mailed_again(
    question: BlogPostPage,
) -> None:
    follows_thread(question)
    comment = commented(question)
    assert len(sent()) == 1
    comment.version = 1
    comment_published.send(sender=Comment, comment=comment)
    match_all()
    assert sent() == []


def test_markup_and_headers_in_a_comment_stay_text(question: BlogPostPage) -> None:
    follows_thread(question)
    commented(
        question, "<script>x</script> " + "lang " * 200, name="Kees\r\nBcc: ben@voorbeeld.example"
    )
    [message] = sent()
    assert message.recipients() == [ANNA]
    assert "Bcc" not in message.message()
    assert "<script>" not in message.alternatives[0][0]
    assert "lang " * 60 not in message.body


def test_a_reader_follows_the_comments_through_the_form_and_confirms(
    question: BlogPostPage, django_capture_on_commit_callbacks: Any
) -> None:
    page = Client().get(question.url).content.decode()
    address = f"/volgen/reacties/{question.pk}/"
    assert f'href="{address}"' in page
    assert f'href="/volgen/?bericht={question.pk}"' in page
    form = Client().get(address)
    assert "reacties op “Hoe doet u dit?”" in form.content.decode()
    assert "public" in form["Cache-Control"]
    assert not form.cookies
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post(address, {"email": ANNA, "frequency": "direct"}, **HERE)
    assert answer["Location"] == "/volgen/kijk-in-uw-mail/"
    commented(question)
    assert not Delivery.objects.exists(), "nothing is followed before it is confirmed"
    Client().post(link_in(mail.outbox[0], "bevestigen"))
    commented(question, "En nog iets")
    [message] = sent()
    assert "En nog iets" in message.body
    overview = Client().get(link_in(message, "overzicht")).content.decode()
    assert question.url in overview
    assert f"{address}feed/" in overview


def test_reacting_switches_nothing_on(question: BlogPostPage) -> None:
    commented(question, email=ANNA)
    assert not Follower.objects.exists()


def test_a_post_that_may_not_be_seen_cannot_be_followed_and_has_no_feed(
    question: BlogPostPage, logius: OrganisationPage
) -> None:
    draft = BlogPostPage(title="Concept", slug="concept", kind=Kind.QUESTION, live=False)
    logius.add_child(instance=draft)
    for pk in (draft.pk, logius.pk, 10**12):
        assert Client().get(f"/volgen/reacties/{pk}/").status_code == 404
        assert Client().get(f"/volgen/reacties/{pk}/feed/").status_code == 404
    BlogPostPage.objects.get(pk=question.pk).unpublish()
    assert Client().get(f"/volgen/reacties/{question.pk}/").status_code == 404


def test_the_comments_have_a_feed_of_what_readers_may_see(
    question: BlogPostPage, django_assert_max_num_queries: Any
) -> None:
    commented(question, "Zichtbaar <b>", name="Kees & co")
    commented(question, "Verborgen", state=CommentState.WAITING)
    for number in range(5):
        commented(question, f"Meer {number}")
    with django_assert_max_num_queries(8):
        response = Client().get(f"/volgen/reacties/{question.pk}/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    entries = fromstring(response.content).findall(f"{ATOM}entry")
    assert len(entries) == 6
    assert entries[-1].findtext(f"{ATOM}title") == "Reactie van Kees & co"
    assert b"Verborgen" not in response.content
    assert "kees@" not in response.content.decode()


def test_the_words_follow_the_title_and_say_when_the_post_is_gone(question: BlogPostPage) -> None:
    following = follows_thread(question)
    changed(question, title="Hoe doet u dat?")
    following.question.refresh_from_db()
    assert following.question.words == "reacties op “Hoe doet u dat?”"
    BlogPostPage.objects.get(pk=question.pk).unpublish()
    url = tokens.manage_url(following.follower)
    text = Client().get(url).content.decode()
    assert "Het bericht staat niet meer op de site." in text
    assert Client().get(f"{url}feeds.opml").status_code == 200


def test_the_mails_of_many_comments_cost_no_query_each(
    question: BlogPostPage, logius: OrganisationPage, django_assert_max_num_queries: Any
) -> None:
    follows_thread(question)
    for number in range(10):
        commented(question, f"Reactie {number}")
    with django_assert_max_num_queries(30):
        assert len(sent()) == 1
