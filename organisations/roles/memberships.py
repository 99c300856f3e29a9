"""Giving and ending roles. Every change passes here, is checked and is logged."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.core.models import User
from organisations.models import Membership, MinistryPage, OrganisationPage, Role
from organisations.roles.groups import is_home, put_in_group, take_from_group

GRANTED = "organisations.role_granted"
ENDED = "organisations.role_ended"
PASSED_ON = "organisations.role_passed_on"


def may_manage_roles(user: Any) -> bool:
    """Whether a person may give and end roles: administrators and superusers."""
    if not (user.is_active and user.is_authenticated):
        return False
    return bool(
        user.is_superuser
        or Membership.objects.active().filter(person=user, role=Role.ADMINISTRATOR).exists()
    )


@transaction.atomic
def grant(person: User, page: Page, role: str, *, by: User | None) -> Membership:
    """Give a person a role at a page; the one they have, if they have it already.

    `by` is who gives it; None is the system itself (a set-up command), which is not checked.
    Raises PermissionDenied when `by` may not give roles, and ValidationError, with a message in
    plain Dutch, when the role does not fit the page or the account cannot sign in.
    """
    check_giver(by)
    check_role_fits(page, role)
    if not person.is_active:
        raise ValidationError({"person": _("Dit account is niet actief.")})
    membership, is_new = Membership.objects.active().get_or_create(
        person=person, page_id=page.pk, role=role, defaults={"granted_by": by}
    )
    put_in_group(person, page, role)
    if is_new:
        log(instance=membership, action=GRANTED, user=by, data=_log_data(membership))
    return membership


@transaction.atomic
def end(membership: Membership, *, by: User | None) -> None:
    """End a role at once; nothing happens when it had ended already.

    Raises PermissionDenied when `by` may not, and ValidationError for the last administrator.
    """
    check_giver(by)
    if not membership.is_active:
        return
    if membership.role == Role.ADMINISTRATOR and not _another_administrator(membership):
        raise ValidationError(
            _("Dit is de laatste beheerder. Maak eerst iemand anders beheerder."),
            code="last_administrator",
        )
    _end(membership, by, ENDED)


@transaction.atomic
def end_all(person: User, *, by: User | None) -> int:
    """End every role of a person, and so their access; returns how many. All or nothing.

    Raises as `end` does.
    """
    check_giver(by)
    memberships = list(Membership.objects.active().filter(person=person).select_related("page"))
    for membership in memberships:
        end(membership, by=by)
    return len(memberships)


@transaction.atomic
def pass_on(from_page: Page, to_page: Page, *, by: User | None) -> list[Membership]:
    """Give everybody of one page the same role at another, and end the old ones.

    For organisations that merge or get another ministry. Who had the role at the new page keeps
    it. Returns the memberships at the new page. All or nothing: raises as `grant` does.
    """
    check_giver(by)
    passed = []
    for old in Membership.objects.active().filter(page_id=from_page.pk).select_related("person"):
        if not old.person.is_active:
            _end(old, by, ENDED)
            continue
        passed.append(grant(old.person, to_page, old.role, by=by))
        _end(old, by, PASSED_ON, to={"page_id": to_page.pk, "page": to_page.title})
    return passed


def _end(membership: Membership, by: User | None, action: str, **data: Any) -> None:
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    take_from_group(membership.person, membership.page, membership.role)
    log(instance=membership, action=action, user=by, data={**_log_data(membership), **data})


def check_giver(by: User | None) -> None:
    """Raise PermissionDenied when this person may not give and end roles; None is the system."""
    if by is not None and not may_manage_roles(by):
        raise PermissionDenied(_("Alleen een beheerder geeft en beëindigt rollen."))


def check_role_fits(page: Page, role: str) -> None:
    """Raise ValidationError, with a message in plain Dutch, when a role cannot be at this page."""
    if role not in Role.values:
        raise ValidationError({"role": _("Kies een van de rollen.")})
    kind = page.specific_class
    fits = {
        Role.COMMUNICATOR: kind is OrganisationPage,
        Role.MODERATOR: kind is MinistryPage or is_home(page),
        Role.ADMINISTRATOR: is_home(page),
    }
    if not fits[Role(role)]:
        raise ValidationError({"page": _("Deze rol kan niet bij deze pagina.")})


def _another_administrator(membership: Membership) -> bool:
    return (
        Membership.objects.active()
        .filter(role=Role.ADMINISTRATOR, person__is_active=True)
        .exclude(pk=membership.pk)
        .exists()
    )


def _log_data(membership: Membership) -> dict[str, Any]:
    # The name is in the label of the entry, as it was then; the number finds the account.
    return {
        "role": membership.role,
        "person_id": membership.person_id,
        "page_id": membership.page_id,
        "page": membership.page.title,
    }
