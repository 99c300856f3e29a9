"""Finds the followers of a page that was published, and queues what they have to be told.

Questions are found by the values of the page and then held against its facts in memory, each
question once, however many people follow it. The queue is filled by the database itself.
"""

import logging
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, DateTimeField, IntegerField, Value
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from exchange.models import Delivery, Following, Publication, Question, QuestionKey
from search.facts import facts_of
from search.models import Entry
from search.stored import admits, asked_of, keys_of_facts

logger = logging.getLogger(__name__)
# Questions for which the queue is filled in one statement.
CHUNK = 1000


@task()
def match(pk: int) -> None:
    """Queue a publication for its followers; nothing happens when that was done before."""
    with transaction.atomic():
        publication = Publication.objects.select_for_update().filter(pk=pk).first()
        if publication is None:
            return
        # A page without an entry was withdrawn in the meantime.
        if Entry.objects.visible().filter(pk=publication.page_id).exists():
            page = Page.objects.get(pk=publication.page_id).specific
            queue(questions_for(page), page, is_first=publication.is_first)
        publication.delete()


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
    keys = QuestionKey.objects.filter(key__in=keys_of_facts(facts))
    candidates = Question.objects.filter(pk__in=keys.values("question")).values_list("pk", "stored")
    return [pk for pk, stored in candidates.iterator() if _admits(stored, facts)]


def _admits(stored: Any, facts: Any) -> bool:
    try:
        return admits(asked_of(stored), facts)
    except (ValueError, KeyError, TypeError):
        # A form of another time: the follower reads on the own page that it finds nothing.
        return False


def queue(questions: list[int], page: Page, *, is_first: bool) -> None:
    """Give every active following of these questions a delivery of the page, if it has none."""
    table, names = Delivery._meta.db_table, "following_id, page_id, is_first, at"
    waiting = iter(questions)
    while chunk := list(islice(waiting, CHUNK)):
        rows = (
            Following.objects.active()
            .filter(question_id__in=chunk)
            .annotate(
                to_page=Value(page.pk, IntegerField()),
                first=Value(is_first, BooleanField()),
                moment=Value(timezone.now(), DateTimeField()),
            )
            .order_by()
            .values_list("pk", "to_page", "first", "moment")
        )
        sql, params = rows.query.sql_with_params()
        with connection.cursor() as cursor:
            # No value is put into the text of the statement: table and columns are our own.
            cursor.execute(
                f"INSERT INTO {table} ({names}) {sql} ON CONFLICT DO NOTHING",
                params,
            )
