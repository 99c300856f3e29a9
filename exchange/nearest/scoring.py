"""How close published posts are to a post: by topics, words, place and phase.

Topics, places and phases are columns in memory (`search.columns`); words are asked of the text
index, each for itself, so that a rare word can weigh more than a common one. Nothing is read of
the posts themselves. Without an outside model: docs/decisions/0021.
"""

import math
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from exchange.nearest.reasons import Reasons
from exchange.nearest.subject import Side, Subject
from organisations.models import ASKING_KINDS, Kind, Phase, State
from search.asking import Part, Wanted
from search.backends.hits import page_hits
from search.columns import Columns, store
from search.columns.arrays import Codes, Flags, Floats, Ints, Small, columns_of

TOPICS, WORDS, PLACE, PHASE = 0.4, 0.45, 0.1, 0.05
"""What the four parts weigh together."""
# Shares of a part at which half of its weight is reached; more of it adds ever less.
HALF_TOPICS, HALF_WORDS = 0.5, 1.2
THEME_SHARE = 0.3
"""A main theme in common, as against a topic of its own."""
SHOWN_FROM = 0.26
"""Less than this is no match that a reader would understand."""
# A word in more pages than these is no help; the database stops counting there.
FEWEST_HITS, MOST_HITS = 50, 1000
KM_PER_DEGREE = 111.2
NEAR_KM = 15
SAME_CITY, CLOSE_BY, SAME_PROVINCE = 1.0, 0.6, 0.3
# What is in use elsewhere can be looked at.
PHASES = {Phase.PILOT: 0.3, Phase.ROLLOUT: 0.8, Phase.SECURE: 1.0}
SHOWN_TOPICS, SHOWN_WORDS = 2, 3


class Near(NamedTuple):
    """A post that is close: its page id, how close (0 to 1), and why."""

    pk: int
    score: float
    reasons: Reasons


@dataclass
class Found:
    """The words of a subject with the rows of the entries that hold them."""

    rows: dict[str, Ints] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)


def nearest(
    subject: Subject, side: Side, most: int, *, keep: frozenset[int] = frozenset()
) -> list[Near]:
    """The published posts of a side that are closest, the best first.

    Args:
        subject: what they have to be close to.
        side: what is looked for.
        most: how many at most.
        keep: page ids that are wanted as well when they are close enough, whatever their number.

    Costs a query for each telling word (`exchange.nearest.words`) and one more.
    """
    columns = store.current()
    topics = topic_scores(columns, subject)
    found = find_words(columns, subject)
    words = np.zeros(len(columns.entries))
    for word, rows in found.rows.items():
        words[rows] += found.weights[word]
    score = TOPICS * _saturated(topics, HALF_TOPICS) + WORDS * _saturated(words, HALF_WORDS)
    # Place and phase make a match better, and never make one.
    score[score > 0] += (
        PLACE * place_scores(columns, subject)[score > 0] + PHASE * phase_scores(columns)[score > 0]
    )
    score[~candidates(columns, subject, side)] = 0
    rows = np.flatnonzero(score >= SHOWN_FROM)
    ranked = rows[np.lexsort((columns.newest_rank[rows], -score[rows]))]
    wanted = [
        int(row)
        for number, row in enumerate(ranked)
        if number < most or int(columns.entries.entries[row]) in keep
    ]
    return [
        Near(
            int(columns.entries.entries[row]),
            round(float(score[row]), 4),
            reasons_for(columns, subject, found, row),
        )
        for row in wanted
    ]


def _saturated(shares: Floats, half: float) -> Floats:
    scores: Floats = shares / (shares + half)
    return scores


def candidates(columns: Columns, subject: Subject, side: Side) -> Flags:
    """The entries of a side that readers may see, without those of the subject's own blog."""
    names, entries = columns.names, columns.entries
    asks = names.kinds.marks(ASKING_KINDS)[entries.kinds]
    answered = names.states.marks([State.ANSWERED])[entries.states]
    if side is Side.ASKS:
        wanted = asks & ~answered
    else:
        wanted = names.kinds.marks([Kind.INITIATIVE])[entries.kinds] | (asks & answered)
    wanted = wanted & columns.visible
    if subject.organisation is not None:
        wanted &= ~names.bodies.marks([subject.organisation])[entries.organisations]
    if subject.pk is not None and (row := columns.row_of(subject.pk)) is not None:
        wanted[row] = False
    return wanted


