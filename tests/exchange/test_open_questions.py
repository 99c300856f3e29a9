"""What lies without an answer: the lists for readers, the overview of moderators, the stewards."""

import datetime
from email.message import EmailMessage

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange.answers import settling, stewards
from exchange.answers.stewards import tell_stewards
from exchange.models import AnswerStatus
from organisations.models import BlogPostPage, Kind, OrganisationPage, Topic
from organisations.roles.memberships import end
from tests.exchange.answers import comment_on, desk, fresh, helper, offered, question
from tests.factories import TopicFactory, UserFactory
from tests.organisations.desk import days_ago, parts, report
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COMMUNICATOR,
    MODERATOR,
    Government,
)

pytestmark = pytest.mark.django_db

REPORT = "report_unanswered"


def old(
    organisation: OrganisationPage, title: str, days: int = 20, **fields: object
) -> BlogPostPage:
    return question(organisation, title=title, first_published_at=days_ago(days), **fields)


def open_part(url: str) -> str:
    page = BeautifulSoup(Client().get(url).content, "html.parser")
    part = page.select_one("[aria-labelledby=open-vragen]")
    return " ".join(part.get_text(" ").split()) if part else ""


def test_a_ministry_and_a_topic_show_what_is_open(government: Government) -> None:
    topic = TopicFactory(name="stilte", slug="stilte")
    government.ministry.save_revision().publish()
    for url in (government.ministry.url, "/onderwerpen/stilte/"):
        assert open_part(url) == ""
    for number in range(5):
        kind = Kind.NEED if number % 2 else Kind.QUESTION
        old(government.logius, f"Vraag {number}", days=9 - number, kind=kind, topics=[topic])
    old(government.duo, "Van een ander ministerie")
    settling.close(old(government.logius, "Al klaar", topics=[topic]), by=None)
    for url, query in (
        (government.ministry.url, "ministerie=bzk"),
        ("/onderwerpen/stilte/", "onderwerp=stilte"),
    ):
        part = open_part(url)
        assert "Alle 5 open vragen en behoeften" in part
        assert part.index("Vraag 4") < part.index("Vraag 3") < part.index("Vraag 2")
        assert "Vraag 1" not in part
        assert "Van een ander ministerie" not in part
        assert "Al klaar" not in part
        page = BeautifulSoup(Client().get(url).content, "html.parser")
        link = page.select_one("[aria-labelledby=open-vragen] .band__head a")["href"]
        assert link == f"/zoeken/?{query}&soort=behoefte&soort=vraag&status=open"
        assert "5 resultaten" in Client().get(link).content.decode()


@pytest.mark.parametrize("how", ["draft", "private", "expired"])
def test_what_is_not_public_is_in_no_list(government: Government, how: str) -> None:
    topic = TopicFactory(slug="stilte")
    post = old(government.logius, "Geheime vraag", topics=[topic])
    if how == "draft":
        fresh(post).unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=post, restriction_type="login")
    else:
        changed = fresh(post)
        changed.expire_at = timezone.now() + datetime.timedelta(hours=1)
        changed.save_revision().publish()
        BlogPostPage.objects.filter(pk=post.pk).update(expire_at=timezone.now())
        changed.search_entry.__class__.objects.filter(pk=post.pk).update(expires_at=timezone.now())
    assert open_part(government.ministry.url) == ""
    assert open_part("/onderwerpen/stilte/") == ""
    assert "Geheime vraag" not in report(government, MODERATOR, REPORT)
    assert run() == []


def test_open_questions_cost_one_query(government: Government) -> None:
    def queries() -> int:
        Client().get(government.ministry.url)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(government.ministry.url).status_code == 200
        return len(captured)

    old(government.logius, "Vraag")
    few = queries()
    for number in range(6):
        old(government.logius, f"Nog een vraag {number}")
    assert queries() == few <= 12


# The overview of who moderates


