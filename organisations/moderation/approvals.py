"""Asking somebody of the management, who has no account, to approve a page. Every step is logged.

The link holds a random secret, signed; the database holds its hash, as with invitations. It is
about one version of a page that waits for a moderator, and that page waits until there is an
answer or the question is taken back.
"""

import hashlib
import secrets
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.models import User
from organisations.models import Answer, Closed, DirectorApproval

ASKED = "organisations.approval_asked"
RENEWED = "organisations.approval_renewed"
CLOSED = "organisations.approval_closed"
ANSWERED = "organisations.approval_answered"


class UnusableLinkError(Exception):
    """The link is tampered with, or a newer one took its place."""


class Problem(models.TextChoices):
    """Why a question cannot be answered now, for the one who was asked."""

    ANSWERED = "answered", gettext_lazy("Deze vraag is al beantwoord.")
    DELETED = "deleted", gettext_lazy("De pagina is intussen verwijderd.")
    EXPIRED = "expired", gettext_lazy("Deze link is verlopen.")
    CHANGED = (
        "changed",
        gettext_lazy(
            "Er is intussen een nieuwe versie van de pagina. Die heeft u nog niet gezien, "
            "dus dit antwoord zou niet meer kloppen."
        ),
    )
    NO_ROLE = "no_role", gettext_lazy("Wie het u vroeg, gaat niet meer over deze pagina.")


def may_ask(user: Any, page: Page) -> bool:
    """Whether a person may ask for an approval of this page: whoever may edit it."""
    return bool(user is not None and page.permissions_for_user(user).can_edit())


@transaction.atomic
def ask(page: Page, *, name: str, email: str, remark: str = "", by: User) -> DirectorApproval:
    """Lay the latest version of a page that waits for a moderator before somebody else.

    A question that was open makes place for this one. The mail goes out after the transaction;
    one that fails undoes nothing. Raises PermissionDenied when `by` may not edit the page, and
    ValidationError, in plain Dutch, when it does not wait or the address is of `by`.
    """
    # Two at once: the second finds the question of the first, and takes its place.
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    _check(page, by)
    validate_email(email)
    if email.lower() == by.email.lower():
        raise ValidationError({"email": _("Vul het adres in van iemand anders dan uzelf.")})
    revision = page.latest_revision
    if not page.workflow_in_progress or revision is None:
        raise ValidationError(_("Deze pagina wacht niet op goedkeuring. Stuur de pagina eerst in."))
    for former in DirectorApproval.objects.pending().filter(page_id=page.pk):
        _close(former, Closed.REPLACED, by)
    approval = DirectorApproval.objects.create(
        page_id=page.pk,
        title=page.draft_title or page.title,
        revision=revision,
        revision_saved_at=revision.created_at,
        name=name,
        email=email,
        remark=remark,
        asked_by=by,
    )
    _log(approval, ASKED, by, remark=remark)
    _send_on_commit("send_question", approval.pk)
    return approval


@transaction.atomic
def renew(approval: DirectorApproval, *, by: User) -> None:
    """Mail a new link about the same version; the old one stops working. `by` asks it now.

    Raises PermissionDenied as `ask`, and ValidationError when there is nothing to answer any more.
    """
    approval = _locked(approval)
    _check(approval.page, by)
    found = problem(approval)
    if found not in (None, Problem.EXPIRED, Problem.NO_ROLE):
        again = _("Vraag het opnieuw.")
        raise ValidationError(f"{found.label} {again}")
    approval.asked_by = by
    approval.sent_at = approval.expires_at = None
    approval.secret_hash = ""
    approval.save(update_fields=["asked_by", "sent_at", "expires_at", "secret_hash"])
    _log(approval, RENEWED, by)
    _send_on_commit("send_question", approval.pk)


@transaction.atomic
def withdraw(approval: DirectorApproval, *, by: User) -> None:
    """Take the question back; nothing happens to one that was answered or taken back."""
    approval = _locked(approval)
    _check(approval.page, by)
    if approval.is_pending:
        _close(approval, Closed.WITHDRAWN, by)


def close_all(pages: models.QuerySet[Any], because: Closed, by: Any = None) -> None:
    """Take back what is open about these pages, as something happened to them."""
    for approval in DirectorApproval.objects.pending().filter(page__in=pages.values("pk")):
        _close(approval, because, by)


