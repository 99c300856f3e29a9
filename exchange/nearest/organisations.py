"""Organisations that are alike: they write about the same topics, and are as far with initiatives.

Worked out from the columns in memory (`search.columns`): what an organisation is about are its own
topics and those of all that it published.
"""

import math
import threading
from dataclasses import dataclass, field

import numpy as np
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.languages import sentence
from organisations.models import OrganisationPage, Phase
from search.columns import Columns, store
from search.columns.arrays import Flags, Floats, Small
from search.columns.bodies import Body

SHOWN = 4
TOPICS, PHASES = 0.8, 0.2
ALIKE_FROM = 0.3
# A main theme has a row for each of its topics; it says less.
THEME_SHARE = 0.3
SHOWN_TOPICS = 3


@dataclass(frozen=True)
class Alike:
    """An organisation that is like another, and why."""

    pk: int
    title: str
    url: str
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Profiles:
    """What all organisations are about: a row for each body, of length 1 or empty."""

    columns: Columns
    topics: Floats
    phases: Floats
    is_specific: Flags
    """By topic: whether it is no main theme."""

    @classmethod
    def of(cls, columns: Columns) -> "Profiles":
        """Count what readers can see."""
        names, entries = columns.names, columns.entries
        bodies, topics, phases = len(names.bodies), len(names.topics), len(names.phases)
        rows = columns.topic_entries[columns.visible[columns.topic_entries]]
        codes = columns.topics.topics[columns.visible[columns.topic_entries]]
        counts = _crossed(entries.organisations[rows], codes, bodies, topics)
        of_topic = np.count_nonzero(counts, axis=0)
        rarity = np.log1p(bodies / np.maximum(of_topic, 1)) / math.log1p(bodies)
        themes = {topic.parent_id for topic in columns.topic_list.values()} - {None}
        is_specific = ~names.topics.marks(themes)
        weights = rarity * np.where(is_specific, 1.0, THEME_SHARE)
        of_phase = np.flatnonzero(columns.visible & (entries.phases > 0))
        return cls(
            columns,
            _of_length_one(np.log1p(counts) * weights),
            _of_length_one(
                _crossed(entries.organisations[of_phase], entries.phases[of_phase], bodies, phases)
            ),
            is_specific,
        )


def _crossed(owners: Small, values: Small, height: int, width: int) -> Floats:
    """How often each value goes with each owner; what has no owner counts nowhere."""
    key = owners.astype(np.int64) * width + values
    counts = np.bincount(key, minlength=height * width).reshape(height, width).astype(np.float64)
    counts[0] = 0
    return counts


def _of_length_one(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)


class Kept:
    """The profiles of the columns that were asked for last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._profiles: Profiles | None = None

    def of(self, columns: Columns) -> Profiles:
        """Made anew when the columns are others."""
        with self._lock:
            if self._profiles is None or self._profiles.columns is not columns:
                self._profiles = Profiles.of(columns)
            return self._profiles

    def forget(self) -> None:
        """Make them anew the next time."""
        with self._lock:
            self._profiles = None


kept = Kept()


def alike(organisation: OrganisationPage) -> list[Alike]:
    """The organisations that are most like a published one: one query."""
    columns = store.current()
    own = next(iter(columns.names.bodies.known([organisation.pk])), 0)
    if not own:
        return []
    profiles = kept.of(columns)
    shared = profiles.topics * profiles.topics[own]
    score = TOPICS * shared.sum(axis=1) + PHASES * (profiles.phases @ profiles.phases[own])
    # A theme and a phase in common make a match better, and never make one.
    score[~(shared[:, profiles.is_specific] > 0).any(axis=1)] = 0
    score[own] = 0
    best = [code for code in np.argsort(-score, kind="stable")[: SHOWN * 3] if score[code] > 0]
    bodies = columns.visible_bodies()
    found = []
    for code in best:
        body = bodies.get(columns.names.bodies.values[code])
        if score[code] < ALIKE_FROM or body is None or not _is_other(columns, organisation, body):
            continue
        found.append(
            Alike(body.id, body.title, _address(columns, body), _reasons(profiles, own, code))
        )
    return found[:SHOWN]


def _is_other(columns: Columns, organisation: OrganisationPage, body: Body) -> bool:
    """Whether a body exists today and is no part of the same organisation."""
    if body.is_ministry or body.ended_on is not None:
        return False
    return organisation.pk != _parent(columns, body.id) and body.id != _parent(
        columns, organisation.pk
    )


def _parent(columns: Columns, pk: int) -> int:
    row = columns.row_of(pk)
    return 0 if row is None else int(columns.names.bodies.values[columns.entries.parents[row]])


def _address(columns: Columns, body: Body) -> str:
    """The address of an organisation: those of what it stands below are in memory too."""
    row = columns.row_of(body.id)
    codes = (columns.entries.ministries[row], columns.entries.parents[row])
    above = [columns.names.bodies.values[code] for code in codes]
    slugs = [columns.bodies[pk].slug for pk in above if pk in columns.bodies]
    return reverse("wagtail_serve", args=["/".join([*slugs, body.slug]) + "/"])


def _reasons(profiles: Profiles, own: int, code: int) -> list[str]:
    """Why two organisations are alike, in the language of the reader."""
    columns = profiles.columns
    names = {topic.pk: topic.name for topic in columns.topic_list.values()}
    shared = profiles.topics[own] * profiles.topics[code] * profiles.is_specific
    topics = [
        capfirst(names[pk])
        for topic in np.argsort(-shared, kind="stable")[:SHOWN_TOPICS]
        if shared[topic] > 0 and (pk := columns.names.topics.values[topic]) in names
    ]
    text = ngettext("zelfde onderwerp: %s", "zelfde onderwerpen: %s", len(topics))
    said = [sentence(text, ", ".join(topics))]
    phases = profiles.phases[own] * profiles.phases[code]
    if phases.any():
        phase = Phase(columns.names.phases.values[int(np.argmax(phases))])
        said.append(_("ook initiatieven in de fase %s") % str(phase.label).lower())
    return said
