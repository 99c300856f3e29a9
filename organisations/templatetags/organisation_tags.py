"""Template tags about posts."""

from typing import NamedTuple

from django import template

from cms.core.languages import in_own_language
from organisations.models import Phase, ProjectPhase

register = template.Library()


class Step(NamedTuple):
    """A phase as a step of the bar: `state` is done, now or next."""

    text: str
    state: str


@register.filter
def phase_title(phase: ProjectPhase, language: str) -> str:
    """The title of a phase of a project in this language, marked so where it has a name of its own."""
    title: str = in_own_language(phase.name, language) or phase.title
    return title


@register.simple_tag
def phase_steps(now: str) -> list[Step]:
    """The phases in order, with what is behind us and where we are."""
    values = list(Phase.values)
    current = values.index(now) if now in values else -1
    return [
        Step(
            str(phase.label),
            "done" if position < current else "now" if position == current else "next",
        )
        for position, phase in enumerate(Phase)
    ]