def test_a_moderator_sees_what_lies_in_the_own_ministry(government: Government) -> None:
    long = old(government.logius, "Ligt lang")
    old(government.logius, "Ligt kort", days=2)
    old(government.duo, "Van een ander ministerie")
    settling.close(old(government.logius, "Al klaar"), by=None)
    offered(long, helper())
    text = report(government, MODERATOR, REPORT)
    assert text.index("Ligt lang") < text.index("Ligt kort")
    assert "1 organisatie bood hulp aan." in text
    assert "Van een ander ministerie" not in text
    assert "Al klaar" not in text
    assert "Ligt kort" not in report(government, MODERATOR, REPORT, te_lang="ja")
    assert "Ligt lang" not in report(government, MODERATOR, REPORT, soort="behoefte")
    assert "Ligt lang" not in report(government, MODERATOR, REPORT, organisatie="DUO")
    everything = report(government, CENTRAL, REPORT)
    assert "Van een ander ministerie" in everything
    panel = parts(desk(government, MODERATOR).get("/cms/").content.decode())["unanswered"]
    assert "2 vragen en behoeften staan open" in " ".join(panel.split())
    assert "1 ligt te lang" in " ".join(panel.split())
    assert "Van een ander ministerie" not in panel


def test_it_can_be_taken_along_as_a_table(government: Government) -> None:
    old(government.logius, "=1+1")
    lines = report(government, MODERATOR, REPORT, export="csv").splitlines()
    assert lines[0].startswith("Titel,Soort,Organisatie,Ministerie,Open sinds")
    assert "'=1+1,Vraag,Logius,Ministerie van BZK" in lines[1]
    response = desk(government, MODERATOR).get(
        "/cms/rapporten/vragen-zonder-antwoord/results/", {"export": "xlsx"}
    )
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_who_does_not_moderate_has_no_such_overview(government: Government) -> None:
    old(government.logius, "Ligt lang")
    client = desk(government, COMMUNICATOR)
    assert client.get("/cms/rapporten/vragen-zonder-antwoord/")["Location"] == "/cms/"
    assert "unanswered" not in parts(client.get("/cms/").content.decode())
    superuser = Client()
    superuser.force_login(UserFactory(is_superuser=True))
    assert "unanswered" not in parts(superuser.get("/cms/").content.decode())
    assert "unanswered" in parts(desk(government, ADMINISTRATOR).get("/cms/").content.decode())


def test_the_writer_finds_the_way_to_the_answers(government: Government) -> None:
    post = old(government.logius, "Ligt lang")
    overview = parts(desk(government, COMMUNICATOR).get("/cms/").content.decode())
    assert f"/cms/antwoorden/{post.pk}/" in overview["open"]


