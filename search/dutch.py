"""Dutch words in singular and plural, by the rules of spelling and without a list of words.

A rule that does not hold for a word makes one that does not exist, which finds nothing and does no
harm. The index of SQLite knows no stems of words, neither does a text that is in no index, and that
of PostgreSQL does not know them all.
"""

import re

MIN_PREFIX = 4
"""From this length on a form counts for every word that begins with it, so for compounds too."""

# Plural endings, and how many letters must be left: "zaken" is no plural of "zak".
_PLURALS = (("'s", 4), ("\u2019s", 4), ("en", 5), ("s", 4), ("n", 5))
_SHORTEST_STEM = 3
_VOWELS = "aeiouy"
_LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)([bdfgklmnprst])$")
_SHORT_VOWEL = re.compile(rf"(?<![{_VOWELS}])([aeou])([bdfgklmnprstvz])$")
_DOUBLE = re.compile(r"([bdfgklmnprst])\1$")
# Short words that do not double their last letter: "dag" gives "dagen", "wet" gives "wetten".
_LONG_IN_PLURAL = frozenset({"bad", "dag", "dak", "gat", "vat", "weg"})
_UNVOICED = {"v": "f", "z": "s"}
_VOICED = {"f": "v", "s": "z"}


def singular(word: str) -> str:
    """A word without its plural ending; short words stay as they are."""
    for ending, left in _PLURALS:
        if word.casefold().endswith(ending) and len(word) - len(ending) >= left:
            return word[: -len(ending)]
    return word


def forms_of(word: str) -> list[str]:
    """The forms in which a word stands, that without its plural ending first.

    "scholen" gives "school" as well, "huis" gives "huizen", "wet" gives "wetten". See MIN_PREFIX
    for how a form is held against a text.
    """
    bare = singular(word)
    lower = word.casefold()
    stem = lower.removesuffix("en")
    if stem != lower and len(stem) >= _SHORTEST_STEM:
        others = _singulars(stem)
    elif bare == word:
        others = _plurals(lower)
    else:
        others = []
    return list(dict.fromkeys([bare, *others]))


def _singulars(stem: str) -> list[str]:
    """Of what stands before "en": "bank", "wett" to "wet", "tak" to "taak", "huiz" to "huis"."""
    if _DOUBLE.search(stem):
        return [stem[:-1]]
    last = _UNVOICED.get(stem[-1], stem[-1])
    found = [stem[:-1] + last]
    if short := _SHORT_VOWEL.search(stem):
        found.append(f"{stem[: short.start()]}{short[1] * 2}{last}")
    return found


def _plurals(word: str) -> list[str]:
    """Of what looks like no plural: "taak" to "taken", "brief" to "brieven", "dag" to "dagen"."""
    found = []
    last = _VOICED.get(word[-1:], "")
    if long := _LONG_VOWEL.search(word):
        stem = f"{word[: long.start()]}{long[1][0]}"
        found = [f"{stem}{letter}en" for letter in (long[2], last) if letter]
    elif last and word[-2:-1] in {*_VOWELS, "j"}:
        found = [f"{word[:-1]}{last}en"]
    if len(word) == MIN_PREFIX and word.endswith("s"):
        found.append(word[:-1])  # it may be a plural: "apps"
    if 1 < len(word) < MIN_PREFIX and word[-1] not in _VOWELS:
        # What is longer finds these by its beginning.
        found += [f"{word}en" if word in _LONG_IN_PLURAL else f"{word}{word[-1]}en", f"{word}s"]
    return found
