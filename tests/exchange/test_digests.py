"""What followers are mailed: what they asked for, each post once, in time, and nothing else."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange import matching
from exchange.digests.contents import Contents
from exchange.digests.send import send_one
from exchange.models import Delivery, Publication
from organisations.models import BlogPostPage, Kind, OrganisationPage, State
from search import indexing
from tests.exchange.follow import ANNA, BEN, changed, confirmed, published, sent, written
from tests.factories import LocationFactory, MinistryFactory, OrganisationFactory, TopicFactory
from tests.search.helpers import index_everything

pytestmark = pytest.mark.django_db
# A Wednesday, in the summer time of the site.
NOON = datetime.datetime(2026, 7, 15, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def logius() -> OrganisationPage:
    organisation = OrganisationFactory(
        slug="logius", title="Logius", parent=MinistryFactory(slug="bzk", abbreviation="BZK")
    )
    index_everything()
    return organisation


def bodies() -> str:
    return "\n".join(str(message.body) for message in mail.outbox)


def test_a_new_post_reaches_who_follows_its_organisation_with_why(
    logius: OrganisationPage,
) -> None:
    confirmed(organisatie="logius")
    post = published(logius, "Wij verhuizen")
    [message] = sent()
    assert message.to == [ANNA]
    assert message.subject == "Wij verhuizen (Logius)"
    assert post.url in message.body
    assert post.summary in message.body
    assert "U volgt: organisatie: Logius" in message.body
    assert "Wij verhuizen" in message.alternatives[0][0]
    assert message.extra_headers["List-Unsubscribe"].startswith("<http")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent() == []
    assert not Delivery.objects.exists()


def test_a_search_near_a_postcode_finds_a_post_of_another_organisation(
    logius: OrganisationPage,
) -> None:
    confirmed(nabij="2511 DP", straal="5")
    far = LocationFactory(
        page=OrganisationFactory(), city="Zwolle", point="SRID=4326;POINT(6.09000 52.51000)"
    )
    near = LocationFactory(page=OrganisationFactory(title="Buurman"))
    index_everything()
    published(far.page, "Ver weg", place=far)
    published(near.page, "Om de hoek", place=near)
    [message] = sent()
    assert message.subject == "Om de hoek (Buurman)"


def test_all_followings_of_an_address_are_one_mail_with_each_post_once(
    logius: OrganisationPage,
) -> None:
    topic = TopicFactory(slug="werk", name="werk")
    index_everything()
    for asked in ({"organisatie": "logius"}, {"onderwerp": "werk"}, {"soort": "vraag"}):
        confirmed(frequency="dag", **asked)
    with time_machine.travel(NOON):
        published(logius, "Hoe doet u dit?", kind=Kind.QUESTION, state=State.OPEN, topics=[topic])
        published(logius, "Nog een bericht")
    assert sent(NOON + datetime.timedelta(hours=1)) == []
    [message] = sent(NOON + DAY)
    assert message.subject == "2 berichten voor u op Rijkslocaties"
    assert message.body.count("Hoe doet u dit?\n") == 1
    assert "organisatie: Logius / onderwerp: Werk / soort: Vraag" in message.body


def test_daily_mail_comes_once_a_day_and_weekly_mail_on_monday(logius: OrganisationPage) -> None:
    confirmed(ANNA, "dag", organisatie="logius")
    confirmed(BEN, "week", organisatie="logius")
    with time_machine.travel(NOON):
        published(logius, "Woensdag")
    seven = NOON.replace(hour=5) + DAY  # 07:00 in Amsterdam
    assert sent(seven - datetime.timedelta(minutes=1)) == []
    assert [m.to for m in sent(seven)] == [[ANNA]]
    with time_machine.travel(seven + datetime.timedelta(minutes=1)):
        published(logius, "Donderdag")
    assert sent(seven + datetime.timedelta(hours=12)) == []
    assert [m.to for m in sent(seven + DAY)] == [[ANNA]]
    monday = NOON.replace(day=20, hour=5)
    [message] = sent(monday)
    assert message.to == [BEN]
    assert "Woensdag" in message.body
    assert "Donderdag" in message.body


def test_an_address_gets_no_second_daily_mail_on_one_day(logius: OrganisationPage) -> None:
    confirmed(frequency="dag", organisatie="logius")
    with time_machine.travel(NOON - DAY):
        published(logius, "Eerste")
    assert len(sent(NOON)) == 1
    late = published(logius, "Laat in de wachtrij gekomen")
    Delivery.objects.filter(page=late).update(at=NOON - DAY)
    assert sent(NOON + datetime.timedelta(minutes=5)) == []
    assert len(sent(NOON + DAY)) == 1


def test_what_came_at_once_does_not_come_again_with_the_day(logius: OrganisationPage) -> None:
    confirmed(frequency="direct", organisatie="logius")
    confirmed(frequency="dag", soort="bericht")
    with time_machine.travel(NOON):
        published(logius, "Nieuws")
        [message] = sent(NOON)
    assert "organisatie: Logius / soort: Bericht" in message.body
    assert sent(NOON + DAY) == []


def test_drafts_private_and_expired_posts_are_never_mailed(logius: OrganisationPage) -> None:
    confirmed(organisatie="logius")
    draft = published(logius, "Concept van later")
    sent()
    draft.title = "Nog niet voor iedereen"
    draft.save_revision()
    hidden = OrganisationFactory(parent=logius.get_parent(), slug="geheim")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    index_everything()
    published(hidden, "Achter slot")
    published(logius, "Verlopen", expire_at=timezone.now() - DAY)
    confirmed(BEN)
    assert sent() == []


def test_what_was_withdrawn_before_sending_is_left_out(logius: OrganisationPage) -> None:
    confirmed(frequency="dag", organisatie="logius")
    with time_machine.travel(NOON):
        withdrawn = published(logius, "Ingetrokken")
        private = published(logius, "Toch niet")
        deleted = published(logius, "Weg ermee")
        published(logius, "Blijft staan")
        expired = published(logius, "Maar even", expire_at=NOON + datetime.timedelta(hours=3))
        withdrawn.unpublish()
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        deleted.delete()
    with time_machine.travel(NOON + DAY):
        [message] = sent(NOON + DAY)
    assert message.subject == "Blijft staan (Logius)"
    assert expired.title not in message.body
    with time_machine.travel(NOON + DAY):
        published(logius, "Alleen dit").unpublish()
    assert sent(NOON + 2 * DAY) == [], "no empty mail"


def test_a_change_is_mailed_as_a_change_and_a_small_one_not_at_all(
    logius: OrganisationPage,
) -> None:
    confirmed(organisatie="logius")
    post = published(logius, "Eerste versie")
    assert "Gewijzigd" not in sent()[0].body
    post = changed(post, title="Eerste versie zonder tikfout", small_change=True)
    assert sent() == []
    assert not post.small_change, "said of one publication only"
    changed(post, title="Tweede versie")
    [message] = sent()
    assert "Gewijzigd | Bericht | Logius" in message.body


def test_the_answer_to_a_question_reaches_who_follows_that_question(
    logius: OrganisationPage,
) -> None:
    question = published(logius, "Hoe doet u dit?", kind=Kind.QUESTION, state=State.OPEN)
    other = published(logius, "Een andere vraag", kind=Kind.QUESTION, state=State.OPEN)
    confirmed(bericht=str(question.pk))
    changed(other, state=State.ANSWERED)
    assert sent() == []
    changed(question, state=State.ANSWERED)
    assert sent()[0].subject == "Hoe doet u dit? (Logius)"


def test_a_body_is_news_when_it_is_new_and_not_when_it_is_edited() -> None:
    confirmed(soort="organisatie")
    organisation = OrganisationFactory(title="Nieuwe dienst", live=False, first_published_at=None)
    organisation.save_revision().publish()
    matching.match_all()
    assert sent()[0].subject == "Nieuwe dienst"
    fresh = OrganisationPage.objects.get(pk=organisation.pk)
    fresh.intro = "Een nieuwe inleiding"
    fresh.save_revision().publish()
    matching.match_all()
    assert sent() == []


def test_an_unconfirmed_or_paused_following_gets_nothing(logius: OrganisationPage) -> None:
    one = confirmed(ANNA, organisatie="logius")
    one.confirmed_at = None
    one.save()
    two = confirmed(BEN, organisatie="logius")
    two.follower.bounced_at = timezone.now()
    two.follower.save()
    published(logius)
    assert sent() == []
    assert not Delivery.objects.exists()


def test_who_stops_between_publishing_and_sending_gets_nothing(logius: OrganisationPage) -> None:
    one = confirmed(organisatie="logius")
    published(logius)
    one.delete()
    assert sent() == []


def test_what_comes_into_the_queue_during_a_run_waits_for_the_next(
    logius: OrganisationPage,
) -> None:
    follower = confirmed(organisatie="logius").follower
    published(logius, "Net te laat")
    assert not send_one(follower.pk, Contents(), now=timezone.now())
    assert [message.subject for message in sent()] == ["Net te laat (Logius)"]


def test_a_task_queue_that_was_away_loses_nothing(logius: OrganisationPage) -> None:
    confirmed(organisatie="logius")
    written(logius, "Bleef liggen")
    assert Publication.objects.count() == 1
    mail.outbox.clear()
    call_command("send_digests")
    assert [message.subject for message in mail.outbox] == ["Bleef liggen (Logius)"]


def test_a_page_that_cannot_be_read_keeps_no_other_mail_from_going(
    logius: OrganisationPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed(organisatie="logius")
    broken, _good = written(logius, "Stuk"), written(logius, "Heel")
    real = matching.questions_for

    def fails(page: BlogPostPage) -> list[int]:
        if page.pk == broken.pk:
            raise ValueError("unreadable")
        return real(page)

    monkeypatch.setattr("exchange.matching.questions_for", fails)
    mail.outbox.clear()
    call_command("send_digests")
    assert [message.subject for message in mail.outbox] == ["Heel (Logius)"]
    assert Publication.objects.get().page_id == broken.pk


def test_a_title_can_hold_no_header_and_no_markup(logius: OrganisationPage) -> None:
    confirmed(organisatie="logius")
    published(logius, "Kop\r\nBcc: ben@voorbeeld.example <script>x</script>")
    [message] = sent()
    assert message.recipients() == [ANNA]
    assert "Bcc" not in message.message()
    assert "<script>" not in message.alternatives[0][0]


def test_entries_that_are_rebuilt_send_nothing_again(logius: OrganisationPage) -> None:
    confirmed()
    published(logius)
    sent()
    indexing.write(indexing.indexed_pages())
    assert sent() == []
