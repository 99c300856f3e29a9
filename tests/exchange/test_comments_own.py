"""What a writer does with the links in the mail, and what is forgotten when."""

import datetime
import json
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from exchange.comments import publish, refuse
from exchange.comments.addresses import change_url, everything_url
from exchange.models import Comment, CommentState
from organisations.models import BlogPostPage
from tests.exchange.comments import (
    ANNA,
    BEN,
    comment_on,
    done,
    mails_to,
    path_in,
    post_to,
    published_on,
    send,
)
from tests.exchange.follow import confirmed
from tests.organisations.people import COMMUNICATOR, Government

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def change_path(comment: Comment) -> str:
    return change_url(comment).removeprefix(SITE)


def own_path(comment: Comment) -> str:
    return everything_url(comment).removeprefix(SITE)


def test_a_writer_changes_what_waits(government: Government, post: BlogPostPage) -> None:
    send(post)
    address = path_in(mails_to(ANNA)[0], "wijzigen")
    mail.outbox.clear()
    response = post_to(address, {"stap": "wijzigen", "name": "Anna V.", "text": "Beter zo."})
    assert response.status_code == 302
    comment = Comment.objects.get()
    assert (comment.name, comment.text, comment.version) == ("Anna V.", "Beter zo.", 1)
    assert comment.state == CommentState.WAITING
    # It was waiting already; nobody is mailed once more.
    assert not mail.outbox


def test_a_published_comment_that_is_changed_is_looked_at_again(
    government: Government, post: BlogPostPage
) -> None:
    comment = published_on(post)
    post_to(change_path(comment), {"stap": "wijzigen", "name": "Anna", "text": "Koop nu."})
    comment.refresh_from_db()
    assert comment.state == CommentState.WAITING
    assert "Koop nu." not in Client().get(post.url).content.decode()
    assert mails_to(government.people[COMMUNICATOR].email)


def test_a_link_in_a_mail_publishes_nothing_for_an_organisation(
    government: Government, post: BlogPostPage
) -> None:
    person = government.people[COMMUNICATOR]
    comment = published_on(post, user=person, organisation=government.logius, name=str(person))
    data = {"stap": "wijzigen", "name": "De minister", "text": "Heel iets anders"}
    post_to(change_path(comment), data)
    comment.refresh_from_db()
    assert comment.state == CommentState.WAITING
    assert comment.name == str(person)


def test_saving_without_a_change_takes_nothing_off_the_site(post: BlogPostPage) -> None:
    comment = published_on(post)
    data = {"stap": "wijzigen", "name": comment.name, "text": comment.text}
    post_to(change_path(comment), data)
    comment.refresh_from_db()
    assert comment.is_published


def test_what_is_wrong_with_a_change_is_said_and_nothing_is_lost(post: BlogPostPage) -> None:
    comment = comment_on(post)
    data = {"stap": "wijzigen", "name": "", "text": "Nieuwe woorden"}
    page = post_to(change_path(comment), data).content.decode()
    assert "Vul uw naam in." in page
    assert "Nieuwe woorden" in page
    comment.refresh_from_db()
    assert comment.text == "Dat doen wij ook."


def test_a_writer_withdraws(post: BlogPostPage) -> None:
    comment = published_on(post)
    published_on(post, "Antwoord van een ander", parent=comment)
    post_to(change_path(comment), {"stap": "intrekken"})
    page = Client().get(post.url).content.decode()
    assert comment.text not in page
    assert "Antwoord van een ander" not in page
    shown = Client().get(change_path(comment)).content.decode()
    assert "ingetrokken" in shown
    assert "Bewaar de wijziging" not in shown


def test_what_was_refused_is_not_changed_into_something_that_waits(post: BlogPostPage) -> None:
    comment = comment_on(post, state=CommentState.REFUSED, reason="Reclame.")
    assert "Reclame." in Client().get(change_path(comment)).content.decode()
    for step in ("wijzigen", "intrekken", "bevestigen"):
        post_to(change_path(comment), {"stap": step, "name": "A", "text": "Toch"})
    comment.refresh_from_db()
    assert comment.state == CommentState.REFUSED