def test_the_report_and_the_overview_cost_the_same_for_many(government: Government) -> None:
    client = desk(government, MODERATOR)

    def queries(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    urls = ("/cms/rapporten/vragen-zonder-antwoord/", "/cms/")
    offered(old(government.logius, "Vraag"), helper())
    few = [queries(url) for url in urls]
    for number in range(4):
        offered(old(government.logius, f"Nog een vraag {number}"), helper(f"Bureau {number}"))
    assert [queries(url) for url in urls] == few


# Stewards


def run(after_days: int = 0) -> list[EmailMessage]:
    """The mails of one run, so many days from now."""
    mail.outbox.clear()
    tell_stewards(timezone.now() + datetime.timedelta(days=after_days))
    return list(mail.outbox)


def stewarded(name: str = "stilte") -> Topic:
    return TopicFactory(name=name, slug=name, steward=UserFactory())


def test_a_question_that_lies_goes_to_the_steward_of_its_topic_once(
    government: Government,
) -> None:
    topic = stewarded()
    post = old(government.logius, "Ligt lang", topics=[topic])
    old(government.logius, "Ligt kort", days=2, topics=[topic])
    [message] = run()
    assert message.to == [topic.steward.email]
    assert message.subject == "Deze vraag wacht lang op een antwoord"
    for part in (message.body, message.alternatives[0][0]):
        assert "Ligt lang" in part
        assert post.url in part
        assert "Ligt kort" not in part
        assert "/cms/" not in part
    assert run() == []
    [later] = run(after_days=13)
    assert "Ligt kort" in later.body
    assert run(after_days=400) == []


def test_days_are_counted_to_the_hour(government: Government) -> None:
    topic = stewarded()
    old(government.logius, "Net niet", days=14, topics=[topic])
    BlogPostPage.objects.update(first_published_at=days_ago(14) + datetime.timedelta(hours=1))
    assert run() == []
    BlogPostPage.objects.update(first_published_at=days_ago(14) - datetime.timedelta(hours=1))
    assert len(run()) == 1


def test_without_a_steward_the_moderators_of_the_ministry_hear_of_it(
    government: Government,
) -> None:
    old(government.logius, "Zonder onderwerp")
    old(government.logius, "Zonder beheerder", topics=[TopicFactory()])
    gone = TopicFactory(slug="weg", steward=UserFactory(is_active=False))
    old(government.logius, "Met een beheerder die weg is", topics=[gone])
    UserFactory(is_superuser=True)
    [message] = run()
    assert message.to == [government.people[MODERATOR].email]
    assert message.subject == "Deze 3 vragen wachten lang op een antwoord"
    assert "/cms/rapporten/vragen-zonder-antwoord/" in message.body


def test_a_ministry_without_moderators_is_looked_after_centrally(government: Government) -> None:
    for membership in government.ministry.memberships.active():
        end(membership, by=None)
    old(government.logius, "Ligt lang")
    [message] = run()
    assert message.to == [government.people[CENTRAL].email]


def test_a_main_theme_lends_its_steward(government: Government) -> None:
    theme = stewarded("werk")
    topic = TopicFactory(slug="thuis", parent=theme)
    own = TopicFactory(slug="kantoor", parent=theme, steward=UserFactory())
    old(government.logius, "Over thuis", topics=[topic])
    old(government.logius, "Over kantoor", topics=[own])
    by_address = {message.to[0]: message.body for message in run()}
    assert set(by_address) == {theme.steward.email, own.steward.email}
    assert "Over thuis" in by_address[theme.steward.email]
    assert "Over kantoor" not in by_address[theme.steward.email]


def test_all_questions_of_a_steward_come_in_one_mail(government: Government) -> None:
    topic, other = stewarded(), stewarded("licht")
    for number in range(3):
        old(government.logius, f"Vraag {number}", topics=[topic, other])
    messages = run()
    assert {message.to[0] for message in messages} == {topic.steward.email, other.steward.email}
    assert all(f"Vraag {number}" in messages[0].body for number in range(3))


def test_what_was_opened_again_counts_from_then(government: Government) -> None:
    topic = stewarded()
    post = old(government.logius, "Weer open", topics=[topic])
    settling.close(post, by=None, comment=comment_on(post))
    assert run(after_days=30) == []
    settling.reopen(post, by=None)
    assert run() == []
    assert len(run(after_days=15)) == 1


def test_a_run_that_is_killed_forgets_nobody(
    government: Government, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic = stewarded()
    old(government.logius, "Ligt lang", topics=[topic])

    def die(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(stewards, "send_rendered", die)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert not AnswerStatus.objects.filter(steward_told_at__isnull=False).exists()
    assert len(run()) == 1


def test_the_command_goes_on_in_pieces_and_says_what_it_did(
    government: Government, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stewards, "CHUNK", 2)
    topic = stewarded()
    for number in range(5):
        old(government.logius, f"Vraag {number}", topics=[topic])
    mail.outbox.clear()
    call_command("remind_open_questions")
    assert "Mails over vragen zonder antwoord: 3" in capsys.readouterr().out
    told = "".join(message.body for message in mail.outbox)
    assert all(told.count(f"Vraag {number} ") == 1 for number in range(5))
    call_command("remind_open_questions")
    assert capsys.readouterr().out == ""