def topic_scores(columns: Columns, subject: Subject) -> Floats:
    """By entry: what the topics in common weigh; a rare one more, a main theme less."""
    scores = np.zeros(len(columns.entries))
    for topic in subject.topics | subject.themes:
        of_topic = columns.topics.topics == _code(columns, topic)
        rows = columns.topic_entries[of_topic]
        share = 1.0 if topic in subject.topics else THEME_SHARE
        scores[rows] += share * _rarity(rows.size, len(columns.entries))
    return scores


def find_words(columns: Columns, subject: Subject) -> Found:
    """Where the words of a subject stand: one query for each."""
    found = Found()
    total = len(columns.entries)
    most = min(max(FEWEST_HITS, total // 10), MOST_HITS)
    for place, word in enumerate(subject.words):
        hits = page_hits([Part((Wanted(word),))], ranked=False)
        ids = columns_of(hits[: most + 1], 1)[0] if hits is not None else ()
        if len(ids) > most:
            continue
        rows, is_entry = columns.rows_of(np.array(ids, dtype=np.int64))
        rows = np.unique(rows[is_entry])
        if rows.size:
            found.rows[word] = rows
            # The first words are those of the title; the last say half as much.
            found.weights[word] = _rarity(rows.size, total) * (1 - place / (2 * len(subject.words)))
    return found


def place_scores(columns: Columns, subject: Subject) -> Floats:
    """By entry: how near it is to the place of the subject."""
    scores = np.zeros(len(columns.entries))
    place, places, names = subject.place, columns.places, columns.names
    if place is None or not len(places):
        return scores
    of_place = SAME_PROVINCE * _same(names.provinces, place.province, places.provinces)
    if place.latitude is not None and place.longitude is not None:
        kilometres = KM_PER_DEGREE * columns.distances(place.latitude, place.longitude)
        of_place = np.maximum(of_place, CLOSE_BY * (kilometres <= NEAR_KM))
    of_place = np.maximum(of_place, SAME_CITY * _same(names.cities, place.city, places.cities))
    np.maximum.at(scores, columns.place_entries, of_place)
    return scores


def phase_scores(columns: Columns) -> Floats:
    """By entry: how far it is, for initiatives."""
    by_code = np.array([PHASES.get(value, 0.0) for value in columns.names.phases.values])
    scores: Floats = by_code[columns.entries.phases]
    return scores


def reasons_for(columns: Columns, subject: Subject, found: Found, row: int) -> Reasons:
    """What one entry has in common with the subject."""
    names = {topic.pk: topic.name for topic in columns.topic_list.values()}
    of_entry = slice(*np.searchsorted(columns.topic_entries, [row, row + 1]))
    shared = {columns.names.topics.values[code] for code in columns.topics.topics[of_entry]}
    topics = sorted(shared & subject.topics) or sorted(shared & subject.themes)
    words = [word for word, rows in found.rows.items() if row in rows]
    reasons = Reasons(
        topics=[names[topic] for topic in topics if topic in names][:SHOWN_TOPICS],
        words=sorted(words, key=lambda word: -found.weights[word])[:SHOWN_WORDS],
        phase=columns.names.phases.values[columns.entries.phases[row]],
    )
    if not PHASES.get(reasons.phase):  # type: ignore[call-overload]
        reasons.phase = ""
    if subject.place is not None:
        _add_place(columns, subject, reasons, row)
    return reasons


def _add_place(columns: Columns, subject: Subject, reasons: Reasons, row: int) -> None:
    """Say of the first place of an entry how it lies to that of the subject."""
    place, places = subject.place, columns.places
    first, last = np.searchsorted(columns.place_entries, [row, row + 1])
    if place is None or first == last:
        return
    city = columns.names.cities.values[places.cities[first]]
    province = columns.names.provinces.values[places.provinces[first]]
    if city and city == place.city:
        reasons.city = city
        return
    if place.latitude is not None and place.longitude is not None:
        away = KM_PER_DEGREE * columns.distances(place.latitude, place.longitude)[first]
        if away <= NEAR_KM:
            reasons.kilometres = max(1, round(float(away)))
            return
    if province and province == place.province:
        reasons.province = province


def _same(codes: Codes, value: str, column: Small) -> Flags:
    """Where a value stands in a column; the empty value stands nowhere."""
    same: Flags = codes.marks([value] if value else [])[column]
    return same


def _code(columns: Columns, topic: int) -> int:
    return next(iter(columns.names.topics.known([topic])), -1)


def _rarity(number: int, total: int) -> float:
    """How much it says that two pages share what `number` of `total` have: 0 to 1."""
    return math.log1p(total / number) / math.log1p(total) if number else 0.0
