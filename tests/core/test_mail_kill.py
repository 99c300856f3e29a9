"""`send_mail` is killed in the middle of its work: no mail is lost, and none comes twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from cms.core.mail import Letter, send_many
from cms.core.models import MailState, OutgoingMail
from tests.smtp_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = 12


class OtherProcess:
    """`manage.py send_mail` in a process of its own, on a database that holds what ours holds."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        self.file = folder / "mail.sqlite3"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DATABASE_URL": self._database(),
            "EMAIL_URL": server.url,
            "SECRET_KEY": "for-tests-only-0123456789-0123456789-0123456789",
        }

    def _database(self) -> str:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with sqlite3.connect(self.file) as copy:
                connection.connection.backup(copy)
            return f"sqlite:///{self.file}"
        of_the_server = urlsplit(os.environ["DATABASE_URL"])
        return of_the_server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()

    def start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "manage.py", "send_mail"]
        return subprocess.Popen(command, cwd=Path(__file__).parents[2], env=self.environment)

    def query(self, statement: str) -> list[tuple[object, ...]]:
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file) as database:
                return database.execute(statement).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []


def test_a_kill_loses_no_mail_and_repeats_none(mail_server: MailServer, tmp_path: Path) -> None:
    send_many(
        Letter("Nieuws", "tekst", "", f"volger{n}@voorbeeld.example", "overzicht")
        for n in range(NUMBER)
    )
    other = OtherProcess(tmp_path, mail_server)
    mail_server.slow_mail = 0.1
    running = other.start()
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
    assert other.start().wait(timeout=60) == 0
    assert len(mail_server.mails) == NUMBER - 1, "the one in hand of the dead is left for a while"
    other.query("UPDATE core_outgoingmail SET claimed_until = created_at WHERE state = 'waiting'")
    assert other.start().wait(timeout=60) == 0
    assert sorted(mail.to[0] for mail in mail_server.mails) == sorted(
        OutgoingMail.objects.values_list("recipient", flat=True)
    )
    states = other.query("SELECT DISTINCT state FROM core_outgoingmail")
    assert [tuple(row) for row in states] == [(MailState.SENT,)]
    identities = {mail.message["Message-ID"] for mail in mail_server.mails}
    assert len(identities) == NUMBER
