"""Inviting people by e-mail, and what they do with the link. Every step is logged.

The link holds a random secret, signed; the database holds its hash. So a link that was tampered
with is refused unseen, and one that was used, renewed, withdrawn or has expired is not found.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.models import User
from organisations.models import Invitation, InvitedRole, Membership
from organisations.roles.memberships import (
    check_giver,
    check_role_fits,
    grant,
    may_manage_roles,
    pass_on,
)

INVITED = "organisations.invited"
RENEWED = "organisations.invitation_renewed"
WITHDRAWN = "organisations.invitation_withdrawn"
ACCEPTED = "organisations.invitation_accepted"

RoleAt = tuple[Page, str]


class UnusableLinkError(Exception):
    """The link is tampered with, used, renewed, withdrawn or expired; which of these is not said."""


def check_invitation(email: str, roles: Iterable[RoleAt]) -> None:
    """Raise ValidationError, in plain Dutch, when this address cannot get these roles."""
    validate_email(email)
    roles = list(roles)
    if not roles:
        raise ValidationError(_("Kies ten minste één rol."))
    for page, role in roles:
        check_role_fits(page, role)
    if User.objects.filter(email__iexact=email, is_active=False).exists():
        raise ValidationError(_("Bij dit e-mailadres hoort een account dat is uitgezet."))


@transaction.atomic
def invite(email: str, roles: Iterable[RoleAt], *, by: User) -> None:
    """Ask somebody to take up roles; who has an account gets them at once, and a mail about it.

    An address that was invited already gets the roles added, and a new link. The mail goes out
    after the transaction; one that fails undoes nothing and shows in the list of invitations.
    Raises PermissionDenied when `by` may not give roles, and ValidationError as
    `check_invitation` does. The answer does not tell whether there was an account.
    """
    check_giver(by)
    roles = list(roles)
    check_invitation(email, roles)
    person = User.objects.filter(email__iexact=email).first()
    if person is not None:
        _join(person, roles, by)
        return
    # Kept in small letters, as accounts are.
    invitation, _is_new = Invitation.objects.get_or_create(
        email=email.lower(), accepted_at=None, withdrawn_at=None, defaults={"invited_by": by}
    )
    for page, role in roles:
        InvitedRole.objects.get_or_create(invitation=invitation, page_id=page.pk, role=role)
    _let_out(invitation, by, INVITED)


def _join(person: User, roles: Iterable[RoleAt], by: User) -> None:
    held = set(Membership.objects.active().filter(person=person).values_list("page_id", "role"))
    given = [grant(person, page, role, by=by) for page, role in roles]
    if new := [one.pk for one in given if (one.page_id, one.role) not in held]:
        _on_commit("send_roles", new)


@transaction.atomic
def renew(invitation: Invitation, *, by: User) -> None:
    """Mail a new link; the old one stops working. `by` answers for the invitation from now on."""
    check_giver(by)
    if not invitation.is_pending:
        raise ValidationError(_("Deze uitnodiging is al aangenomen of ingetrokken."))
    _let_out(invitation, by, RENEWED)


def _let_out(invitation: Invitation, by: User, action: str) -> None:
    invitation.invited_by = by
    invitation.sent_at = None
    invitation.secret_hash = ""
    invitation.save(update_fields=["invited_by", "sent_at", "secret_hash"])
    log(instance=invitation, action=action, user=by)
    _on_commit("send_invitation", invitation.pk)


def _on_commit(name: str, argument: object) -> None:
    from organisations.roles import invitation_mail  # noqa: PLC0415  it imports this module

    send = getattr(invitation_mail, name)
    # Robust: an exception, such as a task queue that is away, is logged by Django.
    transaction.on_commit(partial(send.enqueue, argument), robust=True)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Let the link stop working; nothing happens to one that was accepted or withdrawn."""
    check_giver(by)
    if not invitation.is_pending:
        return
    invitation.withdrawn_at = timezone.now()
    invitation.secret_hash = ""
    invitation.save(update_fields=["withdrawn_at", "secret_hash"])
    log(instance=invitation, action=WITHDRAWN, user=by)


