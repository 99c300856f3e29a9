"""A director without an account is asked to approve a page, by a link in a mail."""

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry, WorkflowState

from organisations.models import BlogPostPage, DirectorApproval
from tests.factories import UserFactory
from tests.organisations import editing
from tests.organisations.desk import HOME, QUEUE, decide, screen, signed_in, submit
from tests.organisations.director import JAN, ask, at_once, link, mails_to, reply, text_of
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


@pytest.fixture(autouse=True)
def _deliver(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once(monkeypatch)


@pytest.fixture
def post(government: Government) -> BlogPostPage:
    return submit(government, "Minder papier")


@pytest.fixture
def asked(government: Government, post: BlogPostPage) -> str:
    ask(signed_in(government, COMMUNICATOR), post)
    return link()


@pytest.mark.parametrize("name", [COMMUNICATOR, COLLEAGUE, MODERATOR, CENTRAL, ADMINISTRATOR])
def test_who_may_edit_the_page_asks_a_director(
    government: Government, post: BlogPostPage, name: str
) -> None:
    client = signed_in(government, name)
    assert ask(client, post).status_code == 302
    message = mail.outbox[-1]
    assert message.to == [JAN]
    assert "Minder papier" in message.subject
    html = str(message.alternatives[0][0])
    for words in ("Minder papier", "Logius", "Graag voor vrijdag.", str(government.people[name])):
        assert words in str(message.body)
        assert words in html
    assert link() in html
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    for place in (HOME, QUEUE) if name in (MODERATOR, CENTRAL, ADMINISTRATOR) else (HOME,):
        assert f"Ligt bij Jan Jansen ({JAN}) sinds" in screen(client, place)


def test_the_secret_of_the_link_is_not_in_the_database(asked: str) -> None:
    secret = asked.strip("/").split("/")[-1].split(":")[0]
    approval = DirectorApproval.objects.get()
    assert secret not in str(vars(approval))
    assert approval.secret_hash


def test_who_may_not_edit_the_page_asks_nobody(government: Government, post: BlogPostPage) -> None:
    stranger = UserFactory()
    elsewhere = submit(government, "Van DUO", organisation=government.duo)
    client = Client()
    client.force_login(stranger)
    for who, page in (
        (client, post),
        (Client(), post),
        (signed_in(government, NOBODY), post),
        (signed_in(government, COMMUNICATOR), elsewhere),
        (signed_in(government, MODERATOR), elsewhere),
    ):
        assert ask(who, page).status_code in (302, 403)
    assert not DirectorApproval.objects.exists()
    assert mails_to(JAN) == 0


def test_what_is_not_filled_in_well_is_told_at_the_field(
    government: Government, post: BlogPostPage
) -> None:
    client = signed_in(government, COMMUNICATOR)
    text = text_of(ask(client, post, email="jan", name=""))
    assert "Voer een geldig e-mailadres in." in text
    assert "Graag voor vrijdag." in text
    text = text_of(ask(client, post, email=government.people[COMMUNICATOR].email.upper()))
    assert "iemand anders dan uzelf" in text
    assert mails_to(JAN) == 0


def test_a_page_that_does_not_wait_is_not_laid_before_anybody(
    government: Government, post: BlogPostPage
) -> None:
    decide(signed_in(government, MODERATOR), post, "reject", "Graag een bron.")
    client = signed_in(government, COMMUNICATOR)
    assert "Stuur de pagina eerst in" in text_of(ask(client, post))
    assert "Stuur de pagina eerst in" in text_of(
        client.get(reverse("ask_director", args=[post.pk]))
    )


def test_until_there_is_an_answer_the_page_waits(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    moderator = signed_in(government, MODERATOR)
    assert "/approve/" not in screen(moderator, QUEUE)
    decide(moderator, post, "approve")
    assert f"Ligt bij Jan Jansen ({JAN})" in screen(moderator, QUEUE)
    editing.post_edit(
        moderator, post, action_workflow_action="1", **{"workflow-action-name": "approve"}
    )
    assert not editing.publishes_in_bulk(moderator, post)
    assert not editing.publishes(signed_in(government, CENTRAL), post)
    post.refresh_from_db()
    assert not post.live


def test_the_director_sees_the_version_that_was_asked_about(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    director = Client()
    text = text_of(director.get(asked))
    assert "Graag voor vrijdag." in text
    response = director.get(f"{asked}pagina/")
    page = text_of(response)
    assert "<h1" in page
    assert "Minder papier" in page
    assert "csrf" not in page
    for answer in (response, director.get(asked)):
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert django_settings.SESSION_COOKIE_NAME not in answer.cookies
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "public" not in response["Cache-Control"]


def test_who_is_signed_in_sees_what_a_reader_will_see(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    text = text_of(signed_in(government, COMMUNICATOR).get(f"{asked}pagina/"))
    assert "wagtail-userbar" not in text


def test_looking_at_the_link_uses_nothing(asked: str) -> None:
    for _time in range(3):
        Client().get(asked)
        Client().head(asked)
        Client().get(f"{asked}pagina/")
    assert "Dank u wel" in text_of(Client().post(asked, {"decision": "approve"}, follow=True))


def test_approved_it_goes_on_to_the_moderator(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    response = reply(asked, remark="Mooi stuk.")
    assert response.url == asked
    assert "U keurde “Minder papier” goed" in text_of(Client().get(asked))
    post.refresh_from_db()
    assert not post.live, "the moderator answers for what is published"
    message = mail.outbox[-1]
    assert message.to == [government.people[COMMUNICATOR].email]
    assert "Goedgekeurd door Jan Jansen" in message.subject
    assert "Mooi stuk." in str(message.body)
    moderator = signed_in(government, MODERATOR)
    text = screen(moderator, QUEUE)
    assert f"Goedgekeurd door Jan Jansen ({JAN}) op" in text
    assert "Mooi stuk." in text
    decide(moderator, post, "approve")
    post.refresh_from_db()
    assert post.live


def test_sent_back_it_needs_a_remark_and_comes_back_to_its_writer(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    text = text_of(reply(asked, "send_back", "  "))
    assert "Schrijf wat er anders moet" in text
    assert reply(asked, "send_back", "Noem geen namen.").status_code == 302
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "Jan Jansen (leiding): Noem geen namen." in screen(
        signed_in(government, COMMUNICATOR), HOME
    )
    assert "Noem geen namen." in str(mail.outbox[-1].body)


def test_an_answer_without_a_decision_or_too_long_keeps_what_was_typed(asked: str) -> None:
    text = text_of(Client().post(asked, {"remark": "Mooi stuk."}))
    assert "Kies Goedkeuren of Terugsturen." in text
    assert "Mooi stuk." in text
    assert text_of(reply(asked, "onzin"))
    assert text_of(reply(asked, "approve", "a" * 2001))
    assert text_of(reply(asked, "approve", "nul\0teken"))
    assert not DirectorApproval.objects.filter(answered_at__isnull=False).exists()


def test_every_step_is_in_the_history_with_name_and_address(
    government: Government, post: BlogPostPage, asked: str
) -> None:
    moderator = signed_in(government, MODERATOR)
    moderator.post(reverse("renew_approval", args=[DirectorApproval.objects.get().pk]))
    moderator.post(reverse("withdraw_approval", args=[DirectorApproval.objects.get().pk]))
    ask(moderator, post)
    reply(link(), remark="Mooi stuk.")
    history = text_of(moderator.get(reverse("wagtailadmin_pages:history", args=[post.pk])))
    for line in (
        f"Goedkeuring gevraagd aan Jan Jansen ({JAN})",
        f"Nieuwe link voor goedkeuring verstuurd aan Jan Jansen ({JAN})",
        f"Vraag om goedkeuring aan Jan Jansen ({JAN}) vervallen",
        f"Goedgekeurd door Jan Jansen ({JAN})",
        "Mooi stuk.",
    ):
        assert line in history
    answered = PageLogEntry.objects.get(action="organisations.approval_answered")
    assert answered.user is None
    assert answered.data["email"] == JAN


def test_mail_that_fails_is_seen_and_sent_again(
    government: Government, post: BlogPostPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(
            "organisations.moderation.approval_mail.send_rendered",
            lambda *args, **kwargs: (_ for _ in ()).throw(OSError("geen verbinding")),
        )
        client = signed_in(government, COMMUNICATOR)
        assert ask(client, post).status_code == 302
    assert "De mail is nog niet weg" in screen(client, HOME)
    client.post(reverse("renew_approval", args=[DirectorApproval.objects.get().pk]))
    assert mail.outbox[-1].to == [JAN]
    assert "De mail is nog niet weg" not in screen(client, HOME)


def test_the_overview_costs_the_same_for_one_question_or_many(
    government: Government,
) -> None:
    client = signed_in(government, MODERATOR)
    costs = []
    for number in range(3):
        ask(client, submit(government, f"Bericht {number}"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            screen(client, QUEUE)
        costs.append(len(queries))
    assert costs[1] == costs[2]
