"""*De week bij de rijksoverheid*: what it chooses, its page, its feed, and its mail on Monday."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from exchange import tokens, week
from exchange.models import (
    Adoption,
    Comment,
    CommentState,
    Delivery,
    Follower,
    Following,
    Frequency,
    WeekEdition,
)
from exchange.questions import remember
from exchange.subjects import Week
from exchange.week import LEAST_READINGS, MOST, Section, note_week
from organisations.models import BlogPostPage, Kind, OrganisationPage, ReadCount, State
from tests.exchange.follow import ANNA, BEN, HERE, confirmed, link_in, published, sent
from tests.factories import OrganisationFactory, PostFactory
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
# A Wednesday; the mail goes on the Monday after it, at seven in Amsterdam.
NOON = datetime.datetime(2026, 7, 15, 12, tzinfo=datetime.UTC)
MONDAY = datetime.datetime(2026, 7, 20, 5, tzinfo=datetime.UTC)


@pytest.fixture
def logius() -> OrganisationPage:
    organisation = OrganisationFactory(slug="logius", title="Logius")
    index_everything()
    return organisation


def follows_week(email: str = ANNA, since: datetime.datetime = NOON) -> Following:
    follower, _is_new = Follower.objects.get_or_create(email=email)
    return Following.objects.create(
        follower=follower,
        question=remember(Week()),
        frequency=Frequency.WEEKLY,
        confirmed_at=since,
    )


def read(post: BlogPostPage, number: int, day: datetime.date | None = None) -> None:
    ReadCount.objects.create(page=post, day=day or NOON.date(), number=number)


def in_week(parent: OrganisationPage, title: str, **fields: Any) -> BlogPostPage:
    with time_machine.travel(NOON):
        return published(parent, title, **fields)


def titles(text: str) -> list[str]:
    return [title for title in ("Veelgelezen", "Vraag", "Initiatief", "Oud") if title in text]


def page() -> str:
    cache.clear()
    response = Client().get("/week/")
    assert response.status_code == 200
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    return str(response.content.decode())


def test_the_page_shows_what_was_read_answered_and_started(logius: OrganisationPage) -> None:
    read(in_week(logius, "Veelgelezen"), 40)
    in_week(logius, "Vraag met antwoord", kind=Kind.QUESTION, state=State.ANSWERED)
    in_week(logius, "Open vraag zonder antwoord", kind=Kind.QUESTION, state=State.OPEN)
    in_week(logius, "Initiatief van nu", kind=Kind.INITIATIVE)
    with time_machine.travel(NOON - 30 * DAY):
        published(logius, "Initiatief van vroeger", kind=Kind.INITIATIVE)
    with time_machine.travel(NOON):
        text = page()
    for words in ("Meest gelezen", "Beantwoord", "Nieuwe initiatieven", "Krijg de week per mail"):
        assert words in text
    assert "Veelgelezen" in text
    assert "Vraag met antwoord" in text
    assert "Initiatief van nu" in text
    assert "Open vraag zonder antwoord" not in text
    assert "Initiatief van vroeger" not in text


def test_a_quiet_week_says_so(logius: OrganisationPage) -> None:
    read(in_week(logius, "Bijna niet gelezen"), LEAST_READINGS - 1)
    with time_machine.travel(NOON):
        text = page()
    assert "niets om te kiezen" in text
    assert "Bijna niet gelezen" not in text


def test_an_accepted_answer_counts_in_the_week_in_which_it_was_accepted(
    logius: OrganisationPage,
) -> None:
    with time_machine.travel(NOON - 60 * DAY):
        old = published(logius, "Oude vraag", kind=Kind.NEED, state=State.ANSWERED)
    start, end = NOON - 2 * DAY, NOON + 2 * DAY
    assert week.answered(start, end) == []
    Comment.objects.create(
        page=old, name="x", text="y", state=CommentState.PUBLISHED, accepted_at=NOON
    )
    assert week.answered(start, end) == [old.pk]


def test_the_most_read_come_first_each_post_once_and_five_at_most(
    logius: OrganisationPage,
) -> None:
    posts = [
        in_week(logius, f"Initiatief {number}", kind=Kind.INITIATIVE) for number in range(MOST + 2)
    ]
    for number, post in enumerate(posts):
        read(post, 10 + number)
    read(posts[0], 1000, NOON.date() - 30 * DAY)
    chosen = week.choice(MONDAY - week.WEEK, MONDAY)
    by_reading = [post.pk for post in reversed(posts)]
    assert chosen[:MOST] == [(pk, "gelezen") for pk in by_reading[:MOST]]
    assert set(chosen[MOST:]) == {(pk, "gestart") for pk in by_reading[MOST:]}


def test_another_part_of_the_site_adds_a_section(
    logius: OrganisationPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(week, "_sections", dict(week._sections))
    post = in_week(logius, "Om uit te lichten")
    week.register(Section("licht", "Uitgelicht", "uitgelicht", lambda start, end: [post.pk], 35))
    with time_machine.travel(NOON):
        assert "Uitgelicht" in page()
    assert [section.name for section in week.sections()] == [
        "gelezen",
        "beantwoord",
        "overgenomen",
        "licht",
        "gestart",
    ]


def test_what_others_took_over_counts_when_they_published_it(logius: OrganisationPage) -> None:
    with time_machine.travel(NOON - 90 * DAY):
        once, twice, not_yet = (
            published(logius, f"Initiatief {number}", kind=Kind.INITIATIVE) for number in range(3)
        )
    other = OrganisationFactory(slug="duo", parent=logius.get_parent())
    index_everything()
    for number, source in enumerate((once, twice, twice)):
        post = in_week(other, f"Doen wij ook {number}", kind=Kind.INITIATIVE)
        Adoption.objects.create(post=post, source=source, root=source.pk)
    draft = PostFactory(parent=other, live=False, first_published_at=None, kind=Kind.INITIATIVE)
    Adoption.objects.create(post=draft, source=not_yet, root=not_yet.pk)
    assert week.adopted(NOON - DAY, NOON + DAY) == [twice.pk, once.pk]
    assert week.adopted(NOON + DAY, NOON + 2 * DAY) == []


def test_what_readers_may_not_see_is_in_no_output_also_when_it_was_chosen_before(
    logius: OrganisationPage,
) -> None:
    hidden = OrganisationFactory(slug="geheim", parent=logius.get_parent())
    secret = in_week(hidden, "Achter slot")
    gone, kept = in_week(logius, "Ingetrokken"), in_week(logius, "Blijft staan")
    for post in (secret, gone, kept):
        read(post, 50)
    cache.clear()
    with time_machine.travel(NOON):
        assert "Ingetrokken" in Client().get("/week/").content.decode()
        gone.unpublish()
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        index_everything()
        for address in ("/week/", "/week/feed/"):
            text = Client().get(address).content.decode()
            assert "Blijft staan" in text
            assert "Ingetrokken" not in text
            assert "Achter slot" not in text


def test_monday_brings_one_mail_with_why_and_never_again(logius: OrganisationPage) -> None:
    follows_week()
    read(in_week(logius, "Veelgelezen"), 40)
    in_week(logius, "Initiatief van nu", kind=Kind.INITIATIVE)
    assert note_week(MONDAY)
    assert not note_week(MONDAY)
    [message] = sent(MONDAY)
    assert message.subject == "2 berichten voor u op Rijkslocaties"
    assert "U volgt: de week bij de rijksoverheid (veel gelezen)" in message.body
    assert "U volgt: de week bij de rijksoverheid (nieuw initiatief)" in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not note_week(MONDAY + DAY)
    assert sent(MONDAY + DAY) == []


def test_the_week_goes_along_in_the_one_mail_with_each_post_once(logius: OrganisationPage) -> None:
    follows_week()
    confirmed(ANNA, Frequency.WEEKLY, organisatie="logius")
    read(in_week(logius, "Veelgelezen"), 40)
    note_week(MONDAY)
    [message] = sent(MONDAY)
    assert message.body.count("Veelgelezen\n") == 1
    assert "organisatie: Logius / de week bij de rijksoverheid (veel gelezen)" in message.body


def test_no_empty_mail_and_only_what_is_published_at_sending(logius: OrganisationPage) -> None:
    follows_week()
    assert not note_week(MONDAY - week.WEEK), "nothing was chosen"
    assert sent(MONDAY - week.WEEK) == []
    post = in_week(logius, "Veelgelezen")
    read(post, 40)
    assert note_week(MONDAY)
    post.unpublish()
    assert sent(MONDAY) == []
    assert not Delivery.objects.exists()


def test_who_follows_after_monday_waits_for_the_next_and_unconfirmed_get_nothing(
    logius: OrganisationPage,
) -> None:
    follows_week(ANNA, since=MONDAY + datetime.timedelta(hours=1))
    Following.objects.filter(pk=follows_week(BEN).pk).update(confirmed_at=None)
    read(in_week(logius, "Veelgelezen"), 40)
    note_week(MONDAY + 2 * DAY)
    assert sent(MONDAY + 2 * DAY) == []


def test_a_run_that_came_late_sends_the_week_of_its_monday(logius: OrganisationPage) -> None:
    follows_week()
    read(in_week(logius, "Veelgelezen"), 40)
    with time_machine.travel(MONDAY + 2 * DAY):
        mail.outbox.clear()
        call_command("send_digests")
    assert [message.to for message in mail.outbox] == [[ANNA]]
    assert WeekEdition.objects.get().monday == MONDAY.date()


def test_a_reader_asks_for_the_week_confirms_and_sees_it_among_the_rest(
    logius: OrganisationPage, django_capture_on_commit_callbacks: Any
) -> None:
    form = Client().get("/volgen/week/").content.decode()
    assert "U krijgt één mail per week, op maandagochtend." in form
    assert "Hoe vaak wilt u mail?" not in form
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post("/volgen/week/", {"email": ANNA, "frequency": "direct"}, **HERE)
    assert answer["Location"] == "/volgen/kijk-in-uw-mail/"
    Client().post(link_in(mail.outbox[0], "bevestigen"))
    following = Following.objects.active().get()
    assert following.frequency == Frequency.WEEKLY
    url = tokens.manage_url(following.follower)
    overview = Client().get(url).content.decode()
    assert 'href="/week/"' in overview
    data = {f"{following.pk}-frequency": "direct"}
    assert "Kies een van de drie" in Client().post(url, data, **HERE).content.decode()
    assert b"/week/feed/" in Client().get(f"{url}feeds.opml").content


def test_the_home_page_offers_the_week() -> None:
    text = Client().get("/").content.decode()
    assert 'href="/week/"' in text
    assert 'href="/volgen/week/"' in text


def queries() -> int:
    """How many the page takes with an empty cache, once the process knows what is on the site."""
    Client().get("/week/")
    cache.clear()
    with CaptureQueriesContext(connection) as counted:
        Client().get("/week/")
    return len(counted)


def test_the_page_costs_as_many_queries_for_much_as_for_little(logius: OrganisationPage) -> None:
    read(in_week(logius, "Veelgelezen"), 40)
    in_week(logius, "Initiatief", kind=Kind.INITIATIVE)
    with time_machine.travel(NOON):
        few = queries()
        for number in range(12):
            owner = OrganisationFactory(parent=logius.get_parent(), slug=f"org-{number}")
            index_everything()
            kind = Kind.INITIATIVE if number % 2 else Kind.MESSAGE
            read(in_week(owner, f"Meer {number}", kind=kind), 40)
        assert queries() == few
    assert few <= 12


def test_everybody_who_follows_gets_one_row_in_one_statement(
    logius: OrganisationPage, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        follows_week(f"p{number}@voorbeeld.example")
    read(in_week(logius, "Veelgelezen"), 40)
    with django_assert_max_num_queries(14):
        note_week(MONDAY)
    assert Delivery.objects.count() == 20
