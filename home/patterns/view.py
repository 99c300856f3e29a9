"""`/cms/patronen/`: everything that pages are made of, from the real templates with made-up data."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Template
from django.template.loader import render_to_string

from home.patterns.blocks import block_states
from home.patterns.components import PATTERNS
from home.patterns.exchange import EXCHANGED
from home.patterns.own import OWN
from home.patterns.pattern import State, Words
from organisations.roles.memberships import may_manage_roles

BLOCK = '{% load wagtailcore_tags %}<div class="prose">{% include_block body %}</div>'


@dataclass(frozen=True)
class Shown:
    """A component or block with a small page for each of its states."""

    name: str
    label: Words
    frames: list[tuple[Words, str]]


def patterns(request: HttpRequest) -> HttpResponse:
    """Everything on one page. Each state stands in a frame: in a page of its own its names are its own."""
    if not may_manage_roles(request.user):
        raise PermissionDenied
    components = [
        Shown(
            pattern.name,
            pattern.name,
            [
                (state.title, frame(request, pattern.template, state, is_frame=pattern.is_frame))
                for state in pattern.states()
            ],
        )
        for pattern in [*PATTERNS, *EXCHANGED, *OWN]
    ]
    blocks = [
        Shown(name, label, [(state.title, frame(request, BLOCK, state)) for state in states])
        for name, label, states in block_states()
    ]
    return render(request, "home/patterns.html", {"components": components, "blocks": blocks})


def frame(request: HttpRequest, source: str, state: State, *, is_frame: bool = False) -> str:
    """A small page with one state and nothing else."""
    # Every frame is a page of its own: its first map is the first.
    request.map_number = 0  # type: ignore[attr-defined]
    piece = Template(source).render(Context({"request": request, **state.context}))
    context = {"piece": piece, "title": state.title, "is_frame": is_frame}
    return render_to_string("home/pattern_frame.html", context)
