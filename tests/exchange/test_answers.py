"""An organisation accepts an answer to its need or question, and opens it again."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from exchange.answers import settling
from exchange.models import Comment, Publication
from organisations.models import HelpCredit, Kind
from tests.exchange.answers import (
    comment_on,
    desk,
    fresh,
    helper,
    page_of,
    question,
    settle,
    words_of,
)
from tests.organisations.people import (
    COMMUNICATOR,
    Government,
)

pytestmark = pytest.mark.django_db


def found_open() -> str:
    return str(Client().get("/zoeken/?soort=vraag&soort=behoefte&status=open").content.decode())


def test_a_question_is_open_until_its_organisation_accepts_an_answer(
    government: Government,
) -> None:
    post = question(government.logius)
    other = comment_on(post, "Geen idee.")
    comment = comment_on(post, "Zet er planten neer.\n\nEn een bordje.")
    assert post.title in found_open()
    assert words_of(post, "#antwoord") == ""
    response = settle(desk(government, COMMUNICATOR), post, f"reactie-{comment.pk}")
    assert response.status_code == 302
    assert fresh(post).state == "beantwoord"
    assert post.title not in found_open()
    answer = words_of(post, "#antwoord")
    assert "Zet er planten neer. En een bordje." in answer
    assert "Van Reinier" in answer
    assert "Door Logius gekozen als antwoord op" in answer
    assert other.text not in answer
    assert PageLogEntry.objects.filter(page=post, action=settling.ANSWERED).count() == 1


def test_the_answer_stands_below_the_question_and_its_writer_has_no_address(
    government: Government,
) -> None:
    post = question(government.logius, body=[("text", "<p>Wij zoeken stilte.</p>")])
    buren = helper()
    comment = comment_on(
        post, "<script>alert(1)</script> http://voorbeeld.example", organisation=buren
    )
    settling.close(post, by=None, comment=comment)
    html = Client().get(post.url).content.decode()
    assert html.index("Wij zoeken stilte.") < html.index('id="antwoord"')
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "reinier@voorbeeld.example" not in html
    assert f'href="{buren.url}"' in html


def test_an_organisation_answers_in_its_own_words_and_changes_them(
    government: Government,
) -> None:
    post = question(government.logius)
    client = desk(government, COMMUNICATOR)
    settle(client, post, "eigen", text="Wij vonden het zelf: gordijnen.")
    answer = words_of(post, "#antwoord")
    assert "gordijnen" in answer
    assert "Van Logius ·" in answer
    assert str(government.people[COMMUNICATOR]) not in answer
    settle(client, post, "eigen", text="Gordijnen en tapijt.")
    comment = Comment.objects.get(page=post)
    assert comment.text == "Gordijnen en tapijt."
    assert comment.accepted_at
    empty = settle(client, post, "eigen", text=" \n ")
    assert "Schrijf uw antwoord" in empty.content.decode()
    assert Comment.objects.get(page=post).text == "Gordijnen en tapijt."


def test_closing_without_an_answer_and_opening_again(government: Government) -> None:
    post = question(government.logius, kind=Kind.NEED)
    client = desk(government, COMMUNICATOR)
    settle(client, post, "geen")
    assert "Logius is geholpen en zoekt niet verder." in words_of(post, "#antwoord")
    assert fresh(post).state == "beantwoord"
    client.post(reverse("reopen_question", args=[post.pk]))
    assert fresh(post).state == "open"
    assert words_of(post, "#antwoord") == ""
    assert post.title in found_open()
    actions = PageLogEntry.objects.filter(page=post).values_list("action", flat=True)
    assert {settling.CLOSED, settling.REOPENED} <= set(actions)


def test_another_answer_takes_the_place_of_the_first(government: Government) -> None:
    post = question(government.logius)
    first, second = comment_on(post, "Eerste"), comment_on(post, "Tweede")
    client = desk(government, COMMUNICATOR)
    settle(client, post, f"reactie-{first.pk}")
    settle(client, post, f"reactie-{second.pk}")
    assert Comment.objects.get(accepted_at__isnull=False) == second


def test_sent_twice_it_counts_once(government: Government) -> None:
    post = question(government.logius)
    comment = comment_on(post)
    client = desk(government, COMMUNICATOR)
    settle(client, post, f"reactie-{comment.pk}")
    moment = Comment.objects.get().accepted_at
    settle(client, post, f"reactie-{comment.pk}")
    assert Comment.objects.get().accepted_at == moment
    assert PageLogEntry.objects.filter(page=post, action=settling.ANSWERED).count() == 1
    client.post(reverse("reopen_question", args=[post.pk]))
    client.post(reverse("reopen_question", args=[post.pk]))
    assert PageLogEntry.objects.filter(page=post, action=settling.REOPENED).count() == 1


def test_who_follows_the_question_hears_of_the_answer(government: Government) -> None:
    post = question(government.logius)
    Publication.objects.all().delete()
    settle(desk(government, COMMUNICATOR), post, "geen")
    publication = Publication.objects.get()
    assert (publication.page_id, publication.is_first) == (post.pk, False)


def queries(url: str) -> int:
    Client().get(url)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(url).status_code == 200
    return len(captured)


def test_an_answer_costs_the_page_nothing(government: Government) -> None:
    post = question(government.logius)
    comment = comment_on(post, organisation=helper())
    while_open = queries(post.url)
    helpers = [helper(f"Dienst {number}").pk for number in range(5)]
    settling.close(post, by=None, comment=comment, helpers=helpers)
    for number in range(5):
        comment_on(post, f"Reactie {number}")
    assert len(page_of(post).select(".answer__helpers li")) == 5
    assert queries(post.url) == while_open <= 10


def test_a_preview_of_an_answered_question_shows_its_answer(government: Government) -> None:
    post = question(government.logius)
    settling.close(post, by=None, comment=comment_on(post))
    latest = fresh(post).get_latest_revision_as_object()
    response = latest.make_preview_request(preview_mode=latest.default_preview_mode)
    assert "Zet er planten neer." in response.rendered_content


def test_credit_survives_reopening(government: Government) -> None:
    post = question(government.logius)
    buren = helper()
    settling.close(post, by=None, helpers=[buren.pk])
    settling.reopen(post, by=None)
    assert HelpCredit.objects.get().organisation == buren
    assert "Heeft geholpen bij" not in Client().get(buren.url).content.decode()
    screen = desk(government, COMMUNICATOR).get(reverse("answers", args=[post.pk]))
    form = BeautifulSoup(screen.content, "html.parser")
    assert form.select_one(f"[name=helpers][value='{buren.pk}'][checked]")
