"""Keeps the questions that are followed: each once, findable, with its words."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from exchange.models import FollowedBody, Question, QuestionKey
from exchange.situations import situations
from search.filters import Filter
from search.stored import Restored, asked_of, keys_of, restore

BODY_PARAMETERS = ("ministerie", "organisatie")
WORDS_LENGTH = 500


@transaction.atomic
def remember(asked: Filter) -> Question:
    """The question that asks this; made when nobody follows it yet."""
    stored = asked.to_stored()
    question, is_new = Question.objects.get_or_create(
        digest=digest_of(stored), defaults={"stored": stored, "words": shortened(asked.describe())}
    )
    if is_new:
        QuestionKey.objects.bulk_create(
            [QuestionKey(question=question, key=key) for key in keys_of(asked_of(stored))]
        )
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


def today(question: Question) -> Restored:
    """What a question asks today; void when its form is of a time that we no longer know."""
    try:
        return restore(question.stored)
    except (ValueError, KeyError, TypeError):
        return Restored(Filter.of(), [], is_void=True)


def refresh(questions: Iterable[Question]) -> None:
    """Bring the words in line with what bodies are called today."""
    for question in questions:
        now = today(question)
        question.is_void = now.is_void
        if not now.is_void:
            question.words = shortened(now.filter.describe())
        question.save(update_fields=["words", "is_void"])


def shortened(words: str) -> str:
    """Words that fit."""
    return words if len(words) <= WORDS_LENGTH else f"{words[: WORDS_LENGTH - 2].rstrip()} …"
