"""A mail server that refuses, is slow or is away: nobody waits for it, and no mail is lost."""

import datetime
import threading
import time
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone

from cms.core.mail import Letter, send, send_many
from cms.core.mail.delivery import WAITS, deliver_due, server_is_on_hold
from cms.core.models import MailState, OutgoingMail
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ANNA, BRAM, CARLA = (f"{name}@voorbeeld.example" for name in ("anna", "bram", "carla"))


def write(to: str = ANNA) -> OutgoingMail:
    send("Een onderwerp", "tekst", "<p>tekst</p>", to, kind="proef")
    return OutgoingMail.objects.filter(recipient=to).latest("pk")


def state_of(to: str = ANNA) -> str:
    return OutgoingMail.objects.get(recipient=to).state


def later(**delta: int) -> Any:
    return time_machine.travel(timezone.now() + datetime.timedelta(**delta), tick=True)


def test_a_server_that_is_away_undoes_nothing_and_gets_the_mail_when_it_is_back(
    mail_server: MailServer,
) -> None:
    mail_server.stop()
    mail = write()
    assert (mail.state, mail.tries) == (MailState.WAITING, 1)
    assert "refused" in mail.error.lower()
    mail_server.start()
    with later(minutes=2):
        call_command("send_mail")
    assert [mail.to for mail in mail_server.mails] == [[ANNA]]
    assert state_of() == MailState.SENT


def test_only_the_first_who_saves_waits_for_a_server_that_does_not_answer(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.core.mail.tasks.PATIENCE", 0.3)
    mail_server.slow_hello = 5
    began = time.monotonic()
    write(ANNA)
    assert 0.2 < time.monotonic() - began < 2
    assert server_is_on_hold()
    began = time.monotonic()
    for number in range(20):
        send("Een onderwerp", "tekst", "", f"lezer{number}@voorbeeld.example", kind="proef")
    assert time.monotonic() - began < 2, "nobody else waits"
    assert OutgoingMail.objects.filter(tries=0).count() == 20


def test_after_a_while_the_server_is_tried_again_by_who_saves(mail_server: MailServer) -> None:
    mail_server.stop()
    write(ANNA)
    mail_server.start()
    write(BRAM)
    assert state_of(BRAM) == MailState.WAITING
    with later(minutes=6):
        assert not server_is_on_hold()
        write(CARLA)
        assert state_of(CARLA) == MailState.SENT


def test_when_the_server_is_back_all_that_waited_goes_out_in_one_go(
    mail_server: MailServer,
) -> None:
    mail_server.stop()
    for minutes, address in ((0, ANNA), (10, BRAM)):
        with later(minutes=minutes):
            write(address)
    OutgoingMail.objects.filter(recipient=ANNA).update(due_at=timezone.now())
    write(CARLA)
    mail_server.start()
    call_command("send_mail")
    assert {mail.to[0] for mail in mail_server.mails} == {ANNA, BRAM, CARLA}
    assert not server_is_on_hold()


def test_a_run_stops_when_the_server_fails_and_keeps_the_rest_as_it_was(
    mail_server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    send_many(Letter("x", "y", "", f"volger{n}@voorbeeld.example", "overzicht") for n in range(5))
    mail_server.stop()
    call_command("send_mail")
    assert sorted(OutgoingMail.objects.values_list("tries", flat=True)) == [0, 0, 0, 0, 1]
    assert "neemt nu geen mail aan" in capsys.readouterr().err


def test_who_does_not_exist_is_reported_at_once_and_not_tried_again(
    mail_server: MailServer,
) -> None:
    mail_server.refuse[ANNA] = "550 5.1.1 No such user here"
    mail = write()
    assert mail.state == MailState.FAILED
    assert mail.error == "550 5.1.1 No such user here"
    mail_server.refuse.clear()
    with later(days=3):
        call_command("send_mail")
    assert mail_server.mails == []
    assert not server_is_on_hold(), "the server itself works"


def test_a_mail_that_is_refused_for_ever_after_it_was_read_is_reported(
    mail_server: MailServer,
) -> None:
    mail_server.answer = "554 5.7.1 Looks like spam"
    assert write().state == MailState.FAILED


def test_who_is_full_for_now_is_tried_with_growing_waits_and_then_reported(
    mail_server: MailServer,
) -> None:
    mail_server.refuse[ANNA] = "452 4.2.2 Mailbox full"
    moment = timezone.now()
    with time_machine.travel(moment, tick=False):
        write()
    waits = []
    while state_of() == MailState.WAITING:
        mail = OutgoingMail.objects.get()
        waits.append(mail.due_at - moment)
        moment = mail.due_at
        with time_machine.travel(moment - datetime.timedelta(seconds=1), tick=False):
            assert deliver_due().later == 0, "not before its time"
        with time_machine.travel(moment, tick=False):
            deliver_due()
    assert waits == sorted(waits) == WAITS
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.tries) == (MailState.FAILED, len(WAITS) + 1)
    assert mail.error == "452 4.2.2 Mailbox full"


def test_a_refusal_in_the_middle_of_a_run_does_not_stop_the_others(
    mail_server: MailServer,
) -> None:
    mail_server.refuse["volger1@voorbeeld.example"] = "550 No"
    mail_server.refuse["volger2@voorbeeld.example"] = "450 Later"
    send_many(Letter("x", "y", "", f"volger{n}@voorbeeld.example", "overzicht") for n in range(5))
    tally = deliver_due()
    assert (tally.sent, tally.failed, tally.later) == (3, 1, 1)
    assert mail_server.connections == 1


def test_a_server_that_hangs_up_half_way_loses_nothing(mail_server: MailServer) -> None:
    mail_server.answer = "421 4.3.2 Shutting down"
    assert write(ANNA).state == MailState.WAITING
    mail_server.answer = "250 OK"
    with later(minutes=2):
        deliver_due()
    assert state_of(ANNA) == MailState.SENT


def test_the_pace_can_be_held_down(mail_server: MailServer, settings: Any) -> None:
    settings.MAIL_PER_MINUTE = 600
    send_many(Letter("x", "y", "", f"volger{n}@voorbeeld.example", "overzicht") for n in range(4))
    began = time.monotonic()
    deliver_due()
    assert time.monotonic() - began >= 0.3
    assert len(mail_server.mails) == 4


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection to a database in memory")
def test_two_at_work_at_once_send_nothing_twice(mail_server: MailServer) -> None:
    send_many(Letter("x", "y", "", f"volger{n}@voorbeeld.example", "overzicht") for n in range(60))

    def work() -> None:
        deliver_due()
        close_old_connections()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        connection.close()
    assert len(mail_server.mails) == 60
    assert len({mail.to[0] for mail in mail_server.mails}) == 60


def test_what_another_process_has_in_hand_is_left_alone(mail_server: MailServer) -> None:
    send_many([Letter("x", "y", "", ANNA, "overzicht")])
    mail = OutgoingMail.objects.get()
    assert OutgoingMail.objects.claim(mail.pk) is not None
    assert OutgoingMail.objects.claim(mail.pk) is None
    assert deliver_due().sent == 0
    with later(minutes=6):
        assert deliver_due().sent == 1, "the one that had it is dead"


def test_a_mail_that_cannot_be_read_any_more_is_reported(mail_server: MailServer) -> None:
    send_many([Letter("x", "y", "", ANNA, "overzicht")])
    OutgoingMail.objects.update(sealed=b"of another key")
    assert deliver_due().failed == 1
    assert "SECRET_KEY" in OutgoingMail.objects.get().error
