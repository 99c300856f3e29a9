"""How hard a Dutch text is to read, after the formula of W.H. Douma (1960).

R. Flesch measured English by the length of sentences and words; Douma fitted the numbers to Dutch:
206.84 - 0.93 x (words in a sentence) - 77 x (syllables in a word). The levels of language (B1 and so
on) are not defined by a formula: what is said here is a hint, and never keeps a text back.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

# Below so many words a number says nothing.
ENOUGH_WORDS = 30
LONG_SENTENCE = 20
LONG_WORD = 4
SHOWN = 5
EASY, FAIR = 60, 45

# Vowels that sound as one stand before the single ones. A letter with a diaeresis begins anew.
SYLLABLES = re.compile(
    r"eau|aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|ei|ij|eu|oe|ui|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]"
)
WORDS = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
# A point in a number or an abbreviation ends no sentence: a capital has to follow.
SENTENCE_END = re.compile(
    r"(?<=[.!?…])[\"'\u201d\u2019)]*\s+(?=[\"'\u201c\u2018(]*[A-ZÀ-Þ0-9])|\n+"
)


class Level(StrEnum):
    """How hard a text is, in three steps."""

    EASY = "easy"
    FAIR = "fair"
    HARD = "hard"


@dataclass(frozen=True)
class Reading:
    """What can be said about the words of a text."""

    score: float
    level: Level
    words_a_sentence: float
    long_sentences: list[str] = field(default_factory=list)
    long_words: list[str] = field(default_factory=list)


def read(text: str) -> Reading | None:
    """Measure a text; None when it is too short to say anything.

    Args:
        text: plain sentences; a line is a paragraph or an item of a list.
    """
    sentences = [words for part in SENTENCE_END.split(text) if (words := WORDS.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < ENOUGH_WORDS:
        return None
    syllables = sum(syllables_in(word) for word in words)
    words_a_sentence = len(words) / len(sentences)
    score = 206.84 - 0.93 * words_a_sentence - 77 * syllables / len(words)
    by_length = sorted(sentences, key=len, reverse=True)
    long_words = {word.lower() for word in words if syllables_in(word) > LONG_WORD}
    return Reading(
        score=round(score, 1),
        level=Level.EASY if score >= EASY else Level.FAIR if score >= FAIR else Level.HARD,
        words_a_sentence=round(words_a_sentence, 1),
        long_sentences=[" ".join(one) for one in by_length if len(one) > LONG_SENTENCE][:SHOWN],
        long_words=sorted(long_words, key=lambda word: (-syllables_in(word), word))[:SHOWN],
    )


def syllables_in(word: str) -> int:
    """The number of syllables of a Dutch word, one at least."""
    return len(SYLLABLES.findall(word.lower())) or 1
