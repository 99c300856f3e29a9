"""Keeps the questions that are followed: each once, findable, with its words."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.core.languages import is_spoken
from exchange.models import FollowedBody, Question, QuestionKey, QuestionSort
from exchange.situations import situations
from exchange.subjects import Subject, Thread, Week, sort_of, subject_keys, visible_post
from search.filters import Filter
from search.stored import Restored, asked_of, restore

BODY_PARAMETERS = ("ministerie", "organisatie")
WORDS_LENGTH = 500


@dataclass
class Today:
    """What a question asks today."""

    words: str = ""
    url: str = ""
    """The page that shows the same; empty when there is none."""
    feed_url: str = ""
    gone: list[str] = field(default_factory=list)
    """What of the question is no longer there."""

    @property
    def is_void(self) -> bool:
        """Whether nothing can be found by it any more."""
        return not self.url


@transaction.atomic
def remember(asked: Subject) -> Question:
    """The question that asks this; made when nobody follows it yet."""
    stored = asked.to_stored()
    question, is_new = Question.objects.get_or_create(
        digest=digest_of(stored),
        defaults={
            "sort": sort_of(asked),
            "stored": stored,
            "words": _in_dutch(asked),
        },
    )
    if is_new:
        QuestionKey.objects.bulk_create(
            [QuestionKey(question=question, key=key) for key in subject_keys(asked)]
        )
        if question.sort == QuestionSort.FILTER:
            watch_bodies(question)
    return question


def digest_of(stored: dict[str, Any]) -> str:
    """The same for two questions that ask the same."""
    text = json.dumps(stored, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def watch_bodies(question: Question) -> None:
    """Note which ministries and organisations a question names, to tell of their changes."""
    named = [pk for name in BODY_PARAMETERS for pk in asked_of(question.stored).get(name, [])]
    known = set(FollowedBody.objects.filter(pk__in=named).values_list("pk", flat=True))
    now = situations(named)
    FollowedBody.objects.bulk_create(
        [FollowedBody(page_id=pk, situation=now[pk]) for pk in named if pk not in known],
        ignore_conflicts=True,
    )
    question.bodies.add(*named)


def today(question: Question) -> Today:
    """What a question asks today; void when its form is of a time that we no longer know."""
    match question.sort:
        case QuestionSort.WEEK:
            return Today(Week().describe(), reverse("week"), reverse("week-feed"))
        case QuestionSort.THREAD:
            return _thread_today(question.stored)
    return _filter_today(question.stored)


def _thread_today(stored: Any) -> Today:
    post = visible_post(stored.get("thread"))
    if post is None:
        return Today(gone=[_("Het bericht staat niet meer op de site.")])
    feed_url = reverse("thread-feed", args=[post.pk])
    return Today(Thread(post.pk, post.title).describe(), post.get_url() or "", feed_url)


def _filter_today(stored: Any) -> Today:
    try:
        now = restore(stored)
    except (ValueError, KeyError, TypeError):
        now = Restored(Filter.of(), [], is_void=True)
    if now.is_void:
        return Today(gone=now.gone)
    query = now.filter.query_string()
    return Today(
        now.filter.describe(),
        f"{reverse('search')}?{query}".removesuffix("?"),
        f"{reverse('search-feed')}?{query}".removesuffix("?"),
        now.gone,
    )


def refresh(questions: Iterable[Question]) -> None:
    """Bring the words in line with what bodies and posts are called today."""
    for question in questions:
        with override(settings.LANGUAGE_CODE):
            now = today(question)
        question.is_void = now.is_void
        if not now.is_void:
            question.words = shortened(now.words)
        question.save(update_fields=["words", "is_void"])


def words_of(question: Question) -> str:
    """What a question asks, in the language of the interface; only the Dutch is kept."""
    if is_spoken(settings.LANGUAGE_CODE):
        return question.words
    return shortened(today(question).words) or question.words


def _in_dutch(asked: Subject) -> str:
    with override(settings.LANGUAGE_CODE):
        return shortened(asked.describe())


def shortened(words: str) -> str:
    """Words that fit."""
    return words if len(words) <= WORDS_LENGTH else f"{words[: WORDS_LENGTH - 2].rstrip()} …"
