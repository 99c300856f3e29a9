"""A small puzzle for the browser, made and checked here: cheap for one comment, dear for thousands.

The puzzle is a signed text. Its solution is a number for each of `PARTS` rounds, such that the
SHA-256 of "puzzle:round:number" begins with `COMMENT_WORK_BITS` zero bits. Several short rounds take
about the same time whoever is lucky. static/js/comments.js solves it.
"""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.core.cache import cache

PARTS = 8
TERM = 3600
LONGEST = 1000
SALT = "exchange.comment.work"


def puzzle() -> dict[str, int | str]:
    """A new puzzle, with what a browser needs to know."""
    text = signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(12))
    return {"puzzle": text, "parts": PARTS, "bits": settings.COMMENT_WORK_BITS}


def is_solved(answer: str) -> bool:
    """Whether this is the solution of a puzzle of ours, of the last hour, used for the first time.

    Args:
        answer: the puzzle and its numbers, as "puzzle numbers" with commas between the numbers.
    """
    text, _space, found = answer.partition(" ")
    numbers = found.split(",")
    if len(answer) > LONGEST or len(numbers) != PARTS:
        return False
    try:
        signing.TimestampSigner(salt=SALT).unsign(text, max_age=TERM)
    except signing.BadSignature:
        return False
    if not all(_fits(f"{text}:{part}:{number}") for part, number in enumerate(numbers)):
        return False
    return bool(cache.add(f"comment-work:{hashlib.sha256(text.encode()).hexdigest()}", 1, TERM))


def _fits(words: str) -> bool:
    bits: int = settings.COMMENT_WORK_BITS
    digest = hashlib.sha256(words.encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - bits) == 0
