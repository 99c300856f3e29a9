"""Finds the followers of what was published, and queues what they have to be told.

Questions are found by the values of the page and then held against its facts in memory, each
question once, however many people follow it. The queue is filled by the database itself.
"""

import datetime
import logging
from functools import partial
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, DateTimeField, IntegerField, Value
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from exchange.models import (
    Comment,
    Delivery,
    Following,
    Publication,
    Question,
    QuestionKey,
    QuestionSort,
)
from exchange.models.follower import FollowingQuerySet
from exchange.questions import refresh
from exchange.subjects import post_key, thread_key
from search.facts import Facts, facts_of
from search.models import Entry
from search.stored import admits, asked_of, keys_of_facts

logger = logging.getLogger(__name__)
# Questions for which the queue is filled in one statement.
CHUNK = 1000


def note(page_id: int, *, is_first: bool) -> None:
    """Note that readers see something new on a page, so that its followers are looked up."""
    publication, _is_new = Publication.objects.get_or_create(
        page_id=page_id, defaults={"is_first": is_first}
    )
    # Robust: what the task does not do now is done before the next digests.
    transaction.on_commit(partial(match.enqueue, publication.pk), robust=True)


@task()
def match(pk: int) -> None:
    """Queue a publication for its followers; nothing happens when that was done before."""
    with transaction.atomic():
        publication = Publication.objects.select_for_update().filter(pk=pk).first()
        if publication is None:
            return
        if publication.comment_id:
            match_comment(publication.comment_id)
        # A page without an entry was withdrawn in the meantime.
        elif Entry.objects.visible().filter(pk=publication.page_id).exists():
            page = Page.objects.get(pk=publication.page_id).specific
            # Who follows one post reads what it is called now.
            refresh(Question.objects.filter(keys__key__in=keys_of_post(page.pk)).distinct())
            queue(questions_for(page), "page_id", page.pk, is_first=publication.is_first)
        publication.delete()


def match_comment(pk: int) -> None:
    """Queue a comment for who follows its post or its thread, but not for who wrote it."""
    comment = Comment.objects.published().filter(pk=pk).select_related("page", "user").first()
    if comment is None or not Entry.objects.visible().filter(pk=comment.page_id).exists():
        return
    writers = {comment.email.casefold(), comment.user.email.casefold() if comment.user else ""}
    questions = questions_about(comment.page, keys_of_post(comment.page_id))
    followings = Following.objects.exclude(follower__email__in=writers - {""})
    queue(questions, "comment_id", comment.pk, followings=followings)


def keys_of_post(pk: int) -> list[str]:
    """The keys of who follows a post, and of who follows the comments under it."""
    return [post_key(pk), thread_key(pk)]


def match_all() -> None:
    """Match what a task queue that was away has left lying."""
    for pk in Publication.objects.order_by("at").values_list("pk", flat=True):
        try:
            match.call(pk)
        except Exception:
            # One page that cannot be read must not keep all other mail from going out.
            logger.exception("Publication %s could not be matched.", pk)


def questions_for(page: Page) -> list[int]:
    """The ids of the questions that find a page, as it is in memory."""
    facts = facts_of(page, timezone.now())
    return _found(keys_of_facts(facts), facts)


def questions_about(page: Page, keys: list[str]) -> list[int]:
    """The ids of the questions with one of these keys that find a page, threads included."""
    return _found(keys, facts_of(page, timezone.now()))


def _found(keys: list[str], facts: Facts) -> list[int]:
    named = QuestionKey.objects.filter(key__in=keys)
    candidates = Question.objects.filter(pk__in=named.values("question"))
    rows = candidates.values_list("pk", "sort", "stored").iterator()
    return [
        pk for pk, sort, stored in rows if sort != QuestionSort.FILTER or _admits(stored, facts)
    ]


def _admits(stored: Any, facts: Facts) -> bool:
    try:
        return admits(asked_of(stored), facts)
    except (ValueError, KeyError, TypeError):
        # A form of another time: the follower reads on the own page that it finds nothing.
        return False


def queue(
    questions: list[int],
    column: str,
    pk: int,
    *,
    is_first: bool = True,
    at: datetime.datetime | None = None,
    followings: FollowingQuerySet | None = None,
) -> None:
    """Give every active following of these questions a delivery, if it has none of this.

    `column` is that of the thing in the table of deliveries, `pk` its key; `followings` leaves some
    people out.
    """
    table, names = Delivery._meta.db_table, f"following_id, {column}, is_first, at"
    everybody = Following.objects.all() if followings is None else followings
    waiting = iter(questions)
    while chunk := list(islice(waiting, CHUNK)):
        rows = (
            everybody.active()
            .filter(question_id__in=chunk)
            .annotate(
                thing=Value(pk, IntegerField()),
                first=Value(is_first, BooleanField()),
                moment=Value(at or timezone.now(), DateTimeField()),
            )
            .order_by()
            .values_list("pk", "thing", "first", "moment")
        )
        sql, params = rows.query.sql_with_params()
        with connection.cursor() as cursor:
            # No value is put into the text of the statement: table and columns are our own.
            cursor.execute(
                f"INSERT INTO {table} ({names}) {sql} ON CONFLICT DO NOTHING",
                params,
            )
