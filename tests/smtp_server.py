"""A real mail server on this machine: it keeps what it gets, and fails in the ways that one can.

In a test, ask for the fixture `mail_server` (tests/conftest.py): all mail of the site goes there.

    def test_it(mail_server):
        ...
        mail_server.wait_for(1)
        assert mail_server.mails[0].subject == "Uitnodiging"
        mail_server.refuse["weg@voorbeeld.example"] = "550 5.1.1 No such user here"
        mail_server.stop()   # connections are refused; start() opens the same port again
"""

import asyncio
import email.policy
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
ACCEPTED = "250 OK"


@dataclass(frozen=True)
class ReceivedMail:
    """One mail as it came in: `to` are the addresses of the envelope."""

    sender: str
    to: list[str]
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """The plain text part."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """The HTML part."""
        return self._part("html")

    def link(self, containing: str = "") -> str:
        """The first address in the plain text that holds these words."""
        found = [link for link in re.findall(r"https?://[^\s>)]+", self.text) if containing in link]
        assert found, f"no link with {containing!r} in:\n{self.text}"
        return found[0]

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()) if part is not None else ""


@dataclass
class MailServer:
    """A mail server that can be told how to behave, also while it runs.

    `refuse` gives the answer for a recipient ("550 …" for ever, "450 …" for now), `answer` the one
    to a whole mail, `slow_hello` and `slow_mail` the seconds that it lets a sender wait.
    """

    port: int
    mails: list[ReceivedMail] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    answer: str = ACCEPTED
    slow_hello: float = 0
    slow_mail: float = 0
    connections: int = 0
    _controller: Controller | None = None

    @property
    def url(self) -> str:
        """What EMAIL_URL is for a site that mails through this server."""
        return f"smtp://{HOST}:{self.port}"

    def start(self) -> None:
        """Listen, on the same port as before."""
        self._controller = Controller(_Handler(self), hostname=HOST, port=self.port)
        self._controller.start()
        self.connections = 0

    def stop(self) -> None:
        """Refuse connections from now on. What was received stays."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, address: str) -> list[ReceivedMail]:
        """The mails that this address got, oldest first."""
        return [mail for mail in self.mails if address in mail.to]

    def wait_for(self, number: int, seconds: float = 10) -> list[ReceivedMail]:
        """Wait until there are this many mails; fails the test when they do not come."""
        until = time.monotonic() + seconds
        while len(self.mails) < number and time.monotonic() < until:
            time.sleep(0.02)
        assert len(self.mails) >= number, f"{len(self.mails)} mails came, {number} were expected"
        return self.mails


class _Handler:
    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def handle_EHLO(  # noqa: N802  named by aiosmtpd
        self, smtp: SMTP, session: Session, envelope: Envelope, hostname: str, answers: list[str]
    ) -> list[str]:
        self.server.connections += 1
        session.host_name = hostname
        await asyncio.sleep(self.server.slow_hello)
        return answers

    async def handle_RCPT(  # noqa: N802  named by aiosmtpd
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if address in self.server.refuse:
            return self.server.refuse[address]
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.server.slow_mail)
        if self.server.answer == ACCEPTED:
            message = BytesParser(policy=email.policy.default).parsebytes(envelope.content)
            self.server.mails.append(
                ReceivedMail(envelope.mail_from, list(envelope.rcpt_tos), message)
            )
        return self.server.answer


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """A mail server on a free port, until the block ends."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    server = MailServer(port)
    server.start()
    try:
        yield server
    finally:
        server.stop()
