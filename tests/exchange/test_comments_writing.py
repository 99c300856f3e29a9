"""A reader writes a comment: what is kept, what is refused with a clear word, and who is mailed."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from exchange.choices import choose
from exchange.comments.mail import WAITS
from exchange.models import Comment, CommentSettings, CommentState
from organisations.models import BlogPostPage
from tests.exchange.comments import (
    ANNA,
    HERE,
    mails_to,
    path_in,
    post_to,
    published_on,
    recent_post,
    send,
    solved,
)
from tests.organisations.people import COLLEAGUE, COMMUNICATOR, Government

pytestmark = pytest.mark.django_db


def only() -> Comment:
    return Comment.objects.get()


def test_a_comment_waits_and_its_writer_and_the_communicators_are_mailed(
    government: Government, post: BlogPostPage
) -> None:
    response = send(post)
    assert response.status_code == 302
    assert "wordt eerst beoordeeld" in Client().get(response.url).content.decode()
    comment = only()
    assert (comment.state, comment.name, comment.email) == (CommentState.WAITING, "Anna", ANNA)
    [to_writer] = mails_to(ANNA)
    assert to_writer.subject == f"Uw reactie op: {post.title}"
    assert "/reageren/wijzigen/" in to_writer.body
    # What was typed is not sent to an address that need not be the writer's.
    assert comment.text not in to_writer.body
    assert "Anna" not in to_writer.body
    for who in (COMMUNICATOR, COLLEAGUE):
        [asked] = mails_to(government.people[who].email)
        for words in (post.title, "Anna", comment.text, f"/cms/reacties/{comment.pk}/"):
            assert words in asked.body
    assert len(mail.outbox) == 3


def test_who_switched_this_mail_off_gets_none(government: Government, post: BlogPostPage) -> None:
    choose(government.people[COMMUNICATOR], WAITS, wanted=False)
    send(post)
    assert not mails_to(government.people[COMMUNICATOR].email)
    [asked] = mails_to(government.people[COLLEAGUE].email)
    assert "List-Unsubscribe" in asked.extra_headers


def test_an_organisation_without_people_leaves_it_to_the_moderators(government: Government) -> None:
    send(recent_post(government.duo))
    asked = [message.to[0] for message in mail.outbox if message.to != [ANNA]]
    # OCW has no moderator: the central ones get it.
    assert asked == [government.people["centrale moderator"].email]


def test_without_script_nobody_is_bothered_before_the_writer_confirms(
    government: Government, post: BlogPostPage
) -> None:
    response = send(post, work="")
    assert "Bevestig uw reactie" in Client().get(response.url).content.decode()
    assert only().state == CommentState.UNCONFIRMED
    [message] = mail.outbox
    address = path_in(message, "wijzigen")
    page = Client().get(address).content.decode()
    assert "nog niet bevestigd" in page
    # A mail scanner that opens the link confirms nothing.
    assert only().state == CommentState.UNCONFIRMED
    post_to(address, {"stap": "bevestigen"})
    assert only().state == CommentState.WAITING
    assert mails_to(government.people[COMMUNICATOR].email)


@pytest.mark.parametrize(
    "work",
    ["onzin", "a:b 1,2,3", " ", "x" * 5000, "puzzle 0,0,0,0,0,0,0,0", "p 1,2,3,4,5,6,7,\u00b2"],
)
def test_a_puzzle_that_is_not_solved_counts_as_none(post: BlogPostPage, work: str) -> None:
    assert send(post, work=work).status_code == 302
    assert only().state == CommentState.UNCONFIRMED


def test_a_puzzle_counts_once_and_for_an_hour(post: BlogPostPage, time_machine: Any) -> None:
    work = solved()
    send(post, work=work)
    send(post, work=work, text="Nog een keer.")
    late = solved()
    time_machine.move_to(timezone.now() + datetime.timedelta(seconds=3700))
    send(post, work=late, text="Veel later.")
    states = dict(Comment.objects.values_list("text", "state"))
    assert states["Dat doen wij ook."] == CommentState.WAITING
    assert states["Nog een keer."] == states["Veel later."] == CommentState.UNCONFIRMED


def test_the_same_form_sent_twice_is_one_comment_and_one_mail(post: BlogPostPage) -> None:
    first, second = send(post), send(post)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Comment.objects.count() == 1
    assert len(mails_to(ANNA)) == 1


def test_a_machine_that_fills_the_trap_is_told_the_same_and_nothing_is_kept(
    post: BlogPostPage,
) -> None:
    assert send(post, website="https://koop.example").url == send(post).url
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"text": ""}, "Schrijf uw reactie."),
        ({"text": "\u200b\u200e \u2060"}, "Schrijf uw reactie."),
        ({"name": "\u200b"}, "Vul uw naam in."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"email": "a@b.example\nBcc: c@d.example"}, "Dit is geen e-mailadres."),
        ({"name": "n" * 81}, "Deze naam is te lang."),
        ({"text": "www.koop.example " * 40}, "Uw tekst heeft 40 links. Zet er hooguit 3 in."),
        ({"text": "é" * 1_000_000}, "Uw tekst is 1000000 tekens lang. Maak er hooguit 4000 van."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    post: BlogPostPage, fields: dict[str, str], word: str
) -> None:
    typed = {"text": "Mijn tekst", "name": "Anna", **fields}
    response = send(post, **typed)
    assert response.status_code == 200
    shown = response.content.decode()
    assert word in shown
    assert typed["text"].strip()[:50] in shown
    assert not Comment.objects.exists()


def test_more_than_a_form_can_hold_gets_a_clear_word(post: BlogPostPage) -> None:
    response = send(post, text="x" * 3_000_000)
    assert response.status_code == 413
    assert "veel te lang" in response.content.decode()


def test_hidden_characters_and_broken_names_are_made_plain(post: BlogPostPage) -> None:
    send(
        post,
        name="Anna\r\nBcc: iedereen@voorbeeld.example\x00",
        text="Een\u200b zin\u202e.\r\n\r\n\r\n\r\nNog 👩\u200d💻 een\x07.",
    )
    comment = only()
    assert comment.name == "Anna Bcc: iedereen@voorbeeld.example"
    assert comment.text == "Een zin.\n\nNog 👩\u200d💻 een."
    for message in mail.outbox:
        assert "Bcc" not in message.message()
        assert "\n" not in message.subject


def test_script_in_a_comment_is_text(post: BlogPostPage) -> None:
    published_on(post, "<script>alert(1)</script> [x](javascript:alert(2))", name="<b>Anna</b>")
    page = Client().get(post.url).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>Anna</b>" not in page
    assert 'href="javascript:' not in page


def test_a_form_of_another_site_is_refused_and_what_was_typed_is_kept(post: BlogPostPage) -> None:
    data = {"name": "Anna", "email": ANNA, "text": "Mijn tekst", "website": ""}
    response = Client().post(f"/reageren/{post.pk}/", data, HTTP_ORIGIN="https://elders.example")
    assert response.status_code == 403
    assert "Mijn tekst" in response.content.decode()
    assert not Comment.objects.exists()


def test_a_network_without_script_is_stopped_much_sooner(post: BlogPostPage) -> None:
    def answers(number: int, **extra: Any) -> list[int]:
        return [
            send(post, text=f"Tekst {i}", email=f"p{i}@voorbeeld.example", **extra).status_code
            for i in range(number)
        ]

    assert answers(11, work="") == [302] * 10 + [429]
    assert answers(1) == [302]


def test_an_address_is_not_flooded(post: BlogPostPage) -> None:
    answers = [send(post, text=f"Tekst {i}") for i in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "al vaak gereageerd" in answers[-1].content.decode()
    assert Comment.objects.count() == 10


def test_people_are_not_flooded_with_mail_about_many_comments(
    government: Government, post: BlogPostPage
) -> None:
    for number in range(25):
        send(post, text=f"Tekst {number}", email=f"p{number}@voorbeeld.example")
    assert Comment.objects.waiting().count() == 25
    assert len(mails_to(government.people[COMMUNICATOR].email)) == 20


def test_a_post_that_left_the_site_between_form_and_sending(post: BlogPostPage) -> None:
    BlogPostPage.objects.get(pk=post.pk).unpublish()
    response = send(post, text="Lang over nagedacht.")
    assert response.status_code == 410
    page = response.content.decode()
    assert "niet meer, op de site" in page
    assert "Lang over nagedacht." in page
    assert post.title not in page
    assert not Comment.objects.exists()


def set_site(**values: Any) -> None:
    CommentSettings.objects.update_or_create(site=Site.objects.get(), defaults=values)


@pytest.mark.parametrize("how", ["site", "organisation", "organisation above", "post", "period"])
def test_each_switch_closes_the_form_and_leaves_what_is_there(
    government: Government, how: str
) -> None:
    from tests.factories import OrganisationFactory

    unit = OrganisationFactory(parent=government.logius, title="Team Noord", slug="noord")
    post = recent_post(unit)
    published_on(post, "Dit stond er al.")
    assert "Schrijf een reactie" in Client().get(post.url).content.decode()
    if how == "site":
        set_site(enabled=False)
    elif how == "organisation":
        type(unit).objects.filter(pk=unit.pk).update(comments_enabled=False)
    elif how == "organisation above":
        type(unit).objects.filter(pk=government.logius.pk).update(comments_enabled=False)
    elif how == "post":
        BlogPostPage.objects.filter(pk=post.pk).update(comments_enabled=False)
    else:
        set_site(close_after_days=7)
        old = timezone.now() - datetime.timedelta(days=8)
        BlogPostPage.objects.filter(pk=post.pk).update(first_published_at=old)
    page = Client().get(post.url).content.decode()
    assert "Dit stond er al." in page
    assert "Schrijf een reactie" not in page
    assert "Reageer hierop" not in page
    response = send(post, text="Net te laat.")
    assert response.status_code == 410
    assert "Net te laat." in response.content.decode()
    assert "gesloten" in response.content.decode()
    assert Comment.objects.count() == 1


def test_a_period_of_zero_days_never_closes(post: BlogPostPage) -> None:
    set_site(close_after_days=0)
    long_ago = timezone.now() - datetime.timedelta(days=4000)
    BlogPostPage.objects.filter(pk=post.pk).update(first_published_at=long_ago)
    assert send(post).status_code == 302


def test_a_reply_hangs_one_level_deep(post: BlogPostPage) -> None:
    first = published_on(post)
    send(post, query=f"?op={first.pk}", text="Hoe dan?")
    reply = Comment.objects.get(text="Hoe dan?")
    assert reply.parent == first
    Comment.objects.filter(pk=reply.pk).update(state=CommentState.PUBLISHED)
    for number in (reply.pk, 999_999, "x", "9" * 40):
        send(post, query=f"?op={number}", text=f"Op {number}")
        assert Comment.objects.get(text=f"Op {number}").parent is None


def test_no_reply_to_what_readers_do_not_see(government: Government, post: BlogPostPage) -> None:
    waiting = Comment.objects.create(page=post, name="B", text="Geheim", email="b@b.example")
    elsewhere = published_on(recent_post(government.duo), "Elders")
    for comment in (waiting, elsewhere):
        page = Client().get(f"/reageren/{post.pk}/?op={comment.pk}").content.decode()
        assert comment.text not in page


def test_the_form_is_the_same_for_everybody_and_holds_no_token(post: BlogPostPage) -> None:
    response = Client().get(f"/reageren/{post.pk}/")
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert b"csrfmiddlewaretoken" not in response.content
    puzzle = Client().get("/reageren/opgave/")
    assert "no-store" in puzzle["Cache-Control"]


def test_the_form_of_what_is_not_there_says_so(government: Government) -> None:
    draft = recent_post(government.logius, title="Geheim plan", live=False)
    for pk, status in ((draft.pk, 410), (999_999, 410), ("9" * 30, 404)):
        response = Client().get(f"/reageren/{pk}/", **HERE)
        assert response.status_code == status
        assert "Geheim plan" not in response.content.decode()