def test_a_writer_is_mailed_what_was_decided(post: BlogPostPage) -> None:
    first, second = comment_on(post, "Eerste"), comment_on(post, "Tweede")
    with done():
        publish(first)
        refuse(second, "Dit gaat niet over dit bericht.")
    published, refused = mails_to(ANNA)
    assert published.subject == f"Uw reactie staat op de site: {post.title}"
    assert f"#reactie-{first.pk}" in published.body
    assert refused.subject == f"Uw reactie is niet geplaatst: {post.title}"
    assert "Dit gaat niet over dit bericht." in refused.body


def test_nobody_is_told_of_a_place_that_is_not_there(post: BlogPostPage) -> None:
    comment = comment_on(post)
    BlogPostPage.objects.get(pk=post.pk).unpublish()
    mail.outbox.clear()
    with done():
        publish(comment)
    assert not mails_to(ANNA)


def test_nothing_is_followed_by_commenting(post: BlogPostPage) -> None:
    from exchange.models import Follower

    send(post)
    assert not Follower.objects.exists()


def bad_links(post: BlogPostPage) -> dict[str, str]:
    mine, other = comment_on(post), comment_on(post, email=BEN)
    token = change_path(mine).rstrip("/").rpartition("/")[2]
    _number, _colon, rest = token.partition(":")
    stranger = change_path(other).rstrip("/").rpartition("/")[2].partition(":")[0]
    return {
        "tampered": f"/reageren/wijzigen/{token[:-2]}aa/",
        "of somebody else": f"/reageren/wijzigen/{stranger}:{rest}/",
        "for another purpose": f"/reageren/overzicht/{token}/",
        "for another purpose, as a file": f"/reageren/overzicht/{token}/reacties.json",
        "of a follower": f"/volgen/overzicht/{token}/",
        "nonsense": "/reageren/wijzigen/onzin/",
    }


@pytest.mark.parametrize(
    "which",
    [
        "tampered",
        "of somebody else",
        "for another purpose",
        "for another purpose, as a file",
        "of a follower",
        "nonsense",
    ],
)
def test_a_link_that_is_not_ones_own_says_that_it_does_not_work(
    post: BlogPostPage, which: str
) -> None:
    address = bad_links(post)[which]
    for response in (Client().get(address), post_to(address, {"stap": "intrekken"})):
        assert response.status_code == 410
        assert "Dat doen wij ook." not in response.content.decode()
    assert Comment.objects.filter(state=CommentState.WAITING).count() == 2


def test_links_expire(post: BlogPostPage, time_machine: Any) -> None:
    comment = comment_on(post)
    change, own = change_path(comment), own_path(comment)
    time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
    assert Client().get(own).status_code == 410
    assert Client().get(change).status_code == 200
    time_machine.move_to(timezone.now() + datetime.timedelta(days=29))
    assert Client().get(change).status_code == 410


def test_pages_of_one_person_are_kept_by_nobody_and_their_addresses_hold_no_address(
    post: BlogPostPage,
) -> None:
    comment = comment_on(post)
    for address in (change_path(comment), own_path(comment)):
        response = Client().get(address)
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert "anna" not in address
        assert comment.writer_key not in address


def test_a_form_of_another_site_changes_nothing(post: BlogPostPage) -> None:
    comment = published_on(post)
    for address in (change_path(comment), own_path(comment)):
        Client().post(
            address,
            {"stap": "intrekken", "reactie": comment.pk},
            HTTP_ORIGIN="https://elders.example",
        )
    assert Comment.objects.get().is_published


