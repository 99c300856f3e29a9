"""The pages of a follower."""

from exchange.views.follow import asked, follow, link
from exchange.views.manage import manage, opml
from exchange.views.steps import confirm, stop

__all__ = ["asked", "confirm", "follow", "link", "manage", "opml", "stop"]
