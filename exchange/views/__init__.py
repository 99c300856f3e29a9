"""The pages of a follower, and of who wants no notification any more."""

from exchange.views.follow import asked, follow, link
from exchange.views.manage import manage, opml
from exchange.views.steps import confirm, stop
from exchange.views.switch_off import switch_off

__all__ = ["asked", "confirm", "follow", "link", "manage", "opml", "stop", "switch_off"]
