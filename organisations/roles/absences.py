"""Arranging who takes over for a moderator who is away. Checked, logged, and told to the deputy."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.log_actions import log
from wagtail.models import Page, TaskState

from cms.core.mail import send_rendered
from cms.core.models import User
from organisations.asking import standing_in_for
from organisations.models import Absence, Membership, Role
from organisations.roles.memberships import may_manage_roles

ARRANGED = "organisations.absence_arranged"
CHANGED = "organisations.absence_changed"
WITHDRAWN = "organisations.absence_withdrawn"
DECIDED = "organisations.decided_as_deputy"
LONGEST = datetime.timedelta(days=366)


def is_moderator(person: User) -> bool:
    """Whether somebody holds the role of moderator somewhere, by an own membership."""
    return Membership.objects.active().filter(person=person, role=Role.MODERATOR).exists()


def absence_of(person: User) -> Absence | None:
    """The absence of a person that is now or to come; there is one at most."""
    return Absence.objects.open().filter(person=person).select_related("deputy").first()


def possible_deputies(person: User) -> QuerySet[User]:
    """Who could take over: every other active moderator, of this ministry or another."""
    moderators = Membership.objects.active().filter(role=Role.MODERATOR)
    return (
        User.objects.filter(is_active=True, pk__in=moderators.values("person"))
        .exclude(pk=person.pk)
        .order_by("first_name", "last_name", "email")
    )


@transaction.atomic
def arrange(
    person: User, deputy: User, starts_on: datetime.date, ends_on: datetime.date, *, by: User
) -> Absence:
    """Let a deputy do the work of a moderator during these days, both included.

    What was arranged before for days from now on is replaced. Raises PermissionDenied when `by`
    is neither that moderator nor an administrator, and ValidationError, with messages in plain
    Dutch for each field, when it cannot be.
    """
    # One at a time for these two, or two arrangements could make a chain together.
    list(User.objects.select_for_update().filter(pk__in=[person.pk, deputy.pk]).order_by("pk"))
    check(person, deputy, starts_on, ends_on, by=by)
    absence = absence_of(person)
    wanted = {"deputy": deputy, "starts_on": starts_on, "ends_on": ends_on}
    if absence is None:
        absence = Absence.objects.create(person=person, arranged_by=by, **wanted)
        _log(ARRANGED, absence, by)
    elif any(getattr(absence, name) != value for name, value in wanted.items()):
        before = absence.deputy
        Absence.objects.filter(pk=absence.pk).update(arranged_by=by, **wanted)
        absence = Absence.objects.select_related("person", "deputy").get(pk=absence.pk)
        if before != deputy:
            _tell("absence_withdrawn", absence, before)
        _log(CHANGED, absence, by)
    else:
        return absence
    _tell("absence_arranged", absence, deputy)
    return absence


@transaction.atomic
def withdraw(absence: Absence, *, by: User) -> None:
    """Call an absence off; the deputy's rights end at once. Nothing happens to one that is over.

    Raises PermissionDenied as `arrange` does.
    """
    _check_arranger(absence.person, by)
    if not Absence.objects.open().filter(pk=absence.pk).update(withdrawn_at=timezone.now()):
        return
    _log(WITHDRAWN, absence, by)
    _tell("absence_withdrawn", absence, absence.deputy)


def check(
    person: User, deputy: User, starts_on: datetime.date, ends_on: datetime.date, *, by: User
) -> None:
    """Raise what `arrange` would raise, and arrange nothing."""
    _check_arranger(person, by)
    _check_days(starts_on, ends_on, absence_of(person))
    _check_people(person, deputy, starts_on, ends_on)


def note_decision(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    """Log on whose behalf somebody decided who could not have by a role of their own.

    A receiver of `task_approved` and `task_rejected`.
    """
    page = instance.workflow_state.content_object
    if user is None or user.is_superuser or not isinstance(page, Page):
        return
    names = [stood.name for stood in standing_in_for(user) if page.path.startswith(stood.path)]
    if names and not _has_own_role(user, page):
        log(instance=page, action=DECIDED, user=user, data={"name": ", ".join(sorted(set(names)))})


def _has_own_role(user: User, page: Page) -> bool:
    above = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    return (
        Membership.objects.active()
        .filter(person=user, page__path__in=above, role__in=[Role.MODERATOR, Role.ADMINISTRATOR])
        .exists()
    )


def _check_arranger(person: User, by: User) -> None:
    if not by.is_active or (by.pk != person.pk and not may_manage_roles(by)):
        raise PermissionDenied(_("Alleen een beheerder regelt de vervanging van een ander."))


def _check_days(starts_on: datetime.date, ends_on: datetime.date, absence: Absence | None) -> None:
    today = timezone.localdate()
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("De laatste dag ligt voor de eerste dag.")})
    if ends_on < today:
        raise ValidationError({"ends_on": _("Deze dag is al geweest.")})
    # An absence that has begun keeps its first day when something else of it changes.
    if starts_on < today and (absence is None or absence.starts_on != starts_on):
        raise ValidationError({"starts_on": _("Kies vandaag of een latere dag.")})
    if ends_on - starts_on > LONGEST:
        raise ValidationError({"ends_on": _("Een vervanging duurt ten hoogste een jaar.")})


def _check_people(
    person: User, deputy: User, starts_on: datetime.date, ends_on: datetime.date
) -> None:
    if not is_moderator(person):
        raise ValidationError({"deputy": _("Alleen wie moderator is, kan een vervanger krijgen.")})
    if not possible_deputies(person).filter(pk=deputy.pk).exists():
        raise ValidationError({"deputy": _("Kies iemand anders die moderator is.")})
    in_these_days = Absence.objects.overlapping(starts_on, ends_on)
    if in_these_days.filter(person=deputy).exists():
        raise ValidationError({"deputy": _("Deze collega is zelf afwezig in deze dagen.")})
    if standing_in := in_these_days.filter(deputy=person).select_related("person").first():
        raise ValidationError(
            {
                "starts_on": _(
                    "%(deputy)s vervangt in deze dagen %(name)s. "
                    "Laat daar eerst iemand anders voor kiezen."
                )
                % {"deputy": person, "name": standing_in.person}
            }
        )


def _tell(template: str, absence: Absence, deputy: User) -> None:
    context = {
        "absence": absence,
        "link": f"{get_admin_base_url() or ''}{reverse('moderation_queue')}",
    }
    send_rendered(f"organisations/mail/{template}", context, deputy.email, kind="vervanging")


def _log(action: str, absence: Absence, by: User) -> None:
    log(instance=absence.person, action=action, user=by, data=_log_data(absence))


def _log_data(absence: Absence) -> dict[str, Any]:
    return {
        "absence_id": absence.pk,
        "deputy_id": absence.deputy_id,
        "deputy": str(absence.deputy),
        "starts_on": date_format(absence.starts_on, "j F Y"),
        "ends_on": date_format(absence.ends_on, "j F Y"),
    }