def test_a_person_sees_takes_along_and_erases_what_they_left(post: BlogPostPage) -> None:
    first = published_on(post, "Mijn eerste")
    second = comment_on(post, "Mijn tweede")
    other = published_on(post, "Van Ben", email=BEN, name="Ben")
    answer = published_on(post, "Antwoord aan Anna", parent=first, email=BEN)
    response = post_to("/reageren/overzicht/", {"email": ANNA.upper(), "website": ""})
    assert response.status_code == 302
    [message] = mail.outbox
    address = path_in(message, "overzicht")
    page = Client().get(address).content.decode()
    assert "Mijn eerste" in page
    assert "Mijn tweede" in page
    assert "Van Ben" not in page
    kept = json.loads(Client().get(f"{address}reacties.json").content)
    assert {one["reactie"] for one in kept} == {"Mijn eerste", "Mijn tweede"}
    assert kept[0]["e-mailadres"] == ANNA
    # Somebody else's number in the form does nothing.
    done_page = post_to(address, {"reactie": [first.pk, second.pk, other.pk]}).content.decode()
    assert "2 reacties zijn gewist." in done_page
    assert not Comment.objects.filter(pk=second.pk).exists()
    first.refresh_from_db()
    assert (first.name, first.email, first.text, first.writer_key) == ("", "", "", "")
    assert first.state == CommentState.WITHDRAWN
    assert Comment.objects.filter(pk=answer.pk).exists()
    assert "Van Ben" in Client().get(post.url).content.decode()
    assert Client().get(address).status_code == 410


def test_asking_for_ones_comments_tells_nothing_about_an_address(post: BlogPostPage) -> None:
    comment_on(post)
    known = post_to("/reageren/overzicht/", {"email": ANNA, "website": ""})
    unknown = post_to("/reageren/overzicht/", {"email": BEN, "website": ""})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[ANNA]]


def test_an_address_is_not_flooded_with_links(post: BlogPostPage) -> None:
    comment_on(post)
    for _number in range(8):
        post_to("/reageren/overzicht/", {"email": ANNA, "website": ""})
    assert len(mail.outbox) == 5


def test_personal_data_is_forgotten_in_time(post: BlogPostPage, time_machine: Any) -> None:
    unconfirmed = comment_on(post, "Nooit bevestigd", state=CommentState.UNCONFIRMED)
    shown = published_on(post, "Staat er", fingerprint="a")
    refused = comment_on(post, "Geweigerd", state=CommentState.REFUSED)
    waiting = comment_on(post, "Wacht nog")
    withdrawn = comment_on(post, "Ingetrokken", state=CommentState.WITHDRAWN)
    answer = published_on(post, "Antwoord", parent=withdrawn, email=BEN)
    time_machine.move_to(timezone.now() + datetime.timedelta(days=4))
    call_command("expire_personal_data")
    assert not Comment.objects.filter(pk=unconfirmed.pk).exists()
    shown.refresh_from_db()
    assert shown.email == ANNA
    time_machine.move_to(timezone.now() + datetime.timedelta(days=27))
    call_command("expire_personal_data")
    shown.refresh_from_db()
    assert (shown.text, shown.email, shown.fingerprint) == ("Staat er", "", "")
    assert not Comment.objects.filter(pk=refused.pk).exists()
    waiting.refresh_from_db()
    assert waiting.email == ANNA
    withdrawn.refresh_from_db()
    assert (withdrawn.text, withdrawn.name, withdrawn.email) == ("", "", "")
    assert Comment.objects.filter(pk=answer.pk).exists()
    # Without the address, the person can still ask for what they left.
    mail.outbox.clear()
    post_to("/reageren/overzicht/", {"email": ANNA, "website": ""})
    page = Client().get(path_in(mail.outbox[0], "overzicht")).content.decode()
    assert "Staat er" in page


def test_a_follower_cannot_be_found_by_a_comment(post: BlogPostPage) -> None:
    """The links of followers and of writers do not open each other's pages."""
    from exchange.tokens import manage_url

    follower = confirmed(ANNA).follower
    token = manage_url(follower).rstrip("/").rpartition("/")[2]
    assert Client().get(f"/reageren/overzicht/{token}/").status_code == 410
