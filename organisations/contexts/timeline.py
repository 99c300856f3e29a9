"""A change project in time: a drawing of lines and dots, and the same told in words."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cms.core.languages import in_own_language, interface_language, sentence
from organisations.models import BlogPostPage, Milestone, PhaseState, ProjectPhase

# Measures of the drawing, in its own units.
WIDTH = 760
LEFT = 176
RIGHT = 744
TOP = 34
ROW = 34
BAR = 14
LONGEST_LABEL = 22
MOST_TICKS = 8
HALF_TICK = 30
# Older posts are in the list of posts only.
MOST_POSTS = 40
# A tick stands at the first day of every so many months.
STEPS = (1, 3, 6, 12, 24, 60, 120)
# Who plans further than this meant another year; the drawing stops there.
FURTHEST_YEARS = 60


@dataclass(frozen=True)
class Bar:
    """A phase: the line of the plan, and over it the line of what really happened."""

    label: str
    language: str
    """That of the label."""
    title: str
    y: int
    state: str
    planned: tuple[int, int] | None
    """Left side and width."""
    real: tuple[int, int] | None


@dataclass(frozen=True)
class Dot:
    """A milestone or a post."""

    x: int
    title: str
    is_done: bool = True


@dataclass(frozen=True)
class Tick:
    """A day on the axis."""

    x: int
    text: str


@dataclass(frozen=True)
class Event:
    """A line of the list: a day and what happens."""

    date: datetime.date
    text: str
    kind: str
    """`phase`, `milestone` or `post`."""
    url: str = ""


@dataclass(frozen=True)
class Timeline:
    """Everything that is drawn, and the same as a list of events, the oldest first."""

    bars: list[Bar]
    milestones: list[Dot]
    posts: list[Dot]
    ticks: list[Tick]
    today: int | None
    events: list[Event]

    width, left, right, top, bar = WIDTH, LEFT, RIGHT, TOP, BAR

    @property
    def milestones_y(self) -> int:
        """The line of the milestones: below the phases."""
        return TOP + ROW * len(self.bars) + ROW // 2

    @property
    def posts_y(self) -> int:
        """The line of the posts: below the milestones, if there are any."""
        return self.milestones_y + (ROW if self.milestones else 0)

    @property
    def bottom(self) -> int:
        """Where the lines of the axis end."""
        return self.posts_y + (ROW // 2 if self.posts else -ROW // 2)

    @property
    def height(self) -> int:
        """Of the whole drawing."""
        return self.bottom + 8


class Scale:
    """Days as places between the left and the right side."""

    def __init__(self, days: Sequence[datetime.date]) -> None:
        self.first = min(days)
        last = min(max(days), self.first + datetime.timedelta(days=FURTHEST_YEARS * 366))
        self.length = max((last - self.first).days, 30)

    def x(self, day: datetime.date) -> int:
        """The place of a day; what lies outside stands at the side."""
        share = (day - self.first).days / self.length
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0), 1))

    def span(
        self, first: datetime.date | None, last: datetime.date | None
    ) -> tuple[int, int] | None:
        """The left side and the width of a time; one day is still seen. None without a day."""
        begin, end = first or last, last or first
        if begin is None or end is None:
            return None
        left = self.x(begin)
        return left, max(self.x(end) - left, 4)

    def ticks(self) -> list[Tick]:
        """The first days of months, so far apart that they do not touch."""
        last = self.first + datetime.timedelta(days=self.length)
        months = (last.year - self.first.year) * 12 + last.month - self.first.month + 1
        step = next((step for step in STEPS if months / step <= MOST_TICKS), STEPS[-1])
        found = []
        first_month = self.first.year * 12 + self.first.month - 1
        for month in range(first_month, first_month + months):
            day = datetime.date(month // 12, month % 12 + 1, 1)
            if month % step == 0 and day >= self.first:
                found.append(Tick(self.x(day), date_format(day, "M Y")))
        return [tick for tick in found if tick.x < RIGHT - HALF_TICK]


def timeline_of(
    phases: Sequence[ProjectPhase],
    milestones: Sequence[Milestone],
    posts: Sequence[BlogPostPage],
    today: datetime.date,
    language: str = settings.LANGUAGE_CODE,
) -> Timeline | None:
    """The timeline; None while nothing has a date. `language` is that of phases and milestones."""
    dated = [post for post in posts if post.first_published_at][:MOST_POSTS]
    days = [
        day
        for phase in phases
        for day in (phase.planned_start, phase.planned_end, phase.started_on, phase.ended_on)
        if day
    ]
    days += [milestone.date for milestone in milestones]
    days += [_day(post) for post in dated]
    if not days:
        return None
    if any(phase.state == PhaseState.UNDER_WAY for phase in phases):
        days.append(today)
    scale = Scale(days)
    events = [
        *_phases_told(phases, language),
        *_milestones_told(milestones, language),
        *_posts_told(dated),
    ]
    return Timeline(
        bars=[_bar(phase, number, scale, today, language) for number, phase in enumerate(phases)],
        milestones=[
            Dot(scale.x(each.date), _with_date(each.title, each.date), each.is_done)
            for each in milestones
        ],
        posts=[Dot(scale.x(_day(post)), _with_date(post.title, _day(post))) for post in dated],
        ticks=scale.ticks(),
        today=scale.x(today) if min(days) <= today <= max(days) else None,
        events=sorted(events, key=lambda event: event.date),
    )


def spoken_in(phase: ProjectPhase, language: str) -> str:
    """The language of the title of a phase: without a name of its own it is a word of the interface."""
    return language if phase.name else interface_language()


def _bar(
    phase: ProjectPhase, number: int, scale: Scale, today: datetime.date, language: str
) -> Bar:
    started, ended = phase.started_on, phase.ended_on
    if phase.state == PhaseState.UNDER_WAY:
        started = started or phase.planned_start
        # Under way until today, also where somebody filled in an end beforehand.
        ended = max(today, started) if started else today
    elif phase.is_done:
        started, ended = phase.starts_on, phase.ends_on
    return Bar(
        label=Truncator(phase.title).chars(LONGEST_LABEL),
        language=spoken_in(phase, language),
        title=f"{phase.title}: {phase.get_state_display().lower()}",
        y=TOP + ROW * number + (ROW - BAR) // 2,
        state=phase.state,
        planned=scale.span(phase.planned_start, phase.planned_end),
        real=scale.span(started, ended) if started or ended else None,
    )


def _phases_told(phases: Iterable[ProjectPhase], language: str) -> Iterable[Event]:
    for phase in phases:
        name = {"phase": phase.title}
        spoken = spoken_in(phase, language)
        is_going = phase.state != PhaseState.PLANNED
        if phase.started_on or (is_going and phase.planned_start):
            yield Event(
                _known(phase.starts_on),
                sentence(_("Fase %(phase)s begon"), name, spoken),
                "phase",
            )
        elif phase.planned_start:
            text = sentence(_("Fase %(phase)s begint volgens plan"), name, spoken)
            yield Event(phase.planned_start, text, "phase")
        if phase.is_done and phase.ends_on:
            yield Event(
                phase.ends_on, sentence(_("Fase %(phase)s was klaar"), name, spoken), "phase"
            )
        elif phase.planned_end and not phase.is_done:
            text = sentence(_("Fase %(phase)s eindigt volgens plan"), name, spoken)
            yield Event(phase.planned_end, text, "phase")


def _known(day: datetime.date | None) -> datetime.date:
    if day is None:
        raise ValueError("A day that was looked at before is gone.")
    return day


def _milestones_told(milestones: Iterable[Milestone], language: str) -> Iterable[Event]:
    for milestone in milestones:
        done = _("bereikt") if milestone.is_done else _("nog niet bereikt")
        text = _("Mijlpaal: %(title)s (%(done)s)") % {"title": "%s", "done": done}
        text = sentence(text, milestone.title, language)
        yield Event(milestone.date, text, "milestone")


def _posts_told(posts: Iterable[BlogPostPage]) -> Iterable[Event]:
    for post in posts:
        yield Event(_day(post), in_own_language(post.title, post.language), "post", post.url or "")


def _day(post: Any) -> datetime.date:
    return timezone.localdate(post.first_published_at)


def _with_date(title: str, day: datetime.date) -> str:
    return f"{date_format(day, 'j F Y')}: {title}"
