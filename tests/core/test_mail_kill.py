"""`send_mail` is killed in the middle of its work: no mail is lost, and none comes twice."""

import signal
import time
from pathlib import Path

import pytest

from cms.core.mail import Letter, send_many
from cms.core.models import MailState, OutgoingMail
from tests.other_process import OtherProcess
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

NUMBER = 12


def test_a_kill_loses_no_mail_and_repeats_none(mail_server: MailServer, tmp_path: Path) -> None:
    send_many(
        Letter("Nieuws", "tekst", "", f"volger{n}@voorbeeld.example", "overzicht")
        for n in range(NUMBER)
    )
    other = OtherProcess(tmp_path, EMAIL_URL=mail_server.url)
    mail_server.slow_mail = 0.1
    running = other.start("send_mail")
    mail_server.wait_for(4, seconds=60)
    mail_server.slow_mail = 30  # the next one is on its way, and does not arrive
    time.sleep(0.3)
    running.send_signal(signal.SIGKILL)
    running.wait()
    done = len(mail_server.mails)
    assert 4 <= done < NUMBER
    waiting = other.query("SELECT count(*) FROM core_outgoingmail WHERE state = 'waiting'")
    assert waiting[0][0] >= NUMBER - done

    mail_server.slow_mail = 0
    assert other.start("send_mail").wait(timeout=60) == 0
    assert len(mail_server.mails) == NUMBER - 1, "the one in hand of the dead is left for a while"
    other.query("UPDATE core_outgoingmail SET claimed_until = created_at WHERE state = 'waiting'")
    assert other.start("send_mail").wait(timeout=60) == 0
    assert sorted(mail.to[0] for mail in mail_server.mails) == sorted(
        OutgoingMail.objects.values_list("recipient", flat=True)
    )
    states = other.query("SELECT DISTINCT state FROM core_outgoingmail")
    assert [tuple(row) for row in states] == [(MailState.SENT,)]
    identities = {mail.message["Message-ID"] for mail in mail_server.mails}
    assert len(identities) == NUMBER