def new_token(approval: DirectorApproval) -> str:
    """Give a question a new secret and term; returns what goes in the link, kept nowhere."""
    secret = secrets.token_urlsafe(32)
    approval.secret_hash = _hash(secret)
    approval.expires_at = timezone.now() + timedelta(days=settings.APPROVAL_DAYS)
    approval.save(update_fields=["secret_hash", "expires_at"])
    return _signer().sign(secret)


def find(token: str, *, for_update: bool = False) -> DirectorApproval:
    """The question that a link is about, also when it cannot be answered any more: see `problem`.

    Raises UnusableLinkError for a link that never was one, or that a newer one replaced.
    """
    try:
        secret = _signer().unsign(token)
    except BadSignature as error:
        raise UnusableLinkError from error
    approvals = DirectorApproval.objects.select_related("revision", "asked_by")
    if for_update:
        # Two clicks at once: the second waits, and finds the question answered.
        approvals = approvals.select_for_update(of=("self",))
    approval = approvals.filter(secret_hash=_hash(secret)).first()
    if approval is None:
        raise UnusableLinkError
    return approval


def problem(approval: DirectorApproval) -> Problem | Closed | None:
    """Why the question cannot be answered now; None when it can."""
    if approval.answered_at is not None:
        return Problem.ANSWERED
    page = Page.objects.select_related("latest_revision").filter(pk=approval.page_id).first()
    if page is None:
        return Problem.DELETED
    if approval.closed_at is not None:
        return Closed(approval.closed_because)
    return _problem_with(page, approval)


def _problem_with(page: Page, approval: DirectorApproval) -> Problem | Closed | None:
    if not page.workflow_in_progress:
        return Closed.SETTLED
    if not approval.is_about(page.latest_revision):
        return Problem.CHANGED
    if not may_ask(approval.asked_by, page.specific):
        return Problem.NO_ROLE
    return Problem.EXPIRED if approval.is_expired else None


@transaction.atomic
def answer(token: str, *, approved: bool, remark: str = "") -> Problem | Closed | None:
    """Answer a question, once. Returns why it could not be answered, or None when it was.

    Yes lets the page go on to the moderator. No sends it back to its writer with the remark.
    Raises UnusableLinkError, and ValidationError when a page goes back without a remark.
    """
    approval = find(token, for_update=True)
    if found := problem(approval):
        return found
    if not approved and not remark:
        raise ValidationError({"remark": _("Schrijf wat er anders moet.")})
    approval.answer = Answer.APPROVED if approved else Answer.SENT_BACK
    approval.answer_remark = remark
    approval.answered_at = timezone.now()
    approval.save(update_fields=["answer", "answer_remark", "answered_at"])
    _log(approval, ANSWERED, None, answer=approval.answer, remark=remark)
    if not approved:
        words = _("%(name)s (leiding): %(remark)s") % {"name": approval.name, "remark": remark}
        state = approval.page.specific.current_workflow_task_state if approval.page else None
        if state is not None:
            state.reject(user=None, comment=words)
    _send_on_commit("send_answer", approval.pk)
    return None


def _check(page: Page | None, by: User) -> None:
    if page is None or not may_ask(by, page.specific):
        raise PermissionDenied


def _locked(approval: DirectorApproval) -> DirectorApproval:
    return DirectorApproval.objects.select_for_update(of=("self",)).get(pk=approval.pk)


def _close(approval: DirectorApproval, because: Closed, by: Any) -> None:
    approval.closed_at = timezone.now()
    approval.closed_because = because
    approval.save(update_fields=["closed_at", "closed_because"])
    _log(approval, CLOSED, by, because=str(because))


def _log(approval: DirectorApproval, action: str, by: Any, **data: str) -> None:
    if approval.page is None:
        return
    log(
        instance=approval.page.specific,
        action=action,
        user=by,
        revision=approval.revision,
        data={"name": approval.name, "email": approval.email, **data},
    )


def _send_on_commit(name: str, pk: int) -> None:
    from organisations.moderation import approval_mail  # noqa: PLC0415  it imports this module

    # Robust: an exception, such as a task queue that is away, is logged by Django.
    transaction.on_commit(partial(getattr(approval_mail, name).enqueue, pk), robust=True)


def _hash(secret: str) -> str:
    # The secret is long and random, so a plain hash cannot be turned back by guessing.
    return hashlib.sha256(secret.encode()).hexdigest()


def _signer() -> Signer:
    return Signer(salt="organisations.approval")
