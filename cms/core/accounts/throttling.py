"""Wrong passwords are counted by account and by address, and stop further attempts for a while.

django-axes counts, in the database, so that every process knows. The answer is the same whether
the account exists or not, and the wait ends by itself.
"""

import datetime
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessFailureLog
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

NAME_LENGTH = 255
TOO_MANY = 429


class SignInHandler(AxesDatabaseHandler):
    """An address that many people share gets more attempts than an account."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Failures for the account, or those from the address divided by its factor."""
        by_account, by_address = (
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(by_account, by_address // settings.SIGN_IN_ADDRESS_FACTOR)


def account_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The account that an attempt is for: an address in small letters."""
    found = (credentials or {}).get("email") or request.POST.get("login")
    return str(found).strip().lower().replace("\0", "")[:NAME_LENGTH] if found else None


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from; behind TRUSTED_PROXIES, what they say about it."""
    return get_client_ip(request)


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of who tried too often. Says nothing about the account."""
    context = {"minutes": settings.SIGN_IN_WAIT_MINUTES}
    return render(request, "accounts/locked_out.html", context, status=TOO_MANY)


def waiting_attempts() -> QuerySet[AccessAttempt]:
    """The attempts that count now, newest first."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    return AccessAttempt.objects.filter(attempt_time__gt=since).order_by("-attempt_time")


def unlock(name: str) -> None:
    """Let an account try again at once."""
    AccessAttempt.objects.filter(username=name).delete()


def forget_old_failures() -> None:
    """Delete failed attempts, and the addresses they came from, when their time is over."""
    since = timezone.now() - datetime.timedelta(days=settings.SIGN_IN_LOG_DAYS)
    AccessFailureLog.objects.filter(attempt_time__lt=since).delete()
    AccessAttempt.objects.filter(attempt_time__lt=since).delete()
