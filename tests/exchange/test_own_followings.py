"""Somebody with an account: following at the own address, the overview, and who follows them."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchange.models import Follower, Following, Frequency
from organisations.models import Kind, State
from tests.exchange.follow import ANNA, BEN, HERE, confirmed
from tests.organisations.desk import signed_in
from tests.organisations.people import (
    ADMINISTRATOR,
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


def overview(government: Government, who: str) -> str:
    response = signed_in(government, who).get(reverse("wagtailadmin_home"))
    return " ".join(response.content.decode().split())


def test_following_at_the_address_of_ones_account_needs_no_confirmation(
    government: Government, django_capture_on_commit_callbacks: Any
) -> None:
    person = government.people[COMMUNICATOR]
    client = signed_in(government, COMMUNICATOR)
    data = {"email": person.email.upper(), "frequency": "dag"}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/volgen/?organisatie=duo", data, **HERE)
    assert not mail.outbox
    following = Following.objects.active().get()
    assert (following.follower.email, following.frequency) == (person.email, Frequency.DAILY)
    page = client.get(answer["Location"]).content.decode()
    assert "U volgt dit nu." in page
    assert "organisatie: DUO" in page


def test_another_address_has_to_confirm_also_when_somebody_is_signed_in(
    government: Government, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in(government, COMMUNICATOR)
    other = government.people[MODERATOR].email
    for email in (ANNA, other):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post("/volgen/?", {"email": email, "frequency": "dag"}, **HERE)
        assert answer["Location"] == "/volgen/kijk-in-uw-mail/"
    assert not Following.objects.active().exists()


def test_another_site_cannot_make_somebody_follow(government: Government) -> None:
    client = signed_in(government, COMMUNICATOR)
    data = {"email": government.people[COMMUNICATOR].email, "frequency": "dag"}
    answer = client.post("/volgen/", data, HTTP_ORIGIN="https://kwaad.example")
    assert answer.status_code == 403
    assert not Follower.objects.exists()


def test_following_again_sets_how_often_and_ends_a_pause(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    follower = confirmed(person.email, "dag", organisatie="duo").follower
    Follower.objects.update(bounced_at=timezone.now())
    data = {"email": person.email, "frequency": "week"}
    signed_in(government, COMMUNICATOR).post("/volgen/?organisatie=duo", data, **HERE)
    assert Following.objects.active().get(follower=follower).frequency == Frequency.WEEKLY


def test_the_overview_shows_ones_own_followings_and_nobody_elses(government: Government) -> None:
    person = government.people[COMMUNICATOR]
    confirmed(person.email, "week", organisatie="duo")
    confirmed(ANNA, "dag", soort="vraag")
    text = overview(government, COMMUNICATOR)
    assert "Wat u volgt" in text
    assert "organisatie: DUO" in text
    assert "/volgen/overzicht/" in text
    assert "#tab-notifications" in text
    assert "soort: Vraag" not in text
    for who in (MODERATOR, ADMINISTRATOR):
        text = overview(government, who)
        assert "organisatie: DUO" not in text
        assert "U volgt nog niets per mail." in text


def test_the_overview_does_not_grow_with_what_one_follows(
    government: Government, django_assert_max_num_queries: Any
) -> None:
    person = government.people[COMMUNICATOR]
    client = signed_in(government, COMMUNICATOR)
    client.get(reverse("wagtailadmin_home"))
    for number in range(15):
        confirmed(person.email, "dag", q=f"woord{number}")
    with django_assert_max_num_queries(60):
        text = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "En nog 3." in text


def test_the_own_people_see_the_number_where_they_edit_the_page_and_readers_do_not(
    government: Government,
) -> None:
    confirmed(ANNA, "direct", organisatie="logius")
    confirmed(BEN, "dag", organisatie="logius")
    confirmed(BEN, "dag", organisatie="logius", soort="vraag")
    logius = government.logius
    for who in (COMMUNICATOR, MODERATOR, ADMINISTRATOR):
        client = signed_in(government, who)
        explorer = client.get(reverse("wagtailadmin_explore", args=[logius.pk]))
        assert "2 volgers" in explorer.content.decode(), who
    edit = signed_in(government, ADMINISTRATOR).get(
        reverse("wagtailadmin_pages:edit", args=[logius.pk])
    )
    assert "2 volgers" in edit.content.decode()
    numbers = signed_in(government, COMMUNICATOR).get(reverse("followers", args=[logius.pk]))
    text = " ".join(numbers.content.decode().split())
    assert "2 adressen volgen “Logius” per mail." in text
    assert "anna" not in text
    assert "volgers" not in Client().get(logius.url).content.decode()


def test_the_number_of_a_question_counts_who_follows_it_and_its_comments(
    government: Government,
) -> None:
    post = published_by(government.people[COMMUNICATOR], government.logius, "Hoe doet u dit?")
    post.kind, post.state = Kind.QUESTION, State.OPEN
    post.save_revision().publish()
    confirmed(ANNA, "direct", bericht=str(post.pk))
    client = signed_in(government, COMMUNICATOR)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    assert "1 volger" in edit


def test_nobody_sees_the_numbers_of_another_part_of_the_tree(government: Government) -> None:
    address = reverse("followers", args=[government.duo.pk])
    # The CMS answers who may not see something by sending them to its start, or to its door.
    starts = {
        COMMUNICATOR: reverse("wagtailadmin_home"),
        MODERATOR: reverse("wagtailadmin_home"),
        NOBODY: f"{reverse('wagtailadmin_login')}?next={address}",
    }
    for who, start in starts.items():
        answer = signed_in(government, who).get(address)
        assert (answer.status_code, answer["Location"]) == (302, start)
    draft = draft_by(government.people[COMMUNICATOR], government.logius)
    edit = signed_in(government, COMMUNICATOR).get(
        reverse("wagtailadmin_pages:edit", args=[draft.pk])
    )
    assert reverse("followers", args=[draft.pk]) not in edit.content.decode()
