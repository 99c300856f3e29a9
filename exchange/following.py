"""Following and stopping: every step that a reader can take. Nothing here says who follows what."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cms.core.languages import interface_language
from cms.core.limits import allowed
from exchange import mail
from exchange.models import Follower, Following, Frequency, Question
from exchange.questions import remember
from exchange.subjects import Subject

HOUR = 3600
# So many mails an hour can be asked for one address, by whomever.
MAILS_PER_ADDRESS = 5


@transaction.atomic
def ask(email: str, asked: Subject, frequency: str) -> None:
    """Ask an address whether it wants to follow this; nothing is followed before it confirms.

    The same happens for the one who asks, whether the address follows this already or not. An
    address that is asked too often gets no more mail for a while.
    """
    email = email.casefold()
    if not allowed("follow-mail", email, most=MAILS_PER_ADDRESS, seconds=HOUR):
        return
    language = interface_language()
    follower, _is_new = Follower.objects.get_or_create(email=email, defaults={"language": language})
    following, _is_new = Following.objects.get_or_create(
        follower=follower, question=remember(asked), defaults={"frequency": frequency}
    )
    if following.confirmed_at is None and following.frequency != frequency:
        following.frequency = frequency
        following.save(update_fields=["frequency"])
    _on_commit(send_question, following.pk, language)


@transaction.atomic
def follow_as(user: Any, asked: Subject, frequency: str) -> Follower:
    """Follow at the address of an account; it was proved when the account was made."""
    follower, _is_new = Follower.objects.get_or_create(email=user.email.casefold())
    following, _is_new = Following.objects.update_or_create(
        follower=follower, question=remember(asked), defaults={"frequency": frequency}
    )
    confirm(following)
    return follower


@transaction.atomic
def ask_for_link(email: str) -> None:
    """Mail an address the link to its followings, if it has any."""
    email = email.casefold()
    if not allowed("follow-mail", email, most=MAILS_PER_ADDRESS, seconds=HOUR):
        return
    follower = Follower.objects.filter(email=email, followings__confirmed_at__isnull=False).first()
    if follower:
        _on_commit(send_link, follower.pk, interface_language())


@transaction.atomic
def confirm(following: Following) -> None:
    """The address said yes (perhaps again), in the language in which it wants its mail.

    It is in use, so mail that was paused goes on.
    """
    following.confirmed_at = timezone.now()
    following.save(update_fields=["confirmed_at"])
    Follower.objects.filter(pk=following.follower_id, bounced_at__isnull=False).update(
        bounced_at=None
    )
    Follower.objects.filter(pk=following.follower_id).update(language=interface_language())


@transaction.atomic
def change(follower: Follower, frequencies: dict[int, str], stopped: set[int]) -> None:
    """Set how often for followings by id, and end those that are stopped; only the own ones."""
    for following in follower.followings.select_for_update():
        if following.pk in stopped:
            following.delete()
        elif frequencies.get(following.pk, following.frequency) != following.frequency:
            following.frequency = Frequency(frequencies[following.pk])
            following.save(update_fields=["frequency"])
    if follower.followings.exists():
        forget_questions()
    else:
        stop(follower)


@transaction.atomic
def stop(follower: Follower) -> None:
    """End everything and forget the address."""
    follower.delete()
    forget_questions()


def forget_questions() -> int:
    """Remove questions that nobody follows any more; how many there were."""
    _number, by_model = Question.objects.filter(followings__isnull=True).delete()
    return by_model.get(Question._meta.label, 0)


@task()
def send_question(pk: int, language: str) -> None:
    """Mail the link that confirms a following, or say that it is there already."""
    following = Following.objects.filter(pk=pk).select_related("follower", "question").first()
    if following:
        mail.send_question(following, language)


@task()
def send_link(pk: int, language: str) -> None:
    """Mail the link to all followings of an address."""
    follower = Follower.objects.filter(pk=pk).first()
    if follower:
        mail.send_link(follower, language)


def _on_commit(job: object, pk: int, language: str) -> None:
    # Robust: an exception, such as a task queue that is away, is logged by Django.
    transaction.on_commit(partial(job.enqueue, pk, language), robust=True)  # type: ignore[attr-defined]
