"""Mail about questions that lie without an answer: to the steward of the topic, else moderators.

Everybody gets one mail with all of their questions, and hears of a question once. A question is
claimed in the same transaction in which its mail goes into the outbox, so that a run that is
killed forgets nobody and two runs that meet tell nobody twice.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cms.core.mail import send_rendered
from exchange.answers.mail import TEMPLATES, UNANSWERED
from exchange.answers.report import lying_since, unanswered
from exchange.models import AnswerStatus
from exchange.tokens import address
from organisations.asking import Asking
from organisations.listing import attach_owners
from organisations.models import BlogPostPage

# About so many questions in one transaction.
CHUNK = 100


def tell_stewards(now: datetime.datetime | None = None) -> int:
    """Tell of all that is open for `QUESTION_STEWARD_DAYS` days; how many mails."""
    moment = now or timezone.now()
    due = (
        unanswered()
        .filter(open_since__lt=lying_since(moment), answer_status__steward_told_at__isnull=True)
        .prefetch_related("topics__steward", "topics__parent__steward")
    )
    sent = 0
    while posts := list(due[:CHUNK]):
        sent += _tell(attach_owners(posts), moment)
    return sent


@transaction.atomic
def _tell(posts: list[BlogPostPage], moment: datetime.datetime) -> int:
    mine = _claim(posts, moment)
    asking = Asking(post.path for post in mine)
    by_person: dict[Any, list[BlogPostPage]] = defaultdict(list)
    stewards: set[Any] = set()
    for post in mine:
        people = stewards_of(post)
        stewards.update(people)
        for person in people or [asked.person for asked in asking.about(post.path)]:
            if person.email:
                by_person[person].append(post)
    for person, theirs in by_person.items():
        context = {
            "person": person,
            "posts": [(post, address(post.get_url() or "")) for post in theirs],
            # A steward may have no desk in the CMS.
            "report_url": "" if person in stewards else address(reverse("report_unanswered")),
        }
        send_rendered(f"{TEMPLATES}/unanswered", context, person.email, kind=UNANSWERED)
    return len(by_person)


def stewards_of(post: BlogPostPage) -> list[Any]:
    """The stewards of its topics; of the main theme where the topic has none."""
    found = {}
    for topic in post.topics.all():
        for one in filter(None, [topic, topic.parent]):
            if one.steward and one.steward.is_active:
                found[one.steward.pk] = one.steward
                break
    return [found[pk] for pk in sorted(found)]


def _claim(posts: Iterable[BlogPostPage], moment: datetime.datetime) -> list[BlogPostPage]:
    """Note that these are told of; those of which no other run noted it before."""
    posts = list(posts)
    AnswerStatus.objects.bulk_create(
        (AnswerStatus(pk=post.pk) for post in posts), ignore_conflicts=True
    )
    free = AnswerStatus.objects.filter(steward_told_at__isnull=True)
    return [post for post in posts if free.filter(pk=post.pk).update(steward_told_at=moment)]
