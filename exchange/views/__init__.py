"""The pages of a follower, of who writes a comment, and of who offers help."""

from exchange.views.comments import give_puzzle, received, report_comment, write_comment
from exchange.views.follow import asked, follow, follow_thread, follow_week, link
from exchange.views.helping import help_offered, offer_help
from exchange.views.manage import manage, opml
from exchange.views.own_comments import (
    ask_own,
    change_comment,
    export_comments,
    own_comments,
)
from exchange.views.steps import confirm, stop
from exchange.views.switch_off import switch_off
from exchange.views.week import week

__all__ = [
    "ask_own",
    "asked",
    "change_comment",
    "confirm",
    "export_comments",
    "follow",
    "follow_thread",
    "follow_week",
    "give_puzzle",
    "help_offered",
    "link",
    "manage",
    "offer_help",
    "opml",
    "own_comments",
    "received",
    "report_comment",
    "stop",
    "switch_off",
    "week",
    "write_comment",
]