@transaction.atomic
def pass_on_people(from_page: Page, to_page: Page, *, by: User) -> int:
    """Pass on everybody of a page, also who was invited; returns how many. Raises as `pass_on`."""
    passed = len(pass_on(from_page, to_page, by=by))
    asked = InvitedRole.objects.filter(
        page_id=from_page.pk, invitation__in=Invitation.objects.pending()
    )
    for old in asked:
        check_role_fits(to_page, old.role)
        InvitedRole.objects.get_or_create(
            invitation_id=old.invitation_id, page_id=to_page.pk, role=old.role
        )
        old.delete()
        passed += 1
    return passed


def new_token(invitation: Invitation) -> str:
    """Give an invitation a new secret and term; returns what goes in the link, kept nowhere."""
    secret = secrets.token_urlsafe(32)
    invitation.secret_hash = _hash(secret)
    invitation.expires_at = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
    invitation.save(update_fields=["secret_hash", "expires_at"])
    return _signer().sign(secret)


def find(token: str, *, for_update: bool = False) -> Invitation:
    """The invitation of a link that can be used now. Raises UnusableLinkError.

    An invitation of somebody who is no administrator any more does not count: who is let go
    leaves no open doors behind. Another administrator can renew it.
    """
    try:
        secret = _signer().unsign(token)
    except BadSignature as error:
        raise UnusableLinkError from error
    return _usable(secret_hash=_hash(secret), for_update=for_update)


def _usable(*, for_update: bool, **which: str) -> Invitation:
    invitations = Invitation.objects.pending().select_related("invited_by")
    if for_update:
        # Two clicks at once: the second waits, and finds the link used.
        invitations = invitations.select_for_update(of=("self",))
    invitation = invitations.filter(**which, expires_at__gt=timezone.now()).first()
    if (
        invitation is None
        or invitation.invited_by is None
        or not may_manage_roles(invitation.invited_by)
        or not invitation.roles.exists()
    ):
        raise UnusableLinkError
    return invitation


def account_of(invitation: Invitation) -> User | None:
    """The account that was made for this address since, in another way."""
    return User.objects.filter(email__iexact=invitation.email).first()


@transaction.atomic
def accept(
    token: str, *, password: str | None = None, first_name: str = "", last_name: str = ""
) -> tuple[User, bool]:
    """Take up the roles of a link, which then is used. Returns the account and whether it is new.

    An account that was there already keeps its password and name: a link in an old mail is no
    way into it. Raises UnusableLinkError, and ValidationError when that account was put off.
    The password is checked by the caller.
    """
    return _take_up(find(token, for_update=True), password, first_name, last_name)


@transaction.atomic
def accept_for(email: str, *, first_name: str, last_name: str) -> User | None:
    """Take up the open invitation of an address that was verified in another way than by the link.

    Returns the new account, which has no password, or None when there is nothing to take up.
    """
    try:
        invitation = _usable(email=email.lower(), for_update=True)
    except UnusableLinkError:
        return None
    person, _is_new = _take_up(invitation, None, first_name, last_name)
    return person


def _take_up(
    invitation: Invitation, password: str | None, first_name: str, last_name: str
) -> tuple[User, bool]:
    person = account_of(invitation)
    is_new = person is None
    if person is None:
        person = User.objects.create_user(
            invitation.email, password, first_name=first_name, last_name=last_name
        )
    for invited in invitation.roles.select_related("page"):
        grant(person, invited.page, invited.role, by=invitation.invited_by)
    invitation.accepted_at = timezone.now()
    invitation.person = person
    invitation.secret_hash = ""
    invitation.save(update_fields=["accepted_at", "person", "secret_hash"])
    log(instance=invitation, action=ACCEPTED, user=person)
    return person, is_new


def _hash(secret: str) -> str:
    # The secret is long and random, so a plain hash cannot be turned back by guessing.
    return hashlib.sha256(secret.encode()).hexdigest()


def _signer() -> Signer:
    return Signer(salt="organisations.invitation")
