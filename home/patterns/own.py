"""What readers find again of their own: what they follow, and what they wrote."""

from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from exchange.comments.forms import ChangeForm
from exchange.comments.writing import CHANGEABLE
from exchange.forms import FollowingForm
from exchange.models import CommentState, Following, Question
from home.patterns.exchange import NUMBER, comment, page_pattern, post
from home.patterns.pattern import State

WORDS = "organisatie Rijksdienst voor Voorbeelden"


def _row(place: int, *, is_void: bool = False, gone: tuple[str, ...] = ()) -> dict[str, Any]:
    following = Following(pk=NUMBER + place, question=Question(words=WORDS))
    now = SimpleNamespace(is_void=is_void, url="#", feed_url="#", gone=gone)
    return {"form": FollowingForm(following), "words": WORDS, "now": now}


def _followings() -> list[State]:
    urls = {"stop_url": "#", "opml_url": "#"}
    gone = _row(1, gone=(_("Een van de organisaties is er niet meer."),))
    rows = [_row(0), gone, _row(2, is_void=True)]
    return [
        State(_("Nog niets bevestigd"), {"rows": [], **urls}),
        State(_("Gewoon, deels en helemaal weg"), {"rows": rows, **urls}),
        State(_("Net gevolgd"), {"rows": rows[:1], "is_new": True, **urls}),
        State(
            _("Bewaard, en de mail staat stil"),
            {
                "rows": rows[:1],
                "is_saved": True,
                "is_paused": True,
                **urls,
            },
        ),
    ]


def _confirmations() -> list[State]:
    asked = {"words": WORDS, "following": Following(), "manage_url": "#"}
    return [State(_("Gevraagd"), asked), State(_("Bevestigd"), {"done": True, **asked})]


def _endings() -> list[State]:
    return [
        State(_("Gevraagd"), {"followed": [WORDS, "onderwerp huisvesting"]}),
        State(_("Gestopt"), {"done": True}),
    ]


def _changes() -> list[State]:
    states = [_change(state) for state in CommentState]
    saved = _change(CommentState.WAITING)
    wrong = _change(CommentState.WAITING)
    form = ChangeForm({}, instance=wrong["comment"])
    form.is_valid()
    return [
        *(State(state["comment"].get_state_display(), state) for state in states),
        State(_("Bewaard"), saved | {"is_saved": True}),
        State(_("Met fouten"), wrong | {"form": form}),
    ]


def _change(state: str) -> dict[str, Any]:
    page = post()
    mine = comment(
        "Begin met één ruimte.", state=state, page=page, reason="Dit gaat niet over de vraag."
    )
    return {
        "comment": mine,
        "post": page,
        "can_change": state in CHANGEABLE,
        "form": ChangeForm(instance=mine),
    }


def _written() -> list[State]:
    mine = [
        comment("Begin met één ruimte.", state=CommentState.PUBLISHED, page=post()),
        comment("Wij ook.", pk=NUMBER + 1, state=CommentState.WAITING, page=post(live=False)),
    ]
    return [
        State(_("Om te wissen"), {"comments": mine, "token": "x"}),
        State(_("Net gewist"), {"comments": mine[:1], "erased": 2, "again_url": "#"}),
        State(_("Er is niets meer"), {"comments": []}),
    ]


OWN = [
    page_pattern("confirm", _confirmations),
    page_pattern("manage", _followings),
    page_pattern("stop", _endings),
    page_pattern("comments/change", _changes),
    page_pattern("comments/own", _written),
]
