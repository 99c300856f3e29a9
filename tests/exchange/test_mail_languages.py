"""Who follows or writes below `/en/` is mailed in English; everybody else as ever in Dutch."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from exchange import tokens
from exchange.changes import note_changes
from exchange.comments.deciding import publish
from exchange.models import Comment, Follower, Following, Question
from organisations.models import OrganisationPage
from tests.exchange.comments import post_to, recent_post, solved
from tests.exchange.follow import ANNA, BEN, HERE, ask, confirmed, link_in, published, sent
from tests.factories import MinistryFactory, OrganisationFactory, UserFactory
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def logius() -> OrganisationPage:
    organisation = OrganisationFactory(
        slug="logius", title="Logius", parent=MinistryFactory(slug="bzk", abbreviation="BZK")
    )
    index_everything()
    return organisation


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    """Do something with what follows the transaction."""

    def run(step: Any, *args: Any, **kwargs: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return step(*args, **kwargs)

    return run


def ask_in_english(query: str, email: str = ANNA) -> Any:
    data = {"email": email, "frequency": "direct", "website": ""}
    return Client().post(f"/en/volgen/?{query}", data, **HERE)


def english(following: Following) -> Following:
    Follower.objects.filter(pk=following.follower_id).update(language="en")
    return following


def test_who_follows_in_english_confirms_and_is_mailed_in_english(
    logius: OrganisationPage, commit: Any
) -> None:
    commit(ask_in_english, "organisatie=logius")
    [message] = mail.outbox
    assert message.subject.startswith("Confirm")
    assert "organisation: Logius" in message.body
    assert '<html lang="en">' in message.alternatives[0][0]
    link = link_in(message, "bevestigen")
    assert link.startswith("/en/volgen/bevestigen/")
    assert "/en/volgen/stoppen/" in message.extra_headers["List-Unsubscribe"]
    Client().post(link, **HERE)
    assert Follower.objects.get(email=ANNA).language == "en"
    post = published(logius, "Wij verhuizen")
    [message] = sent()
    assert f"/en{post.url}" in message.body
    assert "organisation: Logius" in message.body
    assert "U volgt" not in message.body
    assert link_in(message, "overzicht").startswith("/en/")


def test_followers_of_one_thing_are_each_mailed_in_their_own_language(
    logius: OrganisationPage,
) -> None:
    english(confirmed(ANNA, organisatie="logius"))
    confirmed(BEN, organisatie="logius")
    post = published(logius, "Wij verhuizen")
    bodies = {message.to[0]: message.body for message in sent()}
    assert "U volgt: organisatie: Logius" in bodies[BEN]
    assert f"/en{post.url}" not in bodies[BEN]
    assert "U volgt" not in bodies[ANNA]
    assert f"/en{post.url}" in bodies[ANNA]


def test_what_became_of_an_organisation_is_told_in_the_language_of_the_follower(
    logius: OrganisationPage,
) -> None:
    english(confirmed(ANNA, organisatie="logius"))
    confirmed(BEN, organisatie="logius")
    logius.title = "Logius Nieuw"
    logius.save_revision().publish()
    assert note_changes() == 1
    bodies = {message.to[0]: message.body for message in sent()}
    assert "heet nu" in bodies[BEN]
    assert "heet nu" not in bodies[ANNA]
    assert "Logius Nieuw" in bodies[ANNA]


def test_what_is_followed_is_kept_in_dutch_whoever_asks_first(
    logius: OrganisationPage, commit: Any
) -> None:
    commit(ask_in_english, "organisatie=logius")
    assert Question.objects.get().words == "organisatie: Logius"
    mail.outbox.clear()
    commit(ask, "organisatie=logius", BEN)
    assert "organisatie: Logius" in mail.outbox[0].body


def test_asking_for_another_address_does_not_change_its_language(
    logius: OrganisationPage, commit: Any
) -> None:
    confirmed(ANNA, organisatie="logius")
    commit(ask_in_english, "soort=vraag")
    assert Follower.objects.get(email=ANNA).language == "nl"
    # Who opens the link has the address: from then on it is English.
    Client().post(link_in(mail.outbox[0], "bevestigen"), **HERE)
    assert Follower.objects.get(email=ANNA).language == "en"


def test_the_overview_says_in_the_language_of_the_page_what_is_followed(
    logius: OrganisationPage,
) -> None:
    following = confirmed(ANNA, organisatie="logius")
    path = tokens.manage_path(following.follower)
    assert "organisatie: Logius" in Client().get(path).content.decode()
    assert "organisation: Logius" in Client().get(f"/en{path}").content.decode()


def test_who_reacts_below_an_english_page_is_mailed_in_english(
    logius: OrganisationPage, commit: Any
) -> None:
    post = recent_post(logius)
    data = {"name": "Anna", "email": ANNA, "text": "We do this too.", "website": ""}
    post_to(f"/en/reageren/{post.pk}/", {**data, "work": solved()})
    comment = Comment.objects.get()
    assert comment.language == "en"
    [message] = [one for one in mail.outbox if one.to == [ANNA]]
    assert "/en/reageren/wijzigen/" in message.body
    assert "reactie" not in message.subject
    mail.outbox.clear()
    commit(publish, comment, by=UserFactory())
    [message] = [one for one in mail.outbox if one.to == [ANNA]]
    assert f"/en{post.url}" in message.body
    # Below the Dutch page the words are marked; below the English one they need no mark.
    for address, marked in ((post.url, True), (f"/en{post.url}", False)):
        page = Client().get(address).content.decode()
        assert ('<div class="comment__text" lang="en">' in page) is marked
        assert "We do this too." in page
