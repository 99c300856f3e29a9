"""The task that tries to deliver fresh mail at once."""

from time import monotonic

from django.conf import settings
from django_tasks import task

from cms.core.mail.delivery import deliver, server_is_on_hold

# Somebody may wait for this: few mails, little patience. What is left, `send_mail` delivers.
AT_ONCE = 10
PATIENCE = 3.0


@task()
def deliver_soon(pks: list[int]) -> None:
    """Try these mails now, unless the mail server failed a short time ago."""
    if server_is_on_hold():
        return
    deliver(
        pks[:AT_ONCE],
        timeout=min(settings.EMAIL_TIMEOUT, PATIENCE),
        until=monotonic() + PATIENCE,
    )
