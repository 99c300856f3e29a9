"""Who is asked to look at a page that waits: the moderators of its place, or who takes over."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from wagtail.models import Page

from cms.core.models import User
from organisations.models.absence import Absence
from organisations.models.membership import Membership, Role

HOME_DEPTH = 2
MINISTRY_DEPTH = 3

# Who is asked, in this order: the first of these that has anybody gets the page.
ASKED = (
    (MINISTRY_DEPTH, Role.MODERATOR),
    (HOME_DEPTH, Role.MODERATOR),
    (HOME_DEPTH, Role.ADMINISTRATOR),
)


@dataclass
class Asked:
    """Somebody who is asked, and the absences because of which they are (none: by own role)."""

    person: User
    because_of: list[Absence] = field(default_factory=list)


class Asking:
    """Who is asked, for any number of pages at these tree paths, in three queries."""

    def __init__(self, paths: Iterable[str]) -> None:
        places = {_place(path, depth) for path in paths for depth, _role in ASKED}
        holders = Membership.objects.active().filter(
            page__path__in=places, role__in=[role for _depth, role in ASKED], person__is_active=True
        )
        self._holders: dict[tuple[str, str], list[int]] = {}
        for path, role, person_id in holders.order_by("person_id").values_list(
            "page__path", "role", "person_id"
        ):
            self._holders.setdefault((path, role), []).append(person_id)
        ids = {person_id for people in self._holders.values() for person_id in people}
        self._absences = {
            absence.person_id: absence
            for absence in Absence.objects.in_force().filter(person__in=ids)
        }
        ids |= {absence.deputy_id for absence in self._absences.values()}
        self._people: dict[int, Any] = User.objects.in_bulk(ids)
        for absence in self._absences.values():
            absence.person = self._people[absence.person_id]

    def about(self, path: str, *, but_not_id: int | None = None) -> list[Asked]:
        """The people for the page at this path, without who made the last change.

        Moderators of the ministry; if there are none, the central moderators, and then the
        administrators. A deputy comes in the place of who is away.
        """
        for depth, role in ASKED:
            ids = self._holders.get((_place(path, depth), role), [])
            deputies = self._absences if role == Role.MODERATOR else {}
            if found := self._asked(ids, deputies, but_not_id):
                return found
            # Nobody but an absent colleague is left: then the mail waits for them.
            if found := self._asked(ids, {}, but_not_id):
                return found
        return []

    def _asked(
        self, ids: list[int], absences: dict[int, Absence], but_not_id: int | None
    ) -> list[Asked]:
        asked: dict[int, Asked] = {}
        for person_id in ids:
            absence = absences.get(person_id)
            wanted = absence.deputy_id if absence else person_id
            if wanted == but_not_id:
                continue
            entry = asked.setdefault(wanted, Asked(self._people[wanted]))
            if absence:
                entry.because_of.append(absence)
        return list(asked.values())


@dataclass(frozen=True)
class StandingIn:
    """For whom a deputy works today, and at or below which place in the tree."""

    path: str
    name: str


def standing_in_for(user: Any) -> list[StandingIn]:
    """The places of the moderators whom this person replaces today; one query."""
    if not user.is_authenticated:
        return []
    absent = Absence.objects.in_force().filter(deputy=user.pk)
    memberships = (
        Membership.objects.active()
        .filter(role=Role.MODERATOR, person__in=absent.values("person"))
        .select_related("person")
        .annotate(path=F("page__path"))
    )
    return [StandingIn(membership.path, str(membership.person)) for membership in memberships]


def _place(path: str, depth: int) -> str:
    return path[: depth * Page.steplen]
