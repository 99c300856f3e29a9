"""What is close to a need, question or initiative: on its page, while it is written, and by mail."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange import telling
from exchange.choices import choose
from exchange.models import Match, Telling, Unmatched
from exchange.nearest import keeping
from exchange.telling import FITS
from organisations.models import BlogPostPage, Kind, Location, Phase, Role, State
from organisations.roles.memberships import grant
from tests.exchange.follow import changed, written
from tests.exchange.nearby import communicator, initiative, known, need, settled
from tests.factories import LocationFactory, OrganisationFactory, TopicFactory
from tests.organisations.people import COMMUNICATOR, NOBODY, Government
from tests.organisations.quick import typed, writer

pytestmark = pytest.mark.django_db
SUMMARY = "Medewerkers reserveren een bureau met een app."


@pytest.fixture
def government(government: Government) -> Government:
    return known(government)


@pytest.fixture
def topic() -> Any:
    return TopicFactory(name="hybride werken", slug="hybride", parent=TopicFactory(name="werk"))


def section(post: BlogPostPage) -> str:
    """What a reader sees beside a post; empty when there is nothing."""
    answer = Client().get(BlogPostPage.objects.get(pk=post.pk).url)
    assert answer.status_code == 200
    found = BeautifulSoup(answer.content, "html.parser").select_one("section.close")
    return " ".join(found.get_text(" ").split()) if found else ""


def pair(government: Government, topic: Any, **fields: Any) -> tuple[Any, Any]:
    """An initiative of DUO, and a need of Logius that it fits."""
    offer = initiative(government.duo, "Bureaus delen", summary=SUMMARY, topics=[topic], **fields)
    asks = need(government.logius, "Wie kan bureaus delen?", summary=SUMMARY, topics=[topic])
    return offer, asks


def test_a_need_shows_the_initiative_that_may_help_and_says_why(
    government: Government, topic: Any
) -> None:
    pair(government, topic)
    asks = BlogPostPage.objects.get(title="Wie kan bureaus delen?")
    said = section(asks)
    assert "Misschien helpt dit" in said
    assert "Bureaus delen" in said
    assert "Initiatief · DUO" in said
    assert "zelfde onderwerp: Hybride werken" in said
    assert "zelfde woorden: bureaus" in said
    assert "al in de fase proef" in said


def test_an_initiative_shows_the_needs_that_it_could_serve(
    government: Government, topic: Any
) -> None:
    offer, _asks = pair(government, topic)
    said = section(offer)
    assert "Deze behoeften en vragen passen hierbij" in said
    assert "Wie kan bureaus delen?" in said
    assert "Logius" in said


def test_an_initiative_that_comes_later_shows_at_the_need_that_was_there(
    government: Government, topic: Any
) -> None:
    asks = need(government.logius, summary=SUMMARY, topics=[topic])
    assert section(asks) == ""
    initiative(government.duo, summary=SUMMARY, topics=[topic])
    assert "Bureaus delen" in section(asks)


def test_a_place_in_common_is_said(government: Government, topic: Any) -> None:
    place = LocationFactory(page=government.duo, city="Utrecht", province="Utrecht")
    own = LocationFactory(page=government.logius, city="Utrecht", province="Utrecht")
    initiative(government.duo, summary=SUMMARY, topics=[topic], place=place)
    asks = need(government.logius, summary=SUMMARY, topics=[topic], place=own)
    assert "ook in Utrecht" in section(asks)


def test_what_was_answered_helps_who_asks_the_same_and_is_no_open_need(
    government: Government, topic: Any
) -> None:
    answered = need(
        government.duo,
        "Bureaus delen: hoe?",
        kind=Kind.QUESTION,
        state=State.ANSWERED,
        summary=SUMMARY,
        topics=[topic],
    )
    asks = need(government.logius, summary=SUMMARY, topics=[topic])
    assert "Bureaus delen: hoe? Vraag (beantwoord)" in section(asks)
    offer = initiative(government.home and OrganisationFactory(), summary=SUMMARY, topics=[topic])
    assert answered.title not in section(offer)
    assert asks.title in section(offer)


def test_a_need_that_gets_its_answer_leaves_the_page_of_the_initiative(
    government: Government, topic: Any
) -> None:
    offer, asks = pair(government, topic)
    changed(asks, state=State.ANSWERED)
    settled(asks)
    assert section(offer) == ""


def hide(post: BlogPostPage, how: str) -> None:
    """Take a post from the readers."""
    fresh = BlogPostPage.objects.get(pk=post.pk)
    if how == "unpublished":
        fresh.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=fresh.get_parent(), restriction_type="login")
    elif how == "expired":
        moment = timezone.now() - timezone.timedelta(minutes=1)
        BlogPostPage.objects.filter(pk=post.pk).update(expire_at=moment)
        fresh.search_entry.__class__.objects.filter(pk=post.pk).update(expires_at=moment)
    else:
        fresh.delete()


@pytest.mark.parametrize("how", ["unpublished", "private", "expired", "deleted"])
def test_what_readers_may_not_see_is_not_shown_as_close(
    government: Government, topic: Any, how: str
) -> None:
    offer, asks = pair(government, topic)
    assert offer.title in section(asks)
    hide(offer, how)
    assert section(asks) == ""


def test_a_draft_and_the_own_organisation_are_never_close(
    government: Government, topic: Any
) -> None:
    draft = written(government.duo, "Bureaus delen", summary=SUMMARY, kind=Kind.INITIATIVE)
    draft.unpublish()
    initiative(government.logius, "Bureaus delen bij ons", summary=SUMMARY, topics=[topic])
    asks = need(government.logius, summary=SUMMARY, topics=[topic])
    assert section(asks) == ""


def test_the_number_of_queries_of_a_post_does_not_grow_with_what_is_close(
    government: Government, topic: Any
) -> None:
    offer, asks = pair(government, topic)
    numbers = []
    for _round in range(2):
        for post in (offer, asks):
            Client().get(post.url)
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                assert Client().get(post.url).status_code == 200
            numbers.append(len(queries))
        for number in range(4):
            unit = OrganisationFactory(title=f"Dienst {number}")
            initiative(unit, f"Bureaus delen {number}", summary=SUMMARY, topics=[topic])
            need(unit, f"Bureaus delen gezocht {number}", summary=SUMMARY, topics=[topic])
    assert numbers[:2] == numbers[2:]
    assert max(numbers) <= 10


def test_a_message_looks_for_nothing(government: Government, topic: Any) -> None:
    pair(government, topic)
    post = written(government.logius, "Bureaus delen", summary=SUMMARY, topics=[topic])
    settled(post)
    assert section(post) == ""
    assert not Match.objects.filter(asking=post.pk).exists()


# ----------------------------------------------------------------- telling once


def test_the_people_of_the_initiative_are_told_once(government: Government, topic: Any) -> None:
    person = communicator(government.duo)
    offer, asks = pair(government, topic)
    assert [one.to for one in mail.outbox] == [[person.email]]
    letter = mail.outbox[0]
    assert letter.subject == "Een behoefte die bij uw initiatief past: Wie kan bureaus delen?"
    for words in (asks.url, offer.url, "Logius zoekt iets", "zelfde onderwerp: Hybride werken"):
        assert words in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for _round in range(2):
        changed(asks, summary=f"{SUMMARY} Nog steeds.")
        settled(asks)
    BlogPostPage.objects.get(pk=asks.pk).unpublish()
    BlogPostPage.objects.get(pk=asks.pk).save_revision().publish()
    settled(asks)
    assert len(mail.outbox) == 1


def test_one_click_in_the_mail_switches_it_off(government: Government, topic: Any) -> None:
    person = communicator(government.duo)
    pair(government, topic)
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = link.split("/", 3)[3]
    Client().post(f"/{path}", {"List-Unsubscribe": "One-Click"})
    mail.outbox.clear()
    need(government.logius, "Bureaus delen, deel twee", summary=SUMMARY, topics=[topic])
    assert mail.outbox == []
    choose(person, FITS, wanted=True)
    need(government.logius, "Bureaus delen, deel drie", summary=SUMMARY, topics=[topic])
    assert len(mail.outbox) == 1


def test_nobody_is_told_of_a_distant_match_of_the_own_post_or_without_an_account(
    government: Government, topic: Any
) -> None:
    both = communicator(government.duo)
    grant(both, government.logius, Role.COMMUNICATOR, by=None)
    left = communicator(government.duo)
    left.is_active = False
    left.save()
    offer, asks = pair(government, topic)
    assert offer.title in section(asks)
    need(government.logius, "Iets anders", summary="Koffie.", topics=[topic])
    assert mail.outbox == []


def test_a_person_with_two_initiatives_gets_one_mail(government: Government, topic: Any) -> None:
    person = communicator(government.duo)
    initiative(government.duo, "Bureaus delen met de buren", summary=SUMMARY, topics=[topic])
    pair(government, topic)
    assert [one.to for one in mail.outbox] == [[person.email]]


def test_what_was_written_down_is_told_after_a_crash_and_only_once(
    government: Government, topic: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [communicator(government.duo) for _number in range(3)]
    initiative(government.duo, summary=SUMMARY, topics=[topic])
    asks = written(
        government.logius, "Bureaus delen?", kind=Kind.NEED, summary=SUMMARY, topics=[topic]
    )
    calls = []
    real = telling.tell

    def dies_at_the_second(*args: Any) -> int:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(telling, "tell", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        keeping.keep_all()
    assert len(mail.outbox) == 1
    monkeypatch.setattr(telling, "tell", real)
    keeping.keep_all()
    keeping.keep_all()
    assert sorted(one.to[0] for one in mail.outbox) == sorted(person.email for person in people)
    assert not Unmatched.objects.exists()
    assert Telling.objects.filter(page=asks.pk).count() == 3


def test_what_was_withdrawn_before_the_mail_is_told_to_nobody(
    government: Government, topic: Any
) -> None:
    communicator(government.duo)
    initiative(government.duo, summary=SUMMARY, topics=[topic])
    asks = written(government.logius, kind=Kind.NEED, summary=SUMMARY, topics=[topic])
    asks.unpublish()
    settled(asks)
    assert mail.outbox == []


def test_publishing_does_not_wait_for_telling(
    government: Government,
    topic: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    communicator(government.duo)
    initiative(government.duo, summary=SUMMARY, topics=[topic])
    with django_capture_on_commit_callbacks() as callbacks:
        written(government.logius, "Bureaus", kind=Kind.NEED, summary=SUMMARY, topics=[topic])
    assert mail.outbox == []
    for callback in callbacks:
        callback()
    assert len(mail.outbox) == 1


# ------------------------------------------------------------- while it is written


def draft(government: Government, topic: Any, kind: str = Kind.NEED) -> BlogPostPage:
    """A draft at Logius."""
    post = written(government.logius, "Bureaus delen?", kind=kind, summary=SUMMARY)
    post.unpublish()
    post.topics.set([topic])
    post.save_revision(user=government.people[COMMUNICATOR])
    return post


def test_the_editor_shows_what_is_there_already(government: Government, topic: Any) -> None:
    initiative(government.duo, summary=SUMMARY, topics=[topic])
    post = draft(government, topic)
    client = writer(government)
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    again = client.get(reverse("about_text", args=[post.pk])).content.decode()
    for said in (screen, again):
        assert "Kijk eerst hier: misschien bestaat het al" in said
        assert "zelfde onderwerp: Hybride werken" in said


def test_who_writes_an_initiative_sees_the_questions_that_fit(
    government: Government, topic: Any
) -> None:
    need(government.duo, "Wie kan bureaus delen?", summary=SUMMARY, topics=[topic])
    post = draft(government, topic, Kind.INITIATIVE)
    said = writer(government).get(reverse("about_text", args=[post.pk])).content.decode()
    assert "passen bij uw initiatief" in said
    assert "Wie kan bureaus delen?" in said


def test_who_may_not_edit_a_draft_is_told_nothing_about_it(
    government: Government, topic: Any
) -> None:
    post = draft(government, topic)
    url = reverse("about_text", args=[post.pk])
    assert Client().get(url).status_code == 302
    other = Client()
    other.force_login(communicator(government.duo))
    assert other.get(url).status_code in (302, 403)
    assert "Bureaus" not in other.get(url).content.decode()
    assert writer(government, NOBODY).get(url).status_code in (302, 403)


def test_the_quick_screen_shows_it_for_what_was_not_saved(
    government: Government, topic: Any
) -> None:
    initiative(government.duo, summary=SUMMARY, topics=[topic])
    data = typed(
        government.logius,
        kind=Kind.NEED,
        title="Delen",
        text="Wij willen een bureau reserveren met een app.",
        topics=[str(topic.pk)],
    )
    before = BlogPostPage.objects.count()
    said = writer(government).post(reverse("quick_before_submitting"), data).content.decode()
    assert "Kijk eerst hier" in said
    assert "reserveren" in said
    assert BlogPostPage.objects.count() == before
    message = writer(government).post(
        reverse("quick_before_submitting"), {**data, "kind": Kind.MESSAGE}
    )
    assert "Kijk eerst hier" not in message.content.decode()


def test_nothing_close_is_said_in_plain_words(government: Government, topic: Any) -> None:
    said = writer(government).get(reverse("about_text", args=[draft(government, topic).pk]))
    assert "Wij vonden nog niets dat hierop lijkt" in said.content.decode()


@pytest.mark.parametrize("title", ["", "\0", '"""', "AND OR NOT", "é" * 250, "'; drop table"])
def test_any_text_can_be_looked_for(government: Government, topic: Any, title: str) -> None:
    initiative(government.duo, summary=SUMMARY, topics=[topic])
    data = typed(government.logius, kind=Kind.NEED, title=title, text=title * 40)
    answer = writer(government).post(reverse("quick_before_submitting"), data)
    assert answer.status_code == 200


def test_a_phase_says_how_far_it_is_only_when_there_is_something_to_see(
    government: Government, topic: Any
) -> None:
    pair(government, topic, phase=Phase.EXPLORE)
    asks = BlogPostPage.objects.get(title="Wie kan bureaus delen?")
    assert "fase" not in section(asks)
    assert Location.objects.count() == 0
