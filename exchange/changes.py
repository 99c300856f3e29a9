"""Tells followers what became of the ministries and organisations that they follow.

Followed bodies are compared with the tree every time that digests are made. So it does not matter
how a change came about: by an editor, an import, or because a date has passed.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from exchange.models import Delivery, FollowedBody, Following, Notice
from exchange.questions import refresh
from exchange.situations import Situation, differs, situations, told


def note_changes() -> int:
    """Queue a notice for the followers of every body that changed; how many bodies did."""
    waiting = Delivery.objects.filter(notice__isnull=False)
    Notice.objects.exclude(pk__in=waiting.values("notice")).delete()
    bodies = list(FollowedBody.objects.all())
    now = situations([body.pk for body in bodies])
    changed = [body for body in bodies if differs(body.situation, now[body.pk])]
    for body in changed:
        _tell(body, now[body.pk])
    return len(changed)


@transaction.atomic
def _tell(body: FollowedBody, now: Situation) -> None:
    moment = timezone.now()
    followings = Following.objects.active().filter(question__bodies=body)
    by_language: dict[str, list[str]] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            by_language[code] = told(body.situation, now)
    for number, line in enumerate(by_language.pop(settings.LANGUAGE_CODE)):
        notice = Notice.objects.create(
            text=line, translations={code: lines[number] for code, lines in by_language.items()}
        )
        Delivery.objects.bulk_create(
            [
                Delivery(following_id=pk, notice=notice, at=moment)
                for pk in followings.values_list("pk", flat=True)
            ],
            batch_size=1000,
        )
    # What it was called last is kept for when it is back.
    body.situation = now if now["live"] else {**body.situation, **now}
    body.save(update_fields=["situation"])
    refresh(body.questions.all())
