"""Delivering what is in the outbox: with patience, in any number of processes, kill-proof."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic, sleep

from django.conf import settings
from django.utils import timezone

from cms.core.mail.letters import one_line
from cms.core.mail.transport import Answer, Outcome, connection_to_server, hand_over
from cms.core.models import MailState, OutgoingMail
from cms.core.models.mail import ERROR_LENGTH, OutgoingMailQuerySet

# After each failed try; when they are used up, the mail is reported as not delivered.
WAITS = [datetime.timedelta(minutes=m) for m in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60)]
# For so long after the server failed, nobody who saves a page waits for it again.
HOLD = datetime.timedelta(minutes=5)
PER_CONNECTION = 100


@dataclass
class Tally:
    """What became of a number of mails."""

    sent: int = 0
    failed: int = 0
    later: int = 0
    server_failed: bool = False

    def add(self, other: "Tally") -> None:
        """Count those of another round too."""
        self.sent += other.sent
        self.failed += other.failed
        self.later += other.later
        self.server_failed = other.server_failed


def server_is_on_hold() -> bool:
    """Whether the mail server failed a short time ago, for any process of the site."""
    return OutgoingMail.objects.filter(
        state=MailState.WAITING, server_failed_at__gte=timezone.now() - HOLD
    ).exists()


def deliver(
    pks: Iterable[int], *, timeout: float, until: float | None = None, pause: float = 0
) -> Tally:
    """Try these mails in their order over one connection; stop when the server fails.

    Args:
        pks: of mails; one that is not due or is in other hands is passed over.
        timeout: seconds to wait for one answer of the server.
        until: moment of the monotonic clock after which no further mail is begun.
        pause: seconds between two mails.
    """
    tally = Tally()
    with connection_to_server(timeout) as connection:
        for pk in pks:
            if until is not None and monotonic() > until:
                break
            mail = OutgoingMail.objects.claim(pk)
            if mail is None:
                continue
            answer = hand_over(connection, mail)
            _note(mail, answer, tally)
            if tally.server_failed:
                break
            if pause:
                sleep(pause)
    return tally


def deliver_due() -> Tally:
    """Deliver all that may be tried now, a hundred to a connection."""
    total = Tally()
    per_minute = settings.MAIL_PER_MINUTE
    while pks := list(OutgoingMail.objects.due().values_list("pk", flat=True)[:PER_CONNECTION]):
        total.add(
            deliver(
                pks,
                timeout=settings.EMAIL_TIMEOUT,
                pause=60 / per_minute if per_minute else 0,
            )
        )
        if total.server_failed:
            break
    return total


def expire() -> int:
    """Forget whom mail went to, or could not go to, more than MAIL_KEEP_DAYS ago; how many."""
    before = timezone.now() - datetime.timedelta(days=settings.MAIL_KEEP_DAYS)
    number, _details = OutgoingMail.objects.settled_before(before).delete()
    return number


def try_again(mails: OutgoingMailQuerySet) -> list[int]:
    """Give mail that was given up, or that waits, a fresh start; the ids of those."""
    wanted = mails.troubled()
    found = list(wanted.values_list("pk", flat=True))
    wanted.update(
        state=MailState.WAITING,
        tries=0,
        due_at=timezone.now(),
        settled_at=None,
        server_failed_at=None,
    )
    return found


def _note(mail: OutgoingMail, answer: Answer, tally: Tally) -> None:
    now = timezone.now()
    row = OutgoingMail.objects.filter(pk=mail.pk)
    if answer.outcome == Outcome.SENT:
        row.update(
            state=MailState.SENT,
            settled_at=now,
            claimed_until=None,
            server_failed_at=None,
            sealed=b"",
            error="",
        )
        if not tally.sent:
            _server_is_back()
        tally.sent += 1
        return
    server_failed = answer.outcome == Outcome.SERVER_FAILED
    given_up = answer.outcome == Outcome.REFUSED or mail.tries > len(WAITS)
    row.update(
        state=MailState.FAILED if given_up else MailState.WAITING,
        settled_at=now if given_up else None,
        due_at=now if given_up else now + WAITS[mail.tries - 1],
        claimed_until=None,
        server_failed_at=now if server_failed else None,
        error=one_line(answer.words)[:ERROR_LENGTH],
    )
    tally.server_failed = server_failed
    if given_up:
        tally.failed += 1
    else:
        tally.later += 1


def _server_is_back() -> None:
    """Let what waited for the server go out now, and nobody be held up by its failure."""
    OutgoingMail.objects.filter(state=MailState.WAITING, server_failed_at__isnull=False).update(
        server_failed_at=None, due_at=timezone.now()
    )
