"""Which notifications there are, and who wants them.

A kind is registered once, in the `ready()` of its app or a module that it imports:

    ANSWERED = register(NotificationKind("vraag-beantwoord", _("Uw vraag is beantwoord")))

and asked before mailing: `wants(user, ANSWERED)` for one person, `wanting(users, ANSWERED)` for
many. `exchange.notify.tell` asks it by itself. Nothing else changes a choice than the person, on
the account page of the CMS or by the link in a mail: reacting switches nothing on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from exchange.models.choices import NotificationChoice


def everybody(user: Any) -> bool:
    """A kind that is of use to everyone with an account."""
    return True


@dataclass(frozen=True)
class NotificationKind:
    """One kind of notification. `name` is stored and stays for ever; `label` is Dutch."""

    name: str
    label: Any
    help_text: Any = ""
    default: bool = True
    concerns: Callable[[Any], bool] = everybody
    """Whether this kind can reach a person; others do not see the choice."""
    position: int = 100

    def __str__(self) -> str:
        return str(self.label)


_kinds: dict[str, NotificationKind] = {}


def register(kind: NotificationKind) -> NotificationKind:
    """Make a kind known; returns it. Raises ValueError when its name is taken by another."""
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"There is another kind of notification called {kind.name!r}.")
    return kind


def kind_called(name: str) -> NotificationKind | None:
    """The kind with this name, if there is one."""
    return _kinds.get(name)


def kinds_for(user: Any) -> list[NotificationKind]:
    """The kinds that can reach this person, in the order in which they are shown."""
    found = sorted(_kinds.values(), key=lambda kind: (kind.position, kind.name))
    return [kind for kind in found if kind.concerns(user)]


def wants(user: Any, kind: NotificationKind) -> bool:
    """Whether this person wants this kind. Who cannot sign in any more is told nothing."""
    return user.is_active and chosen(user).get(kind.name, kind.default)


def chosen(user: Any) -> dict[str, bool]:
    """What somebody chose against the default, by name of the kind: one query."""
    choices = NotificationChoice.objects.filter(user=user)
    return dict(choices.values_list("kind", "wanted"))


def wanting(users: QuerySet[Any] | Iterable[Any], kind: NotificationKind) -> QuerySet[Any]:
    """Those of many people who want this kind: one query, however many there are.

    `users` is a queryset of people, or people in any other collection.
    """
    people = users if isinstance(users, QuerySet) else by_id(users)
    against = NotificationChoice.objects.filter(kind=kind.name, wanted=not kind.default)
    departs = Q(pk__in=against.values("user"))
    return people.filter(~departs if kind.default else departs, is_active=True)


def by_id(users: Iterable[Any]) -> QuerySet[Any]:
    """People that are in memory, as a queryset."""
    return get_user_model()._default_manager.filter(pk__in=[user.pk for user in users])


def choose(user: Any, kind: NotificationKind, *, wanted: bool) -> None:
    """Keep what somebody chose; the default is not kept, so that it can change with the site."""
    if wanted == kind.default:
        NotificationChoice.objects.filter(user=user, kind=kind.name).delete()
    else:
        NotificationChoice.objects.update_or_create(
            user=user, kind=kind.name, defaults={"wanted": wanted}
        )
