"""Who handles comments in the CMS, what they see, and what is refused."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exchange.comments import refuse
from exchange.models import Comment, CommentReport, CommentState
from organisations.models import BlogPostPage
from tests.exchange.comments import (
    ANNA,
    comment_on,
    mails_to,
    post_to,
    published_on,
    recent_post,
)
from tests.organisations.absences import make_case
from tests.organisations.desk import signed_in
from tests.organisations.people import (
    ADMINISTRATOR,
    CENTRAL,
    COLLEAGUE,
    COMMUNICATOR,
    MODERATOR,
    NOBODY,
    Government,
)

pytestmark = pytest.mark.django_db
QUEUE = "/cms/reacties/"
DECIDE = "/cms/reacties/besluit/"


def decide(client: Client, *comments: Comment, stap: str = "plaatsen", **fields: Any) -> Any:
    data = {"reactie": [f"{one.pk}:{one.version}" for one in comments], "stap": stap, **fields}
    return post_to(DECIDE, data, client)


def shown(client: Client, address: str = QUEUE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def standing(comment: Comment) -> tuple[str, int]:
    return Comment.objects.values_list("state", flat=True).get(), comment.reports.count()


# Who handles comments of the own and of another organisation.
MATRIX = [
    (COMMUNICATOR, True, False),
    (COLLEAGUE, True, False),
    (MODERATOR, True, False),
    (CENTRAL, True, True),
    (ADMINISTRATOR, True, True),
    (NOBODY, False, False),
]
CASES = [
    (who, side, allowed)
    for who, own, other in MATRIX
    for side, allowed in (("own", own), ("other", other))
]


@pytest.mark.parametrize(("who", "side", "allowed"), CASES)
@pytest.mark.parametrize("step", ["plaatsen", "weigeren", "laten"])
def test_each_role_handles_its_own_part_only_also_by_crafted_requests(
    government: Government, who: str, side: str, allowed: bool, step: str
) -> None:
    client = signed_in(government, who)
    page = recent_post(government.place(side))
    comment = comment_on(page, "Woorden van een lezer")
    if step == "laten":
        Comment.objects.filter(pk=comment.pk).update(state=CommentState.PUBLISHED)
        CommentReport.objects.create(comment=comment, text="Niet netjes.")
    before = standing(comment)
    if who != NOBODY:
        assert (comment.text in shown(client)) is allowed
    opened = client.get(f"{QUEUE}{comment.pk}/")
    assert (opened.status_code == 200) is allowed
    assert (comment.text in opened.content.decode()) is allowed
    decide(client, comment, stap=step, reden="reclame")
    assert (standing(comment) != before) is allowed


def test_one_comment_of_others_spoils_the_whole_request(
    government: Government, post: BlogPostPage
) -> None:
    own, other = comment_on(post), comment_on(recent_post(government.duo))
    decide(signed_in(government, COMMUNICATOR), own, other)
    assert not Comment.objects.exclude(state=CommentState.WAITING).exists()


def test_many_are_placed_at_once(government: Government, post: BlogPostPage) -> None:
    comments = [comment_on(post, f"Reactie {number}") for number in range(3)]
    client = signed_in(government, COMMUNICATOR)
    decide(client, *comments)
    assert Comment.objects.published().count() == 3
    assert "3 reacties zijn geplaatst." in shown(client)
    assert Comment.objects.filter(decided_by=government.people[COMMUNICATOR]).count() == 3
    assert len(mails_to(ANNA)) == 3


def test_who_refuses_says_why_and_the_writer_reads_it(
    government: Government, post: BlogPostPage
) -> None:
    comment = comment_on(post)
    client = signed_in(government, MODERATOR)
    for fields in ({}, {"reden": "onzin"}, {"reden": "anders", "toelichting": "  "}):
        decide(client, comment, stap="weigeren", **fields)
        comment.refresh_from_db()
        assert comment.state == CommentState.WAITING
    assert "Kies een reden" in shown(client)
    decide(client, comment, stap="weigeren", reden="prive", toelichting="Haal het nummer eruit.")
    comment.refresh_from_db()
    assert comment.state == CommentState.REFUSED
    [message] = mails_to(ANNA)
    assert "In uw reactie staan gegevens van iemand die privé zijn." in message.body
    assert "Haal het nummer eruit." in message.body


def test_nobody_places_words_that_they_did_not_see(
    government: Government, post: BlogPostPage
) -> None:
    from exchange.comments.writing import change

    comment = comment_on(post, "Vriendelijke woorden")
    on_screen = Comment.objects.get(pk=comment.pk)
    change(comment, name="Anna", text="Heel andere woorden")
    client = signed_in(government, COMMUNICATOR)
    decide(client, on_screen)
    comment.refresh_from_db()
    assert comment.state == CommentState.WAITING
    assert "intussen veranderd" in shown(client)


def test_what_a_colleague_decided_stays_so(government: Government, post: BlogPostPage) -> None:
    comment = comment_on(post)
    refuse(Comment.objects.get(pk=comment.pk), "Nee")
    client = signed_in(government, COMMUNICATOR)
    decide(client, comment, stap="weigeren", reden="reclame")
    comment.refresh_from_db()
    assert comment.reason == "Nee"
    assert "al beoordeeld" in shown(client)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"stap": "plaatsen"},
        {"reactie": "onzin", "stap": "plaatsen"},
        {"reactie": f"{'9' * 40}:0", "stap": "plaatsen"},
        {"reactie": "\u00b2:0", "stap": "plaatsen"},
        {"reactie": "1:0", "stap": "onbekend"},
        {"reactie": "1:0", "stap": "plaatsen", "next": "https://elders.example/"},
    ],
)
def test_a_broken_request_changes_nothing_and_leads_back(
    government: Government, data: dict[str, str]
) -> None:
    response = post_to(DECIDE, data, signed_in(government, COMMUNICATOR))
    assert response.status_code == 302
    assert response.url == QUEUE


def test_a_reported_comment_comes_in_the_queue_once_and_can_stay(
    government: Government, post: BlogPostPage
) -> None:
    comment = published_on(post, "Twijfelachtig")
    client = signed_in(government, COMMUNICATOR)
    assert "Twijfelachtig" not in shown(client)
    address = f"/reageren/melden/?reactie={comment.pk}"
    for words in ("Dit is niet netjes.", "Vind ik ook."):
        page = post_to(address, {"text": words, "website": ""}).content.decode()
        assert "Wij kijken naar deze reactie." in page
    [message] = mails_to(government.people[COMMUNICATOR].email)
    assert message.subject == f"Reactie gemeld: {post.title}"
    assert "Dit is niet netjes." in message.body
    assert "Vind ik ook." in shown(client)
    assert "Twijfelachtig" in Client().get(post.url).content.decode()
    decide(client, comment, stap="laten")
    assert "Twijfelachtig" not in shown(client)
    assert not CommentReport.objects.exists()


def test_a_reported_comment_is_taken_off_the_site(
    government: Government, post: BlogPostPage
) -> None:
    comment = published_on(post, "Weg ermee")
    CommentReport.objects.create(comment=comment, text="Niet netjes.")
    decide(signed_in(government, MODERATOR), comment, stap="weigeren", reden="toon")
    assert "Weg ermee" not in Client().get(post.url).content.decode()
    assert not CommentReport.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "0", "9" * 40, "\u00b2"])
def test_reporting_what_is_not_there_says_so(number: str) -> None:
    assert Client().get(f"/reageren/melden/?reactie={number}").status_code == 410


def test_a_report_needs_words_and_few_are_taken(post: BlogPostPage) -> None:
    comment = published_on(post)
    address = f"/reageren/melden/?reactie={comment.pk}"
    assert "Schrijf wat er mis is." in post_to(address, {"text": " "}).content.decode()
    for number in range(12):
        post_to(address, {"text": f"Melding {number}"})
    assert comment.reports.count() == 10


def test_own_people_are_published_at_once_and_marked(
    government: Government, post: BlogPostPage
) -> None:
    client = signed_in(government, COMMUNICATOR)
    data = {"text": "Wij komen langs.", "organisation": government.logius.pk}
    response = post_to(f"/cms/reacties/schrijven/{post.pk}/", data, client)
    comment = Comment.objects.get()
    assert response.url == f"{post.url}?reactie={comment.pk}#reactie-{comment.pk}"
    page = Client().get(post.url).content.decode()
    assert "Wij komen langs." in page
    assert "Namens Logius" in page
    assert (comment.user, comment.email) == (government.people[COMMUNICATOR], "")
    assert not mail.outbox


def test_somebody_of_another_organisation_waits_and_is_named_by_it(government: Government) -> None:
    post = recent_post(government.duo)
    client = signed_in(government, COMMUNICATOR)
    data = {"text": "Zo doen wij het.", "organisation": government.logius.pk}
    post_to(f"/cms/reacties/schrijven/{post.pk}/", data, client)
    comment = Comment.objects.get()
    assert comment.state == CommentState.WAITING
    assert comment.organisation == government.logius
    assert mails_to(government.people[CENTRAL].email)


def test_nobody_speaks_for_an_organisation_that_is_not_theirs(
    government: Government, post: BlogPostPage
) -> None:
    client = signed_in(government, COMMUNICATOR)
    data = {"text": "Ik ben DUO.", "organisation": government.duo.pk}
    page = post_to(f"/cms/reacties/schrijven/{post.pk}/", data, client).content.decode()
    assert "Kies een van uw organisaties." in page
    assert "Ik ben DUO." in page
    assert not Comment.objects.exists()


def test_a_signed_in_person_meets_the_same_switches(
    government: Government, post: BlogPostPage
) -> None:
    BlogPostPage.objects.filter(pk=post.pk).update(comments_enabled=False)
    client = signed_in(government, COMMUNICATOR)
    page = post_to(f"/cms/reacties/schrijven/{post.pk}/", {"text": "Toch."}, client)
    assert "gesloten" in page.content.decode()
    assert "Toch." in page.content.decode()
    assert not Comment.objects.exists()
    draft = recent_post(government.logius, live=False)
    assert client.get(f"/cms/reacties/schrijven/{draft.pk}/").status_code == 404


def test_who_is_not_signed_in_is_asked_to_sign_in(post: BlogPostPage) -> None:
    for address in (QUEUE, f"/cms/reacties/schrijven/{post.pk}/", f"{QUEUE}1/"):
        response = Client().get(address)
        assert response.status_code == 302
        assert "/cms/login/" in response.url


def test_my_overview_shows_what_waits(government: Government, post: BlogPostPage) -> None:
    comment_on(post, "Eerste woorden")
    comment_on(recent_post(government.duo), "Niet voor Logius")
    home = reverse("wagtailadmin_home")
    page = shown(signed_in(government, COMMUNICATOR), home)
    assert "Er wacht 1 reactie." in page
    assert "Eerste woorden" in page
    assert "Niet voor Logius" not in page
    assert "Reacties (1)" in page


def test_the_queue_filters_and_costs_the_same_however_many_there_are(
    government: Government, post: BlogPostPage
) -> None:
    client = signed_in(government, MODERATOR)
    address = reverse("comment_queue_results")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    comment_on(post, "Wacht", parent=published_on(post, "Geplaatst"))
    comment_on(post, "Geweigerd", state=CommentState.REFUSED)
    queries()  # what is remembered of the person and the types is read once
    few = queries()
    for number in range(15):
        parent = published_on(post, f"Boven {number}", organisation=government.logius)
        comment_on(recent_post(government.logius), f"Meer {number}", parent=parent)
    assert queries() == few
    refused = shown(client, f"{address}?stand=geweigerd")
    assert "Geweigerd" in refused
    assert "Meer 3" not in refused
    assert "Meer 3" in shown(client, f"{address}?organisatie=logius")
    assert "Meer 3" not in shown(client, f"{address}?organisatie=duo")
    assert shown(client, f"{address}?stand=onzin")


def test_a_deputy_handles_what_the_absent_moderator_would(government: Government) -> None:
    case = make_case(government)
    comment = comment_on(recent_post(case.government.logius))
    decide(case.chair, comment)
    comment.refresh_from_db()
    assert comment.state == CommentState.WAITING
    case.arrange()
    decide(case.chair, comment)
    comment.refresh_from_db()
    assert comment.is_published
