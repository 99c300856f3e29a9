"""Signed links for followers. Each is good for one purpose and for a certain time.

A link holds a number and a signature, never an address. The number of the generation is in it as
well, so that all links of a follower can be ended at once.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url

from exchange.models import Follower, Following

CONFIRM, MANAGE, STOP = "confirm", "manage", "stop"
MANAGE_TERM = timedelta(days=30)
# An old mail must still unsubscribe.
STOP_TERM = timedelta(days=730)


class UnusableLinkError(Exception):
    """The link is damaged, expired, or for another purpose; which of these is not said."""


def confirm_url(following: Following) -> str:
    """The link with which an address confirms one following."""
    return _url("follow-confirm", CONFIRM, [following.pk, following.follower.generation])


def manage_url(follower: Follower) -> str:
    """The link to all followings of an address."""
    return address(manage_path(follower))


def manage_path(follower: Follower) -> str:
    """The same for who is on the site already."""
    return _path("follow-manage", MANAGE, [follower.pk, follower.generation])


def stop_url(follower: Follower) -> str:
    """The link that ends all mail to an address; also the one in `List-Unsubscribe`."""
    return _url("follow-stop", STOP, [follower.pk, follower.generation])


def following_of(token: str) -> Following:
    """The following that a link confirms. Raises UnusableLinkError."""
    term = timedelta(days=settings.FOLLOW_CONFIRM_DAYS)
    key, generation = _read(token, CONFIRM, term)
    following = (
        Following.objects.filter(pk=key, follower__generation=generation)
        .select_related("follower", "question")
        .first()
    )
    if following is None:
        raise UnusableLinkError
    return following


def follower_of(token: str, purpose: str) -> Follower | None:
    """Whose link this is; None when the follower stopped since. Raises UnusableLinkError."""
    key, generation = _read(token, purpose, MANAGE_TERM if purpose == MANAGE else STOP_TERM)
    return Follower.objects.filter(pk=key, generation=generation).first()


def address(path: str) -> str:
    """A path as a full address, for in a mail."""
    return f"{get_admin_base_url() or ''}{path}"


def _url(name: str, purpose: str, value: list[int]) -> str:
    return address(_path(name, purpose, value))


def _path(name: str, purpose: str, value: list[int]) -> str:
    return reverse(name, args=[_signer(purpose).sign_object(value)])


def _read(token: str, purpose: str, term: timedelta) -> tuple[int, int]:
    try:
        value: Any = _signer(purpose).unsign_object(token, max_age=term)
        key, generation = map(int, value)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise UnusableLinkError from error
    return key, generation


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"exchange.follow.{purpose}")
